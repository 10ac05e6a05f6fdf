#include "revise/star_text.h"

#include <string.h>

#include "analyze/query.h"
#include "base/text.h"
#include "catalog/type_format.h"
#include "parse/sql_lexer.h"
#include "parse/sql_parser.h"

/* The one star of a select list and how many columns it stands for. */
typedef struct star_place {
    size_t start, end; /* in the text */
    int first, count;  /* targets */
} star_place;

static bool is_star(const PgQuery__Node *item) {
    const PgQuery__Node *value = item->res_target->val;
    if (value == NULL || value->node_case != PG_QUERY__NODE__NODE_COLUMN_REF) {
        return false;
    }
    const PgQuery__ColumnRef *ref = value->column_ref;
    return ref->fields[ref->n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

/* (expression).* */
static bool is_row_star(const PgQuery__Node *item) {
    const PgQuery__Node *value = item->res_target->val;
    if (value == NULL || value->node_case != PG_QUERY__NODE__NODE_A_INDIRECTION) {
        return false;
    }
    const PgQuery__AIndirection *path = value->a_indirection;
    return path->indirection[path->n_indirection - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

static int live_targets(const query *q) {
    int count = 0;
    for (int i = 0; i < q->targets.count; i++) {
        count += !q->targets.items[i].junk;
    }
    return count;
}

/* From the first word to the star itself. */
static size_t star_end(const char *sql, size_t start) {
    size_t length = strlen(sql);
    sql_token token = sql_lexer_next(sql, length, start);
    while (token.kind != SQL_TOKEN_END &&
           memchr(sql + token.start, '*', token.end - token.start) == NULL) {
        token = sql_lexer_next(sql, length, token.end);
    }
    return token.end;
}

static bool find_star(const char *sql, const PgQuery__SelectStmt *s, const query *q,
                      star_place *place) {
    int stars = 0;
    for (size_t i = 0; i < s->n_target_list; i++) {
        const PgQuery__Node *item = s->target_list[i];
        if (is_row_star(item)) {
            return false;
        }
        if (is_star(item)) {
            stars++;
            place->start = (size_t)item->res_target->val->column_ref->location;
            place->end = star_end(sql, place->start);
            place->first = (int)i;
        }
    }
    place->count = live_targets(q) - ((int)s->n_target_list - stars);
    return stars == 1 && place->count > 0;
}

/* A column as a select list names it: of a join, the table's own column. */
static const char *column_text(arena *a, const query *q, const expr *e, const char *name) {
    if (e->kind != EXPR_VAR || e->u.var.levels_up != 0 || e->u.var.attribute <= 0) {
        return quote_identifier(a, name);
    }
    const range_table_entry *rte = q->rtable.items[e->u.var.rtindex - 1];
    int index = e->u.var.attribute - 1;
    if (index >= rte->columns.count) {
        return quote_identifier(a, name);
    }
    const rte_column *column = &rte->columns.items[index];
    if (rte->kind == RTE_JOIN && rte->alias == NULL) {
        return index < rte->merged_count || column->join_alias == NULL
                   ? quote_identifier(a, column->name)
                   : column_text(a, q, column->join_alias, column->name);
    }
    return rte->alias == NULL ? quote_identifier(a, column->name)
                              : quote_qualified(a, rte->alias, column->name);
}

const char *star_text_expand(arena *a, const pg_class *view) {
    const char *sql = view->definition;
    const query *q = view->query;
    star_place place = {0};
    if (sql == NULL || q == NULL || strchr(sql, '*') == NULL) {
        return sql;
    }
    PgQuery__ParseResult *tree = sql_parse_text(a, sql, NULL);
    if (tree == NULL || tree->n_stmts != 1 ||
        tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return sql;
    }
    const PgQuery__SelectStmt *s = tree->stmts[0]->stmt->select_stmt;
    if (s->op != PG_QUERY__SET_OPERATION__SETOP_NONE || !find_star(sql, s, q, &place)) {
        return sql;
    }
    text t = text_new(a);
    text_add_bytes(&t, sql, place.start);
    for (int i = 0, at = 0; i < q->targets.count; i++) {
        const target *one = &q->targets.items[i];
        if (one->junk) {
            continue;
        }
        if (at >= place.first && at < place.first + place.count) {
            text_add(&t, at > place.first ? ", " : "");
            text_add(&t, column_text(a, q, one->expr, one->name));
        }
        at++;
    }
    text_add(&t, sql + place.end);
    return text_string(&t);
}
