#include "model/c_member.h"

#include <string.h>

#include "model/c_name.h"

static const char *plain_type(const model_column *column) {
    return column->null.not_null ? column->type->c_type : column->type->c_opt_type;
}

/* "enum " or "struct " where the type's name is also a tag, else NULL. */
static const char *keyword_of(arena *a, const model_column *column) {
    const model_user_type *user = column->type->user_type;
    const char *type = plain_type(column);
    if (user == NULL) {
        return NULL;
    }
    if (strcmp(type, arena_printf(a, "%s_array", user->c_name)) == 0) {
        return "struct ";
    }
    switch (user->kind) {
    case MODEL_ENUM:
        return strcmp(type, user->c_name) == 0 ? "enum " : "struct ";
    case MODEL_COMPOSITE:
        return "struct ";
    case MODEL_DOMAIN:
        break;
    }
    return NULL;
}

static const model_column *find_user_of_type(const model_column_list *columns, const char *name) {
    for (int i = 0; i < columns->count; i++) {
        if (strcmp(plain_type(&columns->items[i]), name) == 0) {
            return &columns->items[i];
        }
    }
    return NULL;
}

static bool is_member(const model_column_list *columns, const char *name) {
    for (int i = 0; i < columns->count; i++) {
        if (strcmp(columns->items[i].c_name, name) == 0) {
            return true;
        }
    }
    return false;
}

void c_members_name(arena *a, model_column_list *columns) {
    c_name_scope *members = c_name_scope_new(a);
    for (int i = 0; i < columns->count; i++) {
        const char *name = c_name_of(a, columns->items[i].name);
        const model_column *clash = find_user_of_type(columns, name);
        if (clash != NULL && keyword_of(a, clash) == NULL) {
            name = arena_printf(a, "%s_", name);
        }
        columns->items[i].c_name = c_name_take(members, name);
    }
    for (int i = 0; i < columns->count; i++) {
        model_column *column = &columns->items[i];
        const char *type = plain_type(column);
        const char *keyword = keyword_of(a, column);
        bool needs_keyword = keyword != NULL && is_member(columns, type);
        column->c_type = needs_keyword ? arena_printf(a, "%s%s", keyword, type) : type;
    }
}
