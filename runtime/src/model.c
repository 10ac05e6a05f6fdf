#include "oriel/model.h"

#include <string.h>

int oriel_model_column(const oriel_model *model, const char *name) {
    for (size_t i = 0; i < model->column_count; i++) {
        if (strcmp(model->columns[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

const char *oriel_enum_to_text(const oriel_type *type, int value) {
    return value < 0 || (size_t)value >= type->part_count ? NULL : type->labels[value];
}

int oriel_enum_from_text(const oriel_type *type, const char *text) {
    for (size_t i = 0; text != NULL && i < type->part_count; i++) {
        if (strcmp(type->labels[i], text) == 0) {
            return (int)i;
        }
    }
    return -1;
}
