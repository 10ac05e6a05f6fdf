#include "replay/new_type.h"

#include "replay/object_name.h"

bool new_type_claim(replay *r, oid namespace, const char *name, oid *shell) {
    const pg_type *old = catalog_find_named(r->catalog, CLASS_TYPE, namespace, name);
    *shell = INVALID_OID;
    if (old == NULL) {
        return true;
    }
    if (!old->defined) {
        *shell = old->oid;
        return true;
    }
    return object_name_move_array(r, old) ||
           replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "type \"%s\" already exists", name);
}

pg_type new_type_record(oid namespace, const char *name, char typtype, char category) {
    return (pg_type){
        .namespace = namespace,
        .name = name,
        .typtype = typtype,
        .category = category,
        .defined = true,
        .delimiter = ',',
        .length = -1,
        .storage = 'x',
        .typmod = -1,
    };
}

static oid system_function(replay *r, const char *name) {
    catalog_scan scan = catalog_scan_name(r->catalog, CLASS_PROC, name);
    for (const pg_proc *p; (p = catalog_next(&scan)) != NULL;) {
        if (p->namespace == PG_CATALOG_NAMESPACE) {
            return p->oid;
        }
    }
    return INVALID_OID;
}

void new_type_set_functions(replay *r, pg_type *type, const char *input, const char *output) {
    type->input = system_function(r, input);
    if (output != NULL) {
        type->output = system_function(r, output);
    }
}

void new_type_depend(replay *r, const pg_type *type) {
    object_address self = address_of(CLASS_TYPE, type->oid);
    const pg_type *element =
        type->element != INVALID_OID ? catalog_type(r->catalog, type->element) : NULL;
    bool implicit_array = element != NULL && element->array == type->oid;
    bool of_table = false;
    if (type->relation != INVALID_OID) {
        const pg_class *relation = catalog_relation(r->catalog, type->relation);
        of_table = relation != NULL && relation->kind != 'c';
    }
    if (!implicit_array && !of_table) {
        depend_normal(r, self, address_of(CLASS_NAMESPACE, type->namespace));
    }
    const oid functions[] = {type->input,     type->output,  type->modin, type->modout,
                             type->subscript, type->receive, type->send,  type->analyse};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (functions[i] != INVALID_OID) {
            depend_normal(r, self, address_of(CLASS_PROC, functions[i]));
        }
    }
    if (type->element != INVALID_OID) {
        depend_add(r->catalog, self, address_of(CLASS_TYPE, type->element),
                   implicit_array ? DEPENDENCY_INTERNAL : DEPENDENCY_NORMAL);
    }
    if (type->base != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_TYPE, type->base));
    }
    if (type->collation != INVALID_OID && type->collation != DEFAULT_COLLATION_OID) {
        depend_normal(r, self, address_of(CLASS_COLLATION, type->collation));
    }
}

static void put(replay *r, const pg_type *type) {
    if (catalog_type(r->catalog, type->oid) != NULL) {
        depend_remove(r->catalog, address_of(CLASS_TYPE, type->oid), DEPENDENCY_ANY);
        catalog_update(r->catalog, CLASS_TYPE, type);
    } else {
        catalog_add(r->catalog, CLASS_TYPE, type);
    }
}

oid new_type_add_single(replay *r, const pg_type *type) {
    pg_type copy = *type;
    if (copy.oid == INVALID_OID) {
        copy.oid = catalog_new_oid(r->catalog);
    }
    put(r, &copy);
    new_type_depend(r, &copy);
    return copy.oid;
}

oid new_type_add(replay *r, pg_type *type, const char *array_name) {
    if (type->oid == INVALID_OID) {
        type->oid = catalog_new_oid(r->catalog);
    }
    type->array = catalog_new_oid(r->catalog);
    put(r, type);
    new_type_depend(r, type);
    pg_type array = new_type_record(type->namespace, array_name, 'b', 'A');
    if (array.name == NULL) {
        array.name = object_name_choose_array(r, type->name, type->namespace);
    }
    array.oid = type->array;
    array.element = type->oid;
    array.delimiter = type->delimiter;
    array.collation = type->collation;
    array.modin = type->modin;
    array.modout = type->modout;
    array.subscript = ARRAY_SUBSCRIPT_HANDLER_OID;
    new_type_set_functions(r, &array, "array_in", "array_out");
    catalog_add(r->catalog, CLASS_TYPE, &array);
    new_type_depend(r, &array);
    return type->oid;
}

oid new_type_add_shell(replay *r, oid namespace, const char *name) {
    pg_type shell = new_type_record(namespace, name, 'p', 'P');
    shell.defined = false;
    shell.length = 4;
    shell.storage = 'p';
    return new_type_add_single(r, &shell);
}
