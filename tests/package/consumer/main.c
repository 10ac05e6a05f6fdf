#include <string.h>

#include "film_list.h"

int main(void) {
    film_list_rows rows;
    oriel_error err;
    if (film_list_fetch(NULL, &rows, &err) != ORIEL_BAD_ARGUMENT) {
        return 1;
    }
    for (size_t i = 0; i < rows.count; i++) {
        (void)rows.items[i].rental_rate;
    }
    film_list_free(&rows);
    return strcmp(film_list_model.name, "film_list");
}
