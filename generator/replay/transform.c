#include "replay/object_statements.h"

#include "analyze/function_call.h"
#include "analyze/type_name.h"

/* CREATE TRANSFORM. */

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s", message);
}

static bool check_function(replay *r, const pg_proc *p) {
    if (p->volatility == 'v') {
        return refuse(r, "transform function must not be volatile");
    }
    if (p->kind != 'f') {
        return refuse(r, "transform function must be a normal function");
    }
    if (p->returns_set) {
        return refuse(r, "transform function must not return a set");
    }
    if (p->arg_count != 1) {
        return refuse(r, "transform function must take one argument");
    }
    return p->args[0] == INTERNALOID ||
           refuse(r, "first argument of transform function must be type internal");
}

/* function NULL: none was given. */
static bool find_function(replay *r, const PgQuery__ObjectWithArgs *written, oid result,
                          const char *wrong_result, oid *function) {
    *function = INVALID_OID;
    if (written == NULL) {
        return true;
    }
    const pg_proc *p = function_call_lookup_signature(
        r->analysis, PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, written, false);
    if (p == NULL) {
        return false;
    }
    if (p->result != result) {
        return refuse(r, wrong_result);
    }
    *function = p->oid;
    return check_function(r, p);
}

static bool check_type(replay *r, oid type) {
    char typtype = catalog_type(r->catalog, type)->typtype;
    if (typtype != 'p' && typtype != 'd') {
        return true;
    }
    return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                         typtype == 'p' ? "data type %s is a pseudo-type"
                                        : "data type %s is a domain",
                         type_format_bare(r->catalog, r->arena, type));
}

static const pg_named *find_transform(replay *r, oid type, const char *language) {
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_TRANSFORM, type);
    for (const pg_named *t; (t = catalog_next(&scan)) != NULL;) {
        if (text_equal(t->kind_detail, language)) {
            return t;
        }
    }
    return NULL;
}

bool create_transform_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateTransformStmt *s = node->create_transform_stmt;
    oid type = type_name_resolve(r->analysis, s->type_name).type;
    if (type == INVALID_OID || !check_type(r, type)) {
        return false;
    }
    const pg_named *language = catalog_find_named(r->catalog, CLASS_LANGUAGE, 0, s->lang);
    if (language == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "language \"%s\" does not exist",
                             s->lang);
    }
    oid from, to;
    if (!find_function(r, s->fromsql, INTERNALOID,
                       "return data type of FROM SQL function must be internal", &from) ||
        !find_function(r, s->tosql, type,
                       "return data type of TO SQL function must be the transform data type",
                       &to)) {
        return false;
    }
    const pg_named *old = find_transform(r, type, language->name);
    if (old != NULL && !s->replace) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "transform for type %s language \"%s\" already exists",
                             type_format_bare(r->catalog, r->arena, type), language->name);
    }
    pg_named t = {.parent = type, .name = "", .kind_detail = language->name};
    oid made = old != NULL ? old->oid : catalog_add(r->catalog, CLASS_TRANSFORM, &t);
    object_address self = address_of(CLASS_TRANSFORM, made);
    depend_remove(r->catalog, self, DEPENDENCY_NORMAL);
    depend_normal(r, self, address_of(CLASS_LANGUAGE, language->oid));
    depend_normal(r, self, address_of(CLASS_TYPE, type));
    if (from != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_PROC, from));
    }
    if (to != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_PROC, to));
    }
    return true;
}
