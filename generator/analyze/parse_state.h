#ifndef ORIEL_ANALYZE_PARSE_STATE_H
#define ORIEL_ANALYZE_PARSE_STATE_H

/*
 * One query level while it is analysed: its range table and what names mean in it.  Subqueries have
 * their own state whose parent is the query around them.
 */

#include "analyze/analysis.h"
#include "analyze/expr.h"
#include "analyze/query.h"

/* Which clause an expression stands in: decides what is allowed in it and how errors name it. */
typedef enum clause_kind {
    CLAUSE_NONE,
    CLAUSE_OTHER,
    CLAUSE_JOIN_ON,
    CLAUSE_JOIN_USING,
    CLAUSE_FROM_SUBSELECT,
    CLAUSE_FROM_FUNCTION,
    CLAUSE_WHERE,
    CLAUSE_POLICY,
    CLAUSE_HAVING,
    CLAUSE_FILTER,
    CLAUSE_WINDOW_PARTITION,
    CLAUSE_WINDOW_ORDER,
    CLAUSE_WINDOW_FRAME_RANGE,
    CLAUSE_WINDOW_FRAME_ROWS,
    CLAUSE_WINDOW_FRAME_GROUPS,
    CLAUSE_SELECT_TARGET,
    CLAUSE_INSERT_TARGET,
    CLAUSE_UPDATE_SOURCE,
    CLAUSE_UPDATE_TARGET,
    CLAUSE_MERGE_WHEN,
    CLAUSE_GROUP_BY,
    CLAUSE_ORDER_BY,
    CLAUSE_DISTINCT_ON,
    CLAUSE_LIMIT,
    CLAUSE_OFFSET,
    CLAUSE_RETURNING,
    CLAUSE_VALUES,
    CLAUSE_VALUES_SINGLE,
    CLAUSE_CHECK_CONSTRAINT,
    CLAUSE_DOMAIN_CHECK,
    CLAUSE_COLUMN_DEFAULT,
    CLAUSE_FUNCTION_DEFAULT,
    CLAUSE_INDEX_EXPRESSION,
    CLAUSE_INDEX_PREDICATE,
    CLAUSE_STATS_EXPRESSION,
    CLAUSE_ALTER_COL_TRANSFORM,
    CLAUSE_EXECUTE_PARAMETER,
    CLAUSE_TRIGGER_WHEN,
    CLAUSE_PARTITION_BOUND,
    CLAUSE_PARTITION_EXPRESSION,
    CLAUSE_CALL_ARGUMENT,
    CLAUSE_COPY_WHERE,
    CLAUSE_GENERATED_COLUMN,
    CLAUSE_CYCLE_MARK,
} clause_kind;

/* The words messages use for the clause: "WHERE", "JOIN/ON", "SELECT" ... */
const char *clause_name(clause_kind clause);

/* One column as names in this level see it: a Var of some entry. */
typedef struct namespace_column {
    const char *name;
    int rtindex, attribute; /* of the underlying entry (a join's unmerged column: of its input); 0:
                               dropped */
    oid type;
    int32_t typmod;
    oid collation;
    bool hidden_in_star; /* a merged column's input: found by name? no; left out of `*` */
} namespace_column;

/* What a FROM item adds to the names. */
typedef struct namespace_item {
    const char *name; /* relation name or alias for qualified references; NULL: none */
    int rtindex;
    range_table_entry *rte;
    namespace_column *columns;
    int column_count;
    bool relation_visible; /* name.column works */
    bool columns_visible;  /* bare column names work */
    bool lateral_only;     /* only for LATERAL items so far */
    bool lateral_ok;       /* else a lateral reference is an error */
} namespace_item;
typedef LIST_OF(namespace_item *) namespace_list;

struct parse_state {
    analysis *analysis;
    parse_state *parent;
    query *query; /* being built: its range table and clauses fill up as analysis goes on */
    namespace_list names;
    bool lateral_active;               /* in a LATERAL item: lateral_only names count */
    clause_kind clause;                /* of the expression being analysed */
    LIST_OF(common_table_expr *) ctes; /* WITH names visible here */
    LIST_OF(PgQuery__CommonTableExpr *) future_ctes; /* later names of a WITH without RECURSIVE */
    common_table_expr *parent_cte; /* the WITH query this level belongs to, or NULL */
    LIST_OF(PgQuery__WindowDef *)
    window_definitions; /* WINDOW clause and OVER (...), in order of first use */
    bool has_aggregates, has_windows, has_sublinks, has_target_sets;
    expr *last_set_function;             /* the set-returning call met last: nesting rules */
    expr *set_function_before_arguments; /* for function_call_make: the one met last before the
                                            arguments of this call were analysed */
    bool locked_from_parent;
    bool resolve_unknowns;                           /* unknown-type outputs become text */
    const PgQuery__SelectStmt *set_operation_branch; /* not NULL inside an arm of UNION ... */
};

parse_state *parse_state_new(analysis *an, parse_state *parent);

/* Appends an entry; returns its index from 1. */
int parse_state_add_rte(parse_state *ps, range_table_entry *rte);

/* The state `levels_up` queries outwards. */
parse_state *parse_state_outer(parse_state *ps, int levels_up);

#endif /* ORIEL_ANALYZE_PARSE_STATE_H */
