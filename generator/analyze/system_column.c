#include "analyze/column_ref.h"

#include <string.h>

/* Columns every stored row has; their numbers count down from -1. */
static const struct {
    const char *name;
    oid type;
} system_columns[] = {
    {"ctid", TIDOID}, {"xmin", XIDOID}, {"cmin", CIDOID},
    {"xmax", XIDOID}, {"cmax", CIDOID}, {"tableoid", OIDOID},
};

#define SYSTEM_COLUMN_COUNT ((int)(sizeof system_columns / sizeof system_columns[0]))

int system_column_number(const char *name) {
    for (int i = 0; i < SYSTEM_COLUMN_COUNT; i++) {
        if (strcmp(system_columns[i].name, name) == 0) {
            return -1 - i;
        }
    }
    return 0;
}

void system_column_type(int number, oid *type, const char **name) {
    int i = -1 - number;
    *type = i >= 0 && i < SYSTEM_COLUMN_COUNT ? system_columns[i].type : INVALID_OID;
    *name = i >= 0 && i < SYSTEM_COLUMN_COUNT ? system_columns[i].name : NULL;
}
