#include "model/model_key.h"

#include <string.h>

/* The runtime hands over values of a fixed size and all that is text; not arrays, composites and
 * the one type among the others that does not compare by =. */
static bool can_be_parameter(const model_type *type) {
    if (type->c_array == NULL || type->type == POINTOID) {
        return false;
    }
    const model_user_type *user = type->user_type;
    if (user == NULL || user->kind == MODEL_ENUM) {
        return true;
    }
    return user->kind == MODEL_DOMAIN && can_be_parameter(user->base);
}

static bool can_be_searched(const model_relation *m, const relation_key *key,
                            const int *column_of_attribute) {
    for (int i = 0; i < key->count; i++) {
        int column = column_of_attribute[key->attributes[i] - 1];
        if (!can_be_parameter(m->columns.items[column].type)) {
            return false;
        }
    }
    return key->count > 0;
}

/* Parameters are called like their columns, unless that hides what the function needs itself. */
static const char *const *name_parameters(arena *a, const model_relation *m, const model_key *key) {
    static const char *const used[] = {"conn", "rows", "err", "values"};
    const char **parameters = ARENA_ARRAY(a, const char *, key->column_count);
    c_name_scope *scope = c_name_scope_new(a);
    for (size_t i = 0; i < sizeof used / sizeof used[0]; i++) {
        c_name_take(scope, used[i]);
    }
    for (int i = 0; i < key->column_count; i++) {
        for (int later = i + 1; later < key->column_count; later++) {
            c_name_take(scope, m->columns.items[key->columns[later]].type->c_type);
        }
        parameters[i] = c_name_take(scope, m->columns.items[key->columns[i]].c_name);
    }
    return parameters;
}

static const char *find_prefix(arena *a, const model_relation *m) {
    return arena_printf(a, "%s_find_by_", m->c_name);
}

void model_keys_add(arena *a, model_relation *m, const relation_key_list *keys,
                    const int *column_of_attribute, c_name_scope *names) {
    for (int k = 0; k < keys->count; k++) {
        const relation_key *key = &keys->items[k];
        if (!can_be_searched(m, key, column_of_attribute)) {
            continue;
        }
        model_key *added = LIST_PUSH(a, &m->keys);
        int *columns = ARENA_ARRAY(a, int, key->count);
        const char *name = find_prefix(a, m);
        for (int i = 0; i < key->count; i++) {
            columns[i] = column_of_attribute[key->attributes[i] - 1];
            name = arena_printf(a, "%s%s%s", name, i > 0 ? "_and_" : "",
                                m->columns.items[columns[i]].c_name);
        }
        added->columns = columns;
        added->column_count = key->count;
        name = c_name_take_global(names, c_name_of(a, name));
        added->c_name = name + strlen(find_prefix(a, m));
        added->parameters = name_parameters(a, m, added);
        added->reason = key->reason;
    }
}
