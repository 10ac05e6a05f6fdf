#include "analyze/level_walk.h"

typedef struct level_walk {
    level_visitor visit;
    void *context;
    int depth;
} level_walk;

static bool walk_child(expr *e, void *context) {
    const level_walk *w = context;
    return level_walk_expr(e, w->depth, w->visit, w->context);
}

bool level_walk_expr(expr *e, int depth, level_visitor visit, void *context) {
    if (e == NULL) {
        return false;
    }
    switch (visit(e, depth, context)) {
    case LEVEL_WALK_STOP:
        return true;
    case LEVEL_WALK_SKIP:
        return false;
    case LEVEL_WALK_DEEPER:
        break;
    }
    level_walk w = {visit, context, depth};
    if (expr_each_child(e, walk_child, &w)) {
        return true;
    }
    return e->kind == EXPR_SUBLINK && e->u.sublink.query != NULL &&
           level_walk_query(e->u.sublink.query, depth + 1, visit, context);
}

bool level_walk_query(query *q, int depth, level_visitor visit, void *context) {
    level_walk w = {visit, context, depth};
    if (query_each_expr(q, walk_child, &w)) {
        return true;
    }
    for (int i = 0; i < q->ctes.count; i++) {
        query *inner = q->ctes.items[i]->query;
        if (inner != NULL && level_walk_query(inner, depth + 1, visit, context)) {
            return true;
        }
    }
    for (int i = 0; i < q->rtable.count; i++) {
        query *inner = q->rtable.items[i]->subquery;
        if (inner != NULL && level_walk_query(inner, depth + 1, visit, context)) {
            return true;
        }
    }
    return false;
}

typedef struct level_search {
    expr_kind kind;
    int level;
    expr *found;
} level_search;

static level_walk_step search_level(expr *e, int depth, void *context) {
    level_search *s = context;
    if (e->kind != s->kind) {
        return LEVEL_WALK_DEEPER;
    }
    int level = 0;
    if (s->kind == EXPR_VAR) {
        level = e->u.var.levels_up;
    } else if (s->kind == EXPR_AGGREF) {
        level = e->u.aggref.levels_up;
    } else if (depth > 0) {
        return LEVEL_WALK_SKIP;
    }
    if (level != s->level + depth) {
        return LEVEL_WALK_DEEPER;
    }
    s->found = e;
    return LEVEL_WALK_STOP;
}

static expr *find_in_expr(expr *e, expr_kind kind, int level) {
    level_search s = {kind, level, NULL};
    level_walk_expr(e, 0, search_level, &s);
    return s.found;
}

static expr *find_in_query(query *q, expr_kind kind, int level) {
    level_search s = {kind, level, NULL};
    level_walk_query(q, 0, search_level, &s);
    return s.found;
}

expr *level_walk_find_var(expr *e, int level) {
    return find_in_expr(e, EXPR_VAR, level);
}

expr *level_walk_find_var_in_query(query *q, int level) {
    return find_in_query(q, EXPR_VAR, level);
}

expr *level_walk_find_aggregate(expr *e) {
    return find_in_expr(e, EXPR_AGGREF, 0);
}

expr *level_walk_find_aggregate_in_query(query *q) {
    return find_in_query(q, EXPR_AGGREF, 0);
}

expr *level_walk_find_window_call(expr *e) {
    return find_in_expr(e, EXPR_WINDOW_FUNC, 0);
}
