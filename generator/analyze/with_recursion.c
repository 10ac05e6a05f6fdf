#include <string.h>

#include "analyze/raw_tree.h"
#include "analyze/with_list.h"
#include "parse/sqlstate.h"

/* Places where a query cannot refer to itself. */
typedef enum recursion_place {
    PLACE_FINE,
    PLACE_FIRST_TERM,
    PLACE_SUBQUERY,
    PLACE_OUTER_JOIN,
    PLACE_INTERSECT,
    PLACE_EXCEPT,
} recursion_place;

typedef struct recursion_check {
    parse_state *ps;
    const common_table_expr *cte;
    inner_with *inner;
    recursion_place place;
    int references;
} recursion_check;

static const char *place_words(recursion_place place) {
    switch (place) {
    case PLACE_FINE:
        break;
    case PLACE_FIRST_TERM:
        return "its non-recursive term";
    case PLACE_SUBQUERY:
        return "a subquery";
    case PLACE_OUTER_JOIN:
        return "an outer join";
    case PLACE_INTERSECT:
        return "INTERSECT";
    case PLACE_EXCEPT:
        return "EXCEPT";
    }
    return "";
}

static bool check_message(const ProtobufCMessage *message, void *context);

static bool check_node(recursion_check *r, const PgQuery__Node *node) {
    const ProtobufCMessage *message = raw_tree_message(node);
    return message != NULL && check_message(message, r);
}

static bool check_nodes(recursion_check *r, size_t count, PgQuery__Node *const *nodes) {
    for (size_t i = 0; i < count; i++) {
        if (check_node(r, nodes[i])) {
            return true;
        }
    }
    return false;
}

static bool check_select_at(recursion_check *r, const PgQuery__SelectStmt *s,
                            recursion_place place) {
    recursion_place outer = r->place;
    r->place = place;
    bool stopped = s != NULL && check_message(&s->base, r);
    r->place = outer;
    return stopped;
}

static bool check_node_at(recursion_check *r, const PgQuery__Node *node, recursion_place place) {
    recursion_place outer = r->place;
    r->place = place;
    bool stopped = check_node(r, node);
    r->place = outer;
    return stopped;
}

/* --- Kinds of nodes -------------------------------------------------------------------------- */

static bool check_range_var(recursion_check *r, const PgQuery__RangeVar *var) {
    if ((var->schemaname != NULL && var->schemaname[0] != '\0') ||
        inner_with_has(r->inner, var->relname) || strcmp(var->relname, r->cte->name) != 0) {
        return false;
    }
    analysis *an = r->ps->analysis;
    if (r->place != PLACE_FINE) {
        analysis_error(an, SQLSTATE_INVALID_RECURSION, var->location,
                       "recursive reference to query \"%s\" must not appear within %s",
                       r->cte->name, place_words(r->place));
        return true;
    }
    if (++r->references > 1) {
        analysis_error(an, SQLSTATE_INVALID_RECURSION, var->location,
                       "recursive reference to query \"%s\" must not appear more than once",
                       r->cte->name);
        return true;
    }
    return false;
}

/* The sides that an outer join can fill with nulls must not recurse. */
static bool check_join(recursion_check *r, const PgQuery__JoinExpr *join) {
    recursion_place outer = r->place == PLACE_FINE ? PLACE_OUTER_JOIN : r->place;
    recursion_place left = r->place, right = r->place;
    switch ((int)join->jointype) {
    case PG_QUERY__JOIN_TYPE__JOIN_LEFT:
        right = outer;
        break;
    case PG_QUERY__JOIN_TYPE__JOIN_RIGHT:
        left = outer;
        break;
    case PG_QUERY__JOIN_TYPE__JOIN_FULL:
        left = right = outer;
        break;
    default:
        break;
    }
    return check_node_at(r, join->larg, left) || check_node_at(r, join->rarg, right) ||
           check_node(r, join->quals);
}

static bool check_decoration(recursion_check *r, const PgQuery__SelectStmt *s) {
    return check_nodes(r, s->n_sort_clause, s->sort_clause) || check_node(r, s->limit_offset) ||
           check_node(r, s->limit_count) || check_nodes(r, s->n_locking_clause, s->locking_clause);
}

static bool check_select_body(recursion_check *r, const PgQuery__SelectStmt *s) {
    if (r->place != PLACE_FINE) {
        return raw_tree_each_child(&s->base, check_message, r);
    }
    switch ((int)s->op) {
    case PG_QUERY__SET_OPERATION__SETOP_INTERSECT: {
        recursion_place place = s->all ? PLACE_INTERSECT : PLACE_FINE;
        return check_select_at(r, s->larg, place) || check_select_at(r, s->rarg, place) ||
               check_decoration(r, s);
    }
    case PG_QUERY__SET_OPERATION__SETOP_EXCEPT:
        return check_select_at(r, s->larg, s->all ? PLACE_EXCEPT : PLACE_FINE) ||
               check_select_at(r, s->rarg, PLACE_EXCEPT) || check_decoration(r, s);
    default:
        return raw_tree_each_child(&s->base, check_message, r);
    }
}

static bool check_select(recursion_check *r, const PgQuery__SelectStmt *s) {
    if (s->with_clause == NULL) {
        return check_select_body(r, s);
    }
    inner_with *outer = r->inner;
    bool stopped = inner_with_walk(r->ps, s->with_clause, &r->inner, check_message, r) ||
                   check_select_body(r, s);
    r->inner = outer;
    return stopped;
}

static bool check_message(const ProtobufCMessage *message, void *context) {
    recursion_check *r = context;
    const void *m = message;
    if (message->descriptor == &pg_query__range_var__descriptor) {
        return check_range_var(r, m);
    }
    if (message->descriptor == &pg_query__select_stmt__descriptor) {
        return check_select(r, m);
    }
    if (message->descriptor == &pg_query__with_clause__descriptor) {
        return false;
    }
    if (message->descriptor == &pg_query__join_expr__descriptor) {
        return check_join(r, m);
    }
    if (message->descriptor == &pg_query__sub_link__descriptor) {
        const PgQuery__SubLink *link = m;
        return check_node_at(r, link->subselect, PLACE_SUBQUERY) || check_node(r, link->testexpr);
    }
    return raw_tree_each_child(message, check_message, r);
}

/* --- The whole ------------------------------------------------------------------------------- */

static bool report_clause(recursion_check *r, int location, const char *clause) {
    analysis_error(r->ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                   "%s in a recursive query is not implemented", clause);
    return false;
}

static bool check_top_clauses(recursion_check *r, const PgQuery__SelectStmt *s) {
    if (s->n_sort_clause > 0) {
        return report_clause(r, raw_tree_list_location(s->n_sort_clause, s->sort_clause),
                             "ORDER BY");
    }
    if (s->limit_offset != NULL) {
        return report_clause(r, raw_tree_location(s->limit_offset), "OFFSET");
    }
    if (s->limit_count != NULL) {
        return report_clause(r, raw_tree_location(s->limit_count), "LIMIT");
    }
    return s->n_locking_clause == 0 ||
           report_clause(r, raw_tree_list_location(s->n_locking_clause, s->locking_clause),
                         "FOR UPDATE/SHARE");
}

static bool check_terms(recursion_check *r, const PgQuery__SelectStmt *s) {
    if (check_select_at(r, s->larg, PLACE_FIRST_TERM)) {
        return false;
    }
    r->references = 0;
    if (check_select_at(r, s->rarg, PLACE_FINE)) {
        return false;
    }
    if (s->with_clause == NULL) {
        return true;
    }
    r->place = PLACE_SUBQUERY;
    return !check_nodes(r, s->with_clause->n_ctes, s->with_clause->ctes);
}

static bool check_item(parse_state *ps, const with_item *item) {
    recursion_check r = {.ps = ps, .cte = item->cte};
    const PgQuery__Node *node = item->raw->ctequery;
    if (node->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        analysis_error(ps->analysis, SQLSTATE_INVALID_RECURSION, item->cte->location,
                       "recursive query \"%s\" must not contain data-modifying statements",
                       item->cte->name);
        return false;
    }
    const PgQuery__SelectStmt *s = node->select_stmt;
    if (s->op != PG_QUERY__SET_OPERATION__SETOP_UNION) {
        analysis_error(ps->analysis, SQLSTATE_INVALID_RECURSION, item->cte->location,
                       "recursive query \"%s\" does not have the form non-recursive-term UNION "
                       "[ALL] recursive-term",
                       item->cte->name);
        return false;
    }
    return check_terms(&r, s) && check_top_clauses(&r, s);
}

bool with_list_check_recursion(parse_state *ps, const with_list *list) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].cte->recursive && !check_item(ps, &list->items[i])) {
            return false;
        }
    }
    return true;
}
