#include "replay/definition.h"

#include <strings.h>

#include "analyze/function_call.h"
#include "analyze/type_name.h"

/* --- Values ----------------------------------------------------------------------------------- */

static bool refuse_value(replay *r, const definition_option *e, const char *what) {
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "%s requires %s", e->defname, what);
}

const char *definition_string(replay *r, const definition_option *e) {
    if (e->arg == NULL) {
        refuse_value(r, e, "a parameter");
        return NULL;
    }
    const PgQuery__Node *n = e->arg;
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_INTEGER:
        return replay_text(r, "%d", n->integer->ival);
    case PG_QUERY__NODE__NODE_FLOAT:
        return n->float_->fval;
    case PG_QUERY__NODE__NODE_BOOLEAN:
        return n->boolean->boolval ? "true" : "false";
    case PG_QUERY__NODE__NODE_STRING:
        return n->string->sval;
    case PG_QUERY__NODE__NODE_TYPE_NAME:
        return type_name_text(r->analysis, n->type_name);
    case PG_QUERY__NODE__NODE_LIST:
        return qualified_name_text(r->analysis, n->list->n_items, n->list->items);
    default:
        return "*";
    }
}

bool definition_bool(replay *r, const definition_option *e, bool *value) {
    if (e->arg == NULL) {
        *value = true;
        return true;
    }
    if (e->arg->node_case == PG_QUERY__NODE__NODE_INTEGER) {
        *value = e->arg->integer->ival != 0;
        if (e->arg->integer->ival == 0 || e->arg->integer->ival == 1) {
            return true;
        }
        return refuse_value(r, e, "a Boolean value");
    }
    const char *text = definition_string(r, e);
    static const char *const words[] = {"false", "true", "off", "on"};
    for (int i = 0; i < 4; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            *value = i % 2 == 1;
            return true;
        }
    }
    return refuse_value(r, e, "a Boolean value");
}

bool definition_length(replay *r, const definition_option *e, int16_t *length) {
    if (e->arg == NULL) {
        return refuse_value(r, e, "a parameter");
    }
    if (e->arg->node_case == PG_QUERY__NODE__NODE_INTEGER) {
        *length = (int16_t)e->arg->integer->ival;
        return true;
    }
    if (e->arg->node_case == PG_QUERY__NODE__NODE_FLOAT) {
        return refuse_value(r, e, "an integer value");
    }
    const char *text = definition_string(r, e);
    if (strcasecmp(text, "variable") == 0) {
        *length = -1;
        return true;
    }
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "invalid argument for %s: \"%s\"",
                         e->defname, text);
}

const PgQuery__TypeName *definition_type_name(replay *r, const definition_option *e) {
    if (e->arg == NULL) {
        refuse_value(r, e, "a parameter");
        return NULL;
    }
    PgQuery__TypeName *name = NULL;
    if (e->arg->node_case == PG_QUERY__NODE__NODE_TYPE_NAME) {
        name = arena_copy(r->arena, e->arg->type_name, sizeof *name);
        name->location = -1;
    } else if (e->arg->node_case == PG_QUERY__NODE__NODE_STRING) {
        name = ARENA_NEW(r->arena, PgQuery__TypeName);
        pg_query__type_name__init(name);
        name->n_names = 1;
        name->names = ARENA_NEW(r->arena, PgQuery__Node *);
        name->names[0] = e->arg;
        name->typemod = -1;
        name->location = -1;
    } else {
        replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "argument of %s must be a type name",
                      e->defname);
    }
    return name;
}

oid definition_type(replay *r, const definition_option *e) {
    const PgQuery__TypeName *name = definition_type_name(r, e);
    return name != NULL ? type_name_resolve(r->analysis, name).type : INVALID_OID;
}

name_parts node_name_parts(replay *r, const PgQuery__Node *node) {
    name_parts parts = {0};
    if (node->node_case == PG_QUERY__NODE__NODE_TYPE_NAME) {
        parts.count = node->type_name->n_names;
        parts.items = node->type_name->names;
    } else if (node->node_case == PG_QUERY__NODE__NODE_LIST) {
        parts.count = node->list->n_items;
        parts.items = node->list->items;
    } else if (node->node_case == PG_QUERY__NODE__NODE_STRING) {
        parts.count = 1;
        parts.items = ARENA_NEW(r->arena, PgQuery__Node *);
        parts.items[0] = (PgQuery__Node *)node;
    }
    return parts;
}

name_parts definition_name(replay *r, const definition_option *e) {
    name_parts parts = {0};
    if (e->arg == NULL) {
        refuse_value(r, e, "a parameter");
        return parts;
    }
    parts = node_name_parts(r, e->arg);
    if (parts.count == 0) {
        replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "argument of %s must be a name", e->defname);
    }
    return parts;
}

bool definition_conflict(replay *r, const definition_option *e) {
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, e->location, "conflicting or redundant options");
}

bool definition_take(replay *r, const definition_option *e, const definition_option **slot) {
    if (*slot != NULL) {
        return definition_conflict(r, e);
    }
    *slot = e;
    return true;
}

/* --- Names ------------------------------------------------------------------------------------ */

oid definition_schema(replay *r, const char *name) {
    if (strcmp(name, "pg_temp") == 0) {
        return search_path_temp_namespace(r->catalog);
    }
    oid namespace = search_path_namespace(r->catalog, name);
    if (namespace == INVALID_OID) {
        replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist", name);
    }
    return namespace;
}

bool definition_place(replay *r, size_t count, PgQuery__Node **parts, new_name *place) {
    qualified_name q;
    if (!qualified_name_parse(r->analysis, count, parts, -1, &q)) {
        return false;
    }
    place->name = q.name;
    if (q.schema != NULL) {
        place->namespace = definition_schema(r, q.schema);
        return place->namespace != INVALID_OID;
    }
    place->namespace = search_path_active(r->catalog)->creation;
    if (place->namespace == INVALID_OID) {
        return replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1,
                             "no schema has been selected to create in");
    }
    return true;
}

static bool same_types(const pg_proc *p, int count, const oid *types) {
    if (p->arg_count != count) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (p->args[i] != types[i]) {
            return false;
        }
    }
    return true;
}

const pg_proc *definition_find_function(replay *r, name_parts name, int count, const oid *types) {
    qualified_name q;
    if (!qualified_name_parse(r->analysis, name.count, name.items, -1, &q)) {
        return NULL;
    }
    if (q.schema != NULL && definition_schema(r, q.schema) == INVALID_OID) {
        return NULL;
    }
    search_path_candidates found = search_path_functions(r->catalog, r->arena, q.schema, q.name);
    const pg_proc *best = NULL;
    int best_rank = 0;
    for (int i = 0; i < found.count; i++) {
        const pg_proc *p = found.items[i];
        if (same_types(p, count, types) && (best == NULL || found.ranks[i] < best_rank)) {
            best = p;
            best_rank = found.ranks[i];
        }
    }
    return best;
}

const pg_proc *definition_function(replay *r, name_parts name, int count, const oid *types) {
    const pg_proc *p = definition_find_function(r, name, count, types);
    if (p == NULL && !r->analysis->failed) {
        const char *text = qualified_name_text(r->analysis, name.count, name.items);
        replay_refuse(r, SQLSTATE_UNDEFINED_FUNCTION, -1, "function %s does not exist",
                      function_call_signature(r->analysis, text, count, types, NULL, 0));
    }
    return p;
}

const pg_proc *definition_function_returning(replay *r, name_parts name, int count,
                                             const oid *types, oid result, const char *sqlstate) {
    const pg_proc *p = definition_function(r, name, count, types);
    if (p != NULL && p->result != result) {
        replay_refuse(r, sqlstate, -1, "function %s must return type %s",
                      qualified_name_text(r->analysis, name.count, name.items),
                      type_format_bare(r->catalog, r->arena, result));
        return NULL;
    }
    return p;
}

const catalog_record *definition_object(replay *r, catalog_class class, const char *noun,
                                        name_parts name, bool missing_ok) {
    qualified_name q;
    if (!qualified_name_parse(r->analysis, name.count, name.items, -1, &q)) {
        return NULL;
    }
    if (q.schema != NULL && search_path_namespace(r->catalog, q.schema) == INVALID_OID) {
        if (!missing_ok) {
            replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist",
                          q.schema);
        }
        return NULL;
    }
    const catalog_record *found = search_path_find(r->catalog, class, q.schema, q.name);
    if (found == NULL && !missing_ok) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "%s \"%s\" does not exist", noun,
                      qualified_name_text(r->analysis, name.count, name.items));
    }
    return found;
}
