#include <oriel/oriel.h>

int main(void) {
    return oriel_type_int4.oid == 23 && oriel_status_text(ORIEL_OK) != NULL ? 0 : 1;
}
