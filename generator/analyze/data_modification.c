#include "analyze/data_modification.h"

#include "analyze/assignment.h"
#include "analyze/collation.h"
#include "analyze/conflict_clause.h"
#include "analyze/cte.h"
#include "analyze/from_clause.h"
#include "analyze/insert_source.h"
#include "analyze/target_list.h"

/* --- The table ------------------------------------------------------------------------------- */

static namespace_item *open_target(parse_state *ps, const PgQuery__RangeVar *var,
                                   query_command command) {
    const pg_class *relation = from_clause_open_relation(ps, var);
    if (relation == NULL) {
        return NULL;
    }
    namespace_item *item =
        from_clause_relation_item(ps, relation, var->alias, var->inh != 0, false);
    if (item == NULL) {
        return NULL;
    }
    item->rte->location = var->location;
    ps->query->command = command;
    ps->query->result_relation = item->rtindex;
    return item;
}

static bool begin(parse_state *ps, const PgQuery__WithClause *with) {
    return with == NULL || cte_transform(ps, with);
}

static bool transform_returning(parse_state *ps, size_t count, PgQuery__Node **nodes) {
    query *q = ps->query;
    if (count > 0 && !target_list_transform(ps, count, nodes, CLAUSE_RETURNING, &q->returning)) {
        return false;
    }
    target_list_mark_origins(ps, &q->returning);
    return !ps->resolve_unknowns || target_list_resolve_unknowns(ps, &q->returning);
}

static bool finish(parse_state *ps) {
    ps->query->has_sublinks = ps->has_sublinks;
    return collation_assign_query(ps, ps->query);
}

/* --- INSERT ---------------------------------------------------------------------------------- */

bool data_modification_insert(parse_state *ps, const PgQuery__InsertStmt *s) {
    if (!begin(ps, s->with_clause)) {
        return false;
    }
    namespace_item *item = open_target(ps, s->relation, QUERY_INSERT);
    ps->query->overriding_user = s->override == PG_QUERY__OVERRIDING_KIND__OVERRIDING_USER_VALUE;
    ps->query->overriding_system =
        s->override == PG_QUERY__OVERRIDING_KIND__OVERRIDING_SYSTEM_VALUE;
    if (item == NULL || !insert_source_transform(ps, s, item) ||
        !conflict_clause_transform(ps, s->on_conflict_clause, item)) {
        return false;
    }
    ps->names = (namespace_list){0};
    from_clause_show(ps, item, true, true);
    return transform_returning(ps, s->n_returning_list, s->returning_list) && finish(ps);
}

/* --- UPDATE and DELETE ------------------------------------------------------------------------ */

static bool transform_from(parse_state *ps, namespace_item *item, size_t count,
                           PgQuery__Node **from) {
    from_clause_show(ps, item, true, true);
    item->lateral_only = true;
    item->lateral_ok = false;
    bool done = from_clause_transform(ps, count, from);
    item->lateral_only = false;
    item->lateral_ok = true;
    return done;
}

bool data_modification_update(parse_state *ps, const PgQuery__UpdateStmt *s) {
    if (!begin(ps, s->with_clause)) {
        return false;
    }
    namespace_item *item = open_target(ps, s->relation, QUERY_UPDATE);
    if (item == NULL || !transform_from(ps, item, s->n_from_clause, s->from_clause) ||
        !where_clause_transform(ps, s->where_clause, CLAUSE_WHERE, "WHERE", &ps->query->where) ||
        !transform_returning(ps, s->n_returning_list, s->returning_list)) {
        return false;
    }
    return update_list_transform(ps, item->rte, s->n_target_list, s->target_list,
                                 &ps->query->assignments) &&
           finish(ps);
}

bool data_modification_delete(parse_state *ps, const PgQuery__DeleteStmt *s) {
    if (!begin(ps, s->with_clause)) {
        return false;
    }
    namespace_item *item = open_target(ps, s->relation, QUERY_DELETE);
    return item != NULL && transform_from(ps, item, s->n_using_clause, s->using_clause) &&
           where_clause_transform(ps, s->where_clause, CLAUSE_WHERE, "WHERE", &ps->query->where) &&
           transform_returning(ps, s->n_returning_list, s->returning_list) && finish(ps);
}
