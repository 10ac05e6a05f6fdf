#include "replay/prepared_query.h"

#include "analyze/level_walk.h"
#include "analyze/select.h"
#include "analyze/write_check.h"
#include "replay/replay_internal.h"

/* SELECT INTO makes a table. */
static bool is_query(const PgQuery__Node *node) {
    if (node->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return node->node_case == PG_QUERY__NODE__NODE_INSERT_STMT ||
               node->node_case == PG_QUERY__NODE__NODE_UPDATE_STMT ||
               node->node_case == PG_QUERY__NODE__NODE_DELETE_STMT;
    }
    const PgQuery__SelectStmt *s = node->select_stmt;
    while (s->larg != NULL) {
        s = s->larg;
    }
    return s->into_clause == NULL;
}

/* A use of a parameter that was left unknown while another use gave it a type. */
static level_walk_step check_use(expr *e, int depth, void *context) {
    (void)depth;
    analysis *an = context;
    if (e->kind != EXPR_PARAM || e->u.param.of_subquery || e->u.param.number < 1 ||
        e->u.param.number > an->parameters.count ||
        e->type == an->parameters.items[e->u.param.number - 1].type) {
        return LEVEL_WALK_DEEPER;
    }
    analysis_error(an, SQLSTATE_AMBIGUOUS_PARAMETER, e->location,
                   "could not determine data type of parameter $%d", e->u.param.number);
    return LEVEL_WALK_STOP;
}

static bool read_parameters(analysis *an, prepared_query *result) {
    oid *types = ARENA_ARRAY(an->arena, oid, an->parameters.count + 1);
    for (int i = 0; i < an->parameters.count; i++) {
        types[i] = an->parameters.items[i].type;
        if (types[i] == UNKNOWNOID || types[i] == INVALID_OID) {
            analysis_error(an, SQLSTATE_INDETERMINATE_DATATYPE, -1,
                           "could not determine data type of parameter $%d", i + 1);
            return false;
        }
    }
    result->parameters = types;
    result->parameter_count = an->parameters.count;
    return true;
}

prepared_query *replay_prepare(replay *r, const sql_statement *statement) {
    analysis an = {
        .catalog = r->catalog,
        .arena = r->arena,
        .diagnostics = r->diagnostics,
        .statement = statement,
        .operators = r->operators,
        .variable_parameters = true,
    };
    if (!is_query(statement->node)) {
        analysis_error(&an, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                       "describing this kind of statement is not supported yet by Oriel")
            ->hint = "Queries are SELECT, VALUES, TABLE, INSERT, UPDATE and DELETE.";
        return NULL;
    }
    prepared_query *result = ARENA_NEW(r->arena, prepared_query);
    result->query = select_analyze(&an, statement->node, true);
    if (result->query == NULL || an.failed || level_walk_query(result->query, 0, check_use, &an) ||
        !read_parameters(&an, result) || !write_check_query(&an, result->query)) {
        return NULL;
    }
    return result;
}
