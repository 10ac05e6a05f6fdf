#include "replay/object_name.h"

/* The largest length <= limit that ends between two characters of `s`. */
static size_t clip(const char *s, size_t length, size_t limit) {
    if (length <= limit) {
        return length;
    }
    while (limit > 0 && ((unsigned char)s[limit] & 0xC0) == 0x80) {
        limit--;
    }
    return limit;
}

const char *object_name_cut(arena *a, const char *name) {
    size_t length = strlen(name);
    return length <= NAME_LIMIT ? name : arena_strndup(a, name, clip(name, length, NAME_LIMIT));
}

const char *object_name_make(arena *a, const char *name1, const char *name2, const char *label) {
    size_t overhead = (name2 != NULL ? 1 : 0) + (label != NULL ? strlen(label) + 1 : 0);
    size_t available = NAME_LIMIT - overhead;
    size_t length1 = strlen(name1);
    size_t length2 = name2 != NULL ? strlen(name2) : 0;
    while (length1 + length2 > available) {
        if (length1 > length2) {
            length1--;
        } else {
            length2--;
        }
    }
    length1 = clip(name1, strlen(name1), length1);
    length2 = name2 != NULL ? clip(name2, strlen(name2), length2) : 0;
    return arena_printf(a, "%.*s%s%.*s%s%s", (int)length1, name1, name2 != NULL ? "_" : "",
                        (int)length2, name2 != NULL ? name2 : "", label != NULL ? "_" : "",
                        label != NULL ? label : "");
}

const char *object_name_choose_relation(replay *r, const name_choice *choice) {
    const char *label = choice->label;
    for (int pass = 1;; pass++) {
        const char *name = object_name_make(r->arena, choice->name1, choice->name2, label);
        bool taken =
            catalog_find_named(r->catalog, CLASS_RELATION, choice->namespace, name) != NULL ||
            (choice->for_constraint &&
             catalog_find_named(r->catalog, CLASS_CONSTRAINT, choice->namespace, name) != NULL);
        if (!taken) {
            return name;
        }
        label = arena_printf(r->arena, "%s%d", choice->label, pass);
    }
}

const char *object_name_choose_constraint(replay *r, const name_choice *choice,
                                          const char *const *taken, int taken_count) {
    const char *label = choice->label;
    for (int pass = 1;; pass++) {
        const char *name = object_name_make(r->arena, choice->name1, choice->name2, label);
        bool found =
            catalog_find_named(r->catalog, CLASS_CONSTRAINT, choice->namespace, name) != NULL;
        for (int i = 0; i < taken_count && !found; i++) {
            found = strcmp(taken[i], name) == 0;
        }
        if (!found) {
            return name;
        }
        label = arena_printf(r->arena, "%s%d", choice->label, pass);
    }
}

const char *object_name_join(arena *a, const char *const *columns, int count) {
    char *joined = arena_alloc(a, (size_t)(NAME_LIMIT + 1) * 2 + 2);
    size_t length = 0;
    for (int i = 0; i < count; i++) {
        if (length > 0) {
            joined[length++] = '_';
        }
        size_t add = strlen(columns[i]);
        add = add > NAME_LIMIT ? NAME_LIMIT : add;
        memcpy(joined + length, columns[i], add);
        length += add;
        if (length >= NAME_LIMIT + 1) {
            break;
        }
    }
    joined[length] = '\0';
    return joined;
}

const char *object_name_choose_array(replay *r, const char *type_name, oid namespace) {
    const char *name = type_name;
    do {
        name = object_name_cut(r->arena, arena_printf(r->arena, "_%s", name));
    } while (catalog_find_named(r->catalog, CLASS_TYPE, namespace, name) != NULL &&
             strspn(name, "_") < NAME_LIMIT);
    return name;
}

bool object_name_move_array(replay *r, const pg_type *type) {
    const pg_type *element = catalog_type(r->catalog, type->element);
    if (element == NULL || element->array != type->oid) {
        return false;
    }
    pg_type moved = *type;
    moved.name = object_name_choose_array(r, element->name, type->namespace);
    catalog_update(r->catalog, CLASS_TYPE, &moved);
    return true;
}
