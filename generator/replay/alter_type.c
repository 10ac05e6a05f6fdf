#include "replay/object_statements.h"

#include "analyze/type_name.h"
#include "replay/definition.h"
#include "replay/new_type.h"

/* ALTER TYPE ... SET (property = value). */

static bool change_storage(replay *r, const definition_option *e, pg_type *type) {
    static const char *const words[] = {"plain", "external", "extended", "main"};
    const char *text = definition_string(r, e);
    for (int i = 0; text != NULL && i < 4; i++) {
        if (strcmp(text, words[i]) != 0) {
            continue;
        }
        char storage = "pexm"[i];
        if (storage != 'p' && type->length != -1) {
            return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                                 "fixed-size types must have storage PLAIN");
        }
        if (storage == 'p' && type->storage != 'p') {
            return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                                 "cannot change type's storage to PLAIN");
        }
        type->storage = storage;
        return true;
    }
    return text != NULL && replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                         "storage \"%s\" not recognized", text);
}

/* A function, or NONE. */
static bool change_function(replay *r, const definition_option *e, oid argument, oid result,
                            const char *noun, oid *function) {
    *function = INVALID_OID;
    if (e->arg == NULL) {
        return true;
    }
    /* Functions that read values can take the element's type and the modifier too. */
    const oid arguments[] = {argument, OIDOID, INT4OID};
    name_parts name = definition_name(r, e);
    const pg_proc *p = name.count > 0 ? definition_find_function(r, name, 3, arguments) : NULL;
    if (p == NULL && !r->analysis->failed) {
        p = definition_function(r, name, 1, arguments);
    }
    if (p == NULL) {
        return false;
    }
    *function = p->oid;
    return p->result == result ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "%s function %s must return type %s", noun,
                         qualified_name_text(r->analysis, name.count, name.items),
                         type_format_bare(r->catalog, r->arena, result));
}

static bool is_one_of(const definition_option *e, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (definition_is(e, words[i])) {
            return true;
        }
    }
    return false;
}

static bool change(replay *r, const definition_option *e, pg_type *type) {
    static const char *const fixed[] = {"input",     "output",  "internallength", "passedbyvalue",
                                        "alignment", "like",    "category",       "preferred",
                                        "default",   "element", "delimiter",      "collatable"};
    if (definition_is(e, "storage")) {
        return change_storage(r, e, type);
    }
    if (definition_is(e, "typmod_in")) {
        return change_function(r, e, CSTRINGARRAYOID, INT4OID, "typmod_in", &type->modin);
    }
    if (definition_is(e, "typmod_out")) {
        return change_function(r, e, INT4OID, CSTRINGOID, "typmod_out", &type->modout);
    }
    if (definition_is(e, "subscript")) {
        return change_function(r, e, INTERNALOID, INTERNALOID, "type subscripting",
                               &type->subscript);
    }
    if (definition_is(e, "receive")) {
        return change_function(r, e, INTERNALOID, type->oid, "type receive", &type->receive);
    }
    if (definition_is(e, "send")) {
        return change_function(r, e, type->oid, BYTEAOID, "type send", &type->send);
    }
    if (definition_is(e, "analyze")) {
        return change_function(r, e, INTERNALOID, BOOLOID, "type analyze", &type->analyse);
    }
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                         is_one_of(e, fixed, sizeof fixed / sizeof fixed[0])
                             ? "type attribute \"%s\" cannot be changed"
                             : "type attribute \"%s\" not recognized",
                         e->defname);
}

static void store(replay *r, const pg_type *edit, const oid *functions, int count) {
    catalog_update(r->catalog, CLASS_TYPE, edit);
    for (int i = 0; i < count; i++) {
        if (functions[i] != INVALID_OID) {
            depend_normal(r, address_of(CLASS_TYPE, edit->oid),
                          address_of(CLASS_PROC, functions[i]));
        }
    }
}

/* Arrays have the modifier functions of their elements. */
static void change_array(replay *r, const pg_type *element) {
    const pg_type *array = catalog_type(r->catalog, element->array);
    if (array != NULL) {
        pg_type copy = *array;
        copy.modin = element->modin;
        copy.modout = element->modout;
        store(r, &copy, (const oid[]){copy.modin, copy.modout}, 2);
    }
}

/* Domains have what their base type has, but for what they do themselves. */
static void change_domains(replay *r, const pg_type *base) {
    catalog_scan scan = catalog_scan_all(r->catalog, CLASS_TYPE);
    for (const pg_type *t; (t = catalog_next(&scan)) != NULL;) {
        if (t->typtype == 'd' && t->base == base->oid) {
            pg_type copy = *t;
            copy.storage = base->storage;
            copy.send = base->send;
            copy.analyse = base->analyse;
            store(r, &copy, (const oid[]){copy.send, copy.analyse}, 2);
            change_domains(r, &copy);
        }
    }
}

bool alter_type_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterTypeStmt *s = node->alter_type_stmt;
    PgQuery__TypeName name = PG_QUERY__TYPE_NAME__INIT;
    name.n_names = s->n_type_name;
    name.names = s->type_name;
    name.location = -1;
    oid object = type_name_resolve(r->analysis, &name).type;
    if (object == INVALID_OID) {
        return false;
    }
    pg_type edit = *catalog_type(r->catalog, object);
    for (size_t i = 0; i < s->n_options; i++) {
        if (!change(r, s->options[i]->def_elem, &edit)) {
            return false;
        }
    }
    bool is_array = edit.element != INVALID_OID && edit.subscript == ARRAY_SUBSCRIPT_HANDLER_OID;
    if (edit.typtype != 'b' || is_array) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s is not a base type",
                             type_format_bare(r->catalog, r->arena, object));
    }
    catalog_update(r->catalog, CLASS_TYPE, &edit);
    depend_remove(r->catalog, address_of(CLASS_TYPE, object), DEPENDENCY_NORMAL);
    new_type_depend(r, &edit);
    change_array(r, &edit);
    change_domains(r, &edit);
    return true;
}
