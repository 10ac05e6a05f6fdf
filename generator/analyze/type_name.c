#include "analyze/type_name.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/qualified_name.h"
#include "analyze/type_modifier.h"
#include "base/text.h"
#include "catalog/search_path.h"
#include "parse/sqlstate.h"

static const type_and_typmod no_type = {INVALID_OID, -1};

const char *type_name_text(analysis *an, const PgQuery__TypeName *name) {
    if (name->n_names == 0) {
        return analysis_type(an, name->type_oid);
    }
    text t = text_new(an->arena);
    text_add(&t, qualified_name_text(an, name->n_names, name->names));
    if (name->pct_type) {
        text_add(&t, "%TYPE");
    }
    if (name->n_array_bounds > 0) {
        text_add(&t, "[]");
    }
    return text_string(&t);
}

/* --- column%TYPE ----------------------------------------------------------------------------- */

static const pg_class *referenced_relation(analysis *an, const char *schema, const char *name,
                                           int location) {
    if (schema && !search_path_namespace(an->catalog, schema)) {
        analysis_error(an, SQLSTATE_INVALID_SCHEMA_NAME, location, "schema \"%s\" does not exist",
                       schema);
        return NULL;
    }
    const pg_class *relation = search_path_relation(an->catalog, schema, name);
    if (!relation) {
        analysis_error(an, SQLSTATE_UNDEFINED_TABLE, location, "relation \"%s%s%s\" does not exist",
                       schema ? schema : "", schema ? "." : "", name);
    }
    return relation;
}

static oid referenced_type(analysis *an, const PgQuery__TypeName *name) {
    size_t count = name->n_names;
    if (count < 2 || count > 4) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, name->location,
                       count < 2 ? "improper %%TYPE reference (too few dotted names): %s"
                                 : "improper %%TYPE reference (too many dotted names): %s",
                       qualified_name_text(an, count, name->names));
        return INVALID_OID;
    }
    const char *column = name_part(name->names[count - 1]);
    const char *schema = count > 2 ? name_part(name->names[count - 3]) : NULL;
    const pg_class *relation =
        referenced_relation(an, schema, name_part(name->names[count - 2]), name->location);
    if (!relation) {
        return INVALID_OID;
    }
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *attribute = &relation->attributes[i];
        if (!attribute->dropped && strcmp(attribute->name, column) == 0) {
            return attribute->type;
        }
    }
    analysis_error(an, SQLSTATE_UNDEFINED_COLUMN, name->location,
                   "column \"%s\" of relation \"%s\" does not exist", column, relation->name);
    return INVALID_OID;
}

/* --- Names
 * ---------------------------------------------------------------------------------------- */

static oid named_type(analysis *an, const PgQuery__TypeName *name, bool missing_ok) {
    qualified_name q;
    if (!qualified_name_parse(an, name->n_names, name->names, -1, &q)) {
        return INVALID_OID;
    }
    if (q.schema && !search_path_namespace(an->catalog, q.schema)) {
        if (!missing_ok) {
            analysis_error(an, SQLSTATE_INVALID_SCHEMA_NAME, name->location,
                           "schema \"%s\" does not exist", q.schema);
        }
        return INVALID_OID;
    }
    const pg_type *type = search_path_type(an->catalog, q.schema, q.name);
    if (!type) {
        return INVALID_OID;
    }
    return name->n_array_bounds > 0 ? type_array(an->catalog, type->oid) : type->oid;
}

static oid lookup(analysis *an, const PgQuery__TypeName *name, bool missing_ok) {
    if (name->n_names == 0) {
        return name->type_oid;
    }
    return name->pct_type ? referenced_type(an, name) : named_type(an, name, missing_ok);
}

/* One modifier as the text that typmodin functions are given; NULL when it is none. */
static const char *modifier_text(analysis *an, const PgQuery__Node *node) {
    if (node->node_case == PG_QUERY__NODE__NODE_A_CONST) {
        const PgQuery__AConst *value = node->a_const;
        switch (value->val_case) {
        case PG_QUERY__A__CONST__VAL_IVAL:
            return analysis_text(an, "%d", value->ival->ival);
        case PG_QUERY__A__CONST__VAL_FVAL:
            return value->fval->fval;
        case PG_QUERY__A__CONST__VAL_SVAL:
            return value->sval->sval;
        default:
            return NULL;
        }
    }
    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node->column_ref->n_fields == 1 &&
        node->column_ref->fields[0]->node_case == PG_QUERY__NODE__NODE_STRING) {
        return name_part(node->column_ref->fields[0]);
    }
    return NULL;
}

static bool resolve_typmod(analysis *an, const PgQuery__TypeName *name, oid type, int32_t *typmod) {
    *typmod = -1;
    if (name->n_typmods == 0) {
        return true;
    }
    const pg_type *t = catalog_type(an->catalog, type);
    if (!t->defined) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, name->location,
                       "type modifier cannot be specified for shell type \"%s\"",
                       type_name_text(an, name));
        return false;
    }
    if (!t->modin) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, name->location,
                       "type modifier is not allowed for type \"%s\"", type_name_text(an, name));
        return false;
    }
    const char **modifiers = ARENA_ARRAY(an->arena, const char *, name->n_typmods);
    for (size_t i = 0; i < name->n_typmods; i++) {
        modifiers[i] = modifier_text(an, name->typmods[i]);
        if (!modifiers[i]) {
            analysis_error(an, SQLSTATE_SYNTAX_ERROR, name->location,
                           "type modifiers must be simple constants or identifiers");
            return false;
        }
    }
    return type_name_typmod(an, type, modifiers, (int)name->n_typmods, name->location, typmod);
}

static type_and_typmod with_typmod(analysis *an, const PgQuery__TypeName *name, oid type) {
    type_and_typmod result = {type, -1};
    return resolve_typmod(an, name, type, &result.typmod) ? result : no_type;
}

type_and_typmod type_name_find(analysis *an, const PgQuery__TypeName *name) {
    oid type = lookup(an, name, true);
    return type && catalog_type(an->catalog, type) ? with_typmod(an, name, type) : no_type;
}

type_and_typmod type_name_resolve(analysis *an, const PgQuery__TypeName *name) {
    oid type = lookup(an, name, false);
    const pg_type *t = catalog_type(an->catalog, type);
    if (!t) {
        analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, name->location, "type \"%s\" does not exist",
                       type_name_text(an, name));
        return no_type;
    }
    if (!t->defined) {
        analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, name->location, "type \"%s\" is only a shell",
                       type_name_text(an, name));
        return no_type;
    }
    return with_typmod(an, name, type);
}

/* --- Collations
 * ------------------------------------------------------------------------------------ */

oid collation_name_resolve(analysis *an, size_t count, PgQuery__Node **names, int location) {
    qualified_name q;
    if (!qualified_name_parse(an, count, names, location, &q)) {
        return INVALID_OID;
    }
    if (q.schema && !search_path_namespace(an->catalog, q.schema)) {
        analysis_error(an, SQLSTATE_INVALID_SCHEMA_NAME, location, "schema \"%s\" does not exist",
                       q.schema);
        return INVALID_OID;
    }
    const pg_collation *collation = search_path_collation(an->catalog, q.schema, q.name);
    if (!collation) {
        analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, location,
                       "collation \"%s\" for encoding \"UTF8\" does not exist",
                       qualified_name_text(an, count, names));
        return INVALID_OID;
    }
    return collation->oid;
}

bool type_name_collation(analysis *an, const PgQuery__CollateClause *clause, oid type, int location,
                         oid *collation) {
    oid own = type_collation(an->catalog, type);
    *collation = own;
    if (!clause) {
        return true;
    }
    *collation = collation_name_resolve(an, clause->n_collname, clause->collname, clause->location);
    if (*collation && !own) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, location,
                       "collations are not supported by type %s", analysis_type(an, type));
        return false;
    }
    return *collation != INVALID_OID;
}
