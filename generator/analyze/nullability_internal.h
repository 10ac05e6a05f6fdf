#ifndef ORIEL_ANALYZE_NULLABILITY_INTERNAL_H
#define ORIEL_ANALYZE_NULLABILITY_INTERNAL_H

/* What the nullability_*.c files share: one query level under examination. */

#include "analyze/inheritance.h"
#include "analyze/nullability.h"

/*
 * The nullable side of an outer join.  Rows in which it is null-extended are gone once something
 * that holds for all rows needs one of its columns (the join is then as good as an inner one), or
 * when a foreign key says that a partner always exists.
 */
typedef struct null_side {
    const join_node *join;
    const join_node *side; /* the subtree that can be missing */
    int enclosing;         /* the side around this one, or -1 */
    bool present;          /* proven never to be missing */
    int location;          /* of the join, or -1 */
} null_side;

/* A condition that holds for every row of the result in which some sides are present. */
typedef struct null_condition {
    expr *condition;
    int sides[2]; /* indexes of sides, or -1 */
} null_condition;

typedef struct null_scope null_scope;
struct null_scope {
    nullability_proofs *proofs;
    null_scope *parent; /* the query around this one, or NULL */
    query *query;
    LIST_OF(null_side) sides;
    LIST_OF(null_condition) conditions;
    int *rte_side;         /* by range table index: innermost side it is in, or -1 */
    expr_list facts;       /* expressions that are not NULL in any row behind FROM and WHERE */
    expr_list group_facts; /* the same behind GROUP BY and HAVING, and inside a CASE branch */
    const nullability *
        *rte_columns; /* by index: proofs of its columns, made when first asked for */
    bool *rte_busy;
    const nullability **ctes;            /* by CTE number: proofs of its columns */
    const nullability **cte_assumptions; /* of a recursive one, while it is being proven */
    int before_grouping;    /* > 0: the expression at hand is evaluated per input row */
    bool nulls_by_grouping; /* grouping sets leave some expressions out */
    bool one_input_row;     /* aggregates see at least one row */
};

/* --- nullability.c ------------------------------------------------------------------------- */

const catalog *nullability_catalog(const nullability_proofs *proofs);
arena *nullability_arena(const nullability_proofs *proofs);
inheritance *nullability_inheritance(const nullability_proofs *proofs);

/* The statement under examination, or NULL. */
const sql_statement *nullability_statement(const nullability_proofs *proofs);

/* A location of that statement in its file. */
position nullability_position(const nullability_proofs *proofs, int location);

/* Outputs of the query of an SQL function whose arguments are these. */
const nullability *nullability_of_body(nullability_proofs *proofs, query *q,
                                       const nullability *arguments, int count);
/* An argument of the function whose query is under examination. */
nullability nullability_of_argument(const nullability_proofs *proofs, const expr *parameter);
/* How many functions' queries are under examination. */
int nullability_depth(const nullability_proofs *proofs);

/* --- nullability_query.c ------------------------------------------------------------------- */

/* Outputs of a query inside `parent` (NULL: none). */
const nullability *nullability_of_subquery(nullability_proofs *proofs, null_scope *parent,
                                           query *q);

/* Proof for column `attribute` (from 1) of a range table entry, were it not for outer joins. */
nullability nullability_of_rte_column(null_scope *s, int rtindex, int attribute);

/* --- nullability_rows.c ------------------------------------------------------------------------ */

/* The query, one inside `around` (NULL: none), gives at least one row, whatever the data. */
bool nullability_has_row(const null_scope *around, const query *q);
/* FROM and WHERE of the scope's own query leave at least one row. */
bool nullability_source_has_row(const null_scope *s);

/* What is known of the columns of the query itself that are visible outwards: conditions of a
 * subquery that must hold for it to give a row at all. */
void nullability_scope_open(null_scope *s, nullability_proofs *proofs, null_scope *parent,
                            query *q);

/* --- nullability_outer_join.c ---------------------------------------------------------------- */

/* Reads FROM and WHERE: fills sides, conditions and facts. */
void nullability_outer_join_settle(null_scope *s);

/* One of these inputs is not NULL because some FULL JOIN has one of its sides in every row. */
bool nullability_of_full_join(null_scope *s, const expr_list *inputs);

/* True when the entry can never be null-extended in this query's rows; else *side tells which side.
 */
bool nullability_rte_is_present(null_scope *s, int rtindex, const null_side **side);

/* --- nullability_predicate.c ---------------------------------------------------------------- */

/* Adds to `facts` what cannot be NULL when the condition is true, or when it is not false / not
 * true. */
void nullability_facts_if_true(null_scope *s, expr *condition, expr_list *facts);
void nullability_facts_if_not_false(null_scope *s, expr *condition, expr_list *facts);
void nullability_facts_if_not_true(null_scope *s, expr *condition, expr_list *facts);
bool nullability_facts_hold(const expr_list *facts, const expr *e);

/* --- nullability_expr.c --------------------------------------------------------------------- */

nullability nullability_of_expr(null_scope *s, expr *e);

/* Results of a rule for this expression. */
nullability nullability_proven(const char *reason, const expr *e);
nullability nullability_unproven(const char *reason, const expr *e);

/* The first input that may be NULL, or proven for `reason` when there is none. */
nullability nullability_of_all(null_scope *s, const expr_list *list, const char *reason,
                               const expr *e);

const char *nullability_function_name(null_scope *s, oid function);

/* --- nullability_function.c ------------------------------------------------------------------ */

/* A call's result, be it written as a function or as an operator. */
nullability nullability_of_call(null_scope *s, oid function, const expr_list *args,
                                const expr *call);
nullability nullability_of_function(null_scope *s, expr *e);

/* Column number `column` (from 0) of a function in FROM. */
nullability nullability_of_function_column(null_scope *s, const rte_function *f, int column);

/* --- nullability_elements.c ------------------------------------------------------------------ */

/* The array, if there is one, has no element that is NULL. */
bool nullability_elements_not_null(null_scope *s, expr *array);

/* --- nullability_finite.c -------------------------------------------------------------------- */

/* extract(), date_part() and to_char() of times: their rules depend on the field or format, and on
 * whether the time may be infinite.  False: no such call, or not proven by this. */
bool nullability_of_time_function(null_scope *s, const pg_proc *proc, const expr_list *given);

/* --- nullability_aggregate.c ----------------------------------------------------------------- */

nullability nullability_of_aggregate(null_scope *s, expr *e);
nullability nullability_of_window_function(null_scope *s, expr *e);

#endif /* ORIEL_ANALYZE_NULLABILITY_INTERNAL_H */
