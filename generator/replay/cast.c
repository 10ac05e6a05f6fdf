#include "replay/object_statements.h"

#include "analyze/coercion.h"
#include "analyze/function_call.h"
#include "analyze/type_name.h"

/* CREATE CAST. */

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s", message);
}

static oid read_type(replay *r, const PgQuery__TypeName *written) {
    PgQuery__TypeName name = *written;
    name.location = -1;
    return type_name_resolve(r->analysis, &name).type;
}

static bool check_pseudo(replay *r, oid type, const char *side) {
    return catalog_type(r->catalog, type)->typtype != 'p' ||
           replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s data type %s is a pseudo-type",
                         side, type_format_bare(r->catalog, r->arena, type));
}

static bool fits(replay *r, oid from, oid to) {
    return from == to || coercion_is_binary(r->catalog, from, to);
}

static bool check_function(replay *r, const pg_cast *cast, const pg_proc *p) {
    if (p->arg_count < 1 || p->arg_count > 3) {
        return refuse(r, "cast function must take one to three arguments");
    }
    if (!fits(r, cast->source, p->args[0])) {
        return refuse(
            r, "argument of cast function must match or be binary-coercible from source data type");
    }
    if (p->arg_count > 1 && p->args[1] != INT4OID) {
        return refuse(r, "second argument of cast function must be type integer");
    }
    if (p->arg_count > 2 && p->args[2] != BOOLOID) {
        return refuse(r, "third argument of cast function must be type boolean");
    }
    if (!fits(r, p->result, cast->target)) {
        return refuse(r, "return data type of cast function must match or be binary-coercible to "
                         "target data type");
    }
    if (p->kind != 'f') {
        return refuse(r, "cast function must be a normal function");
    }
    return !p->returns_set || refuse(r, "cast function must not return a set");
}

static bool is_array(const pg_type *t) {
    return t->element != INVALID_OID && t->subscript == ARRAY_SUBSCRIPT_HANDLER_OID;
}

static bool check_binary(replay *r, const pg_cast *cast) {
    const pg_type *from = catalog_type(r->catalog, cast->source);
    const pg_type *to = catalog_type(r->catalog, cast->target);
    if (from->length != to->length) {
        return refuse(r, "source and target data types are not physically compatible");
    }
    if (from->typtype == 'c' || to->typtype == 'c') {
        return refuse(r, "composite data types are not binary-compatible");
    }
    if (is_array(from) || is_array(to)) {
        return refuse(r, "array data types are not binary-compatible");
    }
    if (from->typtype == 'e' || to->typtype == 'e') {
        return refuse(r, "enum data types are not binary-compatible");
    }
    return (from->typtype != 'd' && to->typtype != 'd') ||
           refuse(r, "domain data types must not be marked binary-compatible");
}

static char context_letter(PgQuery__CoercionContext context) {
    switch ((int)context) {
    case PG_QUERY__COERCION_CONTEXT__COERCION_IMPLICIT:
        return 'i';
    case PG_QUERY__COERCION_CONTEXT__COERCION_ASSIGNMENT:
        return 'a';
    default:
        return 'e';
    }
}

static bool read_method(replay *r, const PgQuery__CreateCastStmt *s, pg_cast *cast) {
    int arguments = 0;
    if (s->func != NULL) {
        const pg_proc *p = function_call_lookup_signature(
            r->analysis, PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, s->func, false);
        if (p == NULL || !check_function(r, cast, p)) {
            return false;
        }
        cast->function = p->oid;
        cast->method = 'f';
        arguments = p->arg_count;
    } else {
        cast->method = s->inout ? 'i' : 'b';
        if (!s->inout && !check_binary(r, cast)) {
            return false;
        }
    }
    return cast->source != cast->target || arguments >= 2 ||
           refuse(r, "source data type and target data type are the same");
}

bool create_cast_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateCastStmt *s = node->create_cast_stmt;
    pg_cast cast = {.name = "", .context = context_letter(s->context)};
    cast.source = read_type(r, s->sourcetype);
    cast.target = cast.source != INVALID_OID ? read_type(r, s->targettype) : INVALID_OID;
    if (cast.target == INVALID_OID || !check_pseudo(r, cast.source, "source") ||
        !check_pseudo(r, cast.target, "target") || !read_method(r, s, &cast)) {
        return false;
    }
    if (catalog_find_cast(r->catalog, cast.source, cast.target) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "cast from type %s to type %s already exists",
                             type_format_bare(r->catalog, r->arena, cast.source),
                             type_format_bare(r->catalog, r->arena, cast.target));
    }
    object_address self = address_of(CLASS_CAST, catalog_add(r->catalog, CLASS_CAST, &cast));
    depend_normal(r, self, address_of(CLASS_TYPE, cast.source));
    depend_normal(r, self, address_of(CLASS_TYPE, cast.target));
    if (cast.function != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_PROC, cast.function));
    }
    return true;
}
