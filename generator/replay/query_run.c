#include "replay/query_run.h"

/* The views whose queries are being looked at. */
typedef struct open_view {
    const pg_class *view;
    const struct open_view *outer;
} open_view;

typedef struct query_run {
    replay *r;
    const open_view *views;
    const pg_class *unpopulated; /* the first that would be read */
} query_run;

static bool check_query(query_run *run, query *q);

static bool check_relation(query_run *run, oid relation) {
    const pg_class *c = catalog_relation(run->r->catalog, relation);
    if (c->kind == 'm' && !c->is_populated && run->unpopulated == NULL) {
        run->unpopulated = c;
    }
    if (c->kind != 'v' || c->query == NULL) {
        return true;
    }
    for (const open_view *v = run->views; v != NULL; v = v->outer) {
        if (v->view->oid == c->oid) {
            return replay_refuse(run->r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                                 "infinite recursion detected in rules for relation \"%s\"",
                                 c->name);
        }
    }
    open_view inner = {c, run->views};
    query_run nested = *run;
    nested.views = &inner;
    bool done = check_query(&nested, c->query);
    run->unpopulated = nested.unpopulated;
    return done;
}

/* True at a sublink whose query is refused. */
static bool check_sublinks(expr *e, void *context) {
    if (e->kind == EXPR_SUBLINK && e->u.sublink.query != NULL &&
        !check_query(context, e->u.sublink.query)) {
        return true;
    }
    return expr_each_child(e, check_sublinks, context);
}

static bool check_query(query_run *run, query *q) {
    for (int i = 0; i < q->rtable.count; i++) {
        const range_table_entry *e = q->rtable.items[i];
        if ((e->kind == RTE_RELATION && !check_relation(run, e->relation)) ||
            (e->kind == RTE_SUBQUERY && e->subquery != NULL && !check_query(run, e->subquery))) {
            return false;
        }
    }
    for (int i = 0; i < q->ctes.count; i++) {
        if (q->ctes.items[i]->query != NULL && !check_query(run, q->ctes.items[i]->query)) {
            return false;
        }
    }
    return !query_each_expr(q, check_sublinks, run);
}

bool query_run_check_views(replay *r, query *q) {
    return check_query(&(query_run){.r = r}, q);
}

bool query_run_check(replay *r, query *q) {
    query_run run = {.r = r};
    if (!check_query(&run, q)) {
        return false;
    }
    if (run.unpopulated == NULL) {
        return true;
    }
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                       "materialized view \"%s\" has not been populated", run.unpopulated->name);
    d->hint = "Use the REFRESH MATERIALIZED VIEW command.";
    return false;
}
