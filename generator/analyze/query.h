#ifndef ORIEL_ANALYZE_QUERY_H
#define ORIEL_ANALYZE_QUERY_H

/* A query as analysed: PostgreSQL's Query, range table entries and join tree. */

#include <pg_query/pg_query.pb-c.h>

#include "analyze/expr.h"

typedef struct query query;

typedef enum rte_kind {
    RTE_RELATION,
    RTE_SUBQUERY,
    RTE_JOIN,
    RTE_FUNCTION,
    RTE_TABLE_FUNC, /* XMLTABLE */
    RTE_VALUES,
    RTE_CTE,
    RTE_RESULT,
} rte_kind;

typedef enum join_type { JOIN_INNER, JOIN_LEFT, JOIN_FULL, JOIN_RIGHT } join_type;

/* One column that a range table entry shows. */
typedef struct rte_column {
    const char *name;  /* alias applied; "" for a dropped column */
    oid type;          /* 0: dropped */
    int32_t typmod;
    oid collation;
    expr *join_alias;  /* joins: the input column (a Var of this query level), or COALESCE of both for a
                          FULL JOIN's merged column, with coercions where the types differ */
} rte_column;
typedef LIST_OF(rte_column) rte_column_list;

/* One function of ROWS FROM. */
typedef struct rte_function {
    expr *expr;
    int column_count;        /* columns it gives */
    bool has_column_definitions;
} rte_function;

/* SEARCH and CYCLE of a recursive query. */
typedef struct cte_search {
    bool breadth_first;
    const char *sequence_column;
    int location;
} cte_search;
typedef struct cte_cycle {
    const char *mark_column, *path_column;
    oid mark_type;
    int32_t mark_typmod;
    oid mark_collation;
    expr *mark_value, *mark_default;
    oid mark_equal_operator;
    int location;
} cte_cycle;

typedef struct common_table_expr {
    const char *name;
    query *query;            /* NULL while its own query is analysed (recursion) */
    rte_column_list columns; /* names, types, typmods and collations, SEARCH and CYCLE columns included */
    bool recursive;          /* refers to itself */
    int materialized;        /* 0 default, 1 always, 2 never */
    int reference_count;
    cte_search *search;
    cte_cycle *cycle;
    const PgQuery__CommonTableExpr *raw; /* as written, while it is analysed */
    int location;
} common_table_expr;
typedef LIST_OF(common_table_expr *) cte_list;

typedef struct range_table_entry {
    rte_kind kind;
    const char *alias;        /* the name it is known by; NULL: unnamed join or table function */
    bool has_alias;           /* AS was written */
    rte_column_list columns;
    bool lateral;
    bool in_from;             /* is in the FROM clause */
    int location;
    /* relations */
    oid relation;
    char relation_kind;
    bool inherits;            /* not ONLY */
    struct {
        oid method;           /* TABLESAMPLE's function, or 0 */
        expr_list args;
        expr *repeatable;
    } sample;
    /* subqueries */
    query *subquery;
    /* joins */
    join_type join_type;
    int left, right;          /* range table indexes of its sides */
    int merged_count;         /* columns merged by USING, which are the first ones */
    const char *using_alias;  /* JOIN ... USING (...) AS alias */
    /* functions */
    rte_function *functions;
    int function_count;
    bool with_ordinality;
    /* table functions: expressions of XMLTABLE */
    expr_list table_func_args;
    const bool *table_func_not_null; /* per column: NOT NULL declared or FOR ORDINALITY; or NULL */
    /* values */
    expr_list *values_rows;   /* values_count rows */
    int values_count;
    /* CTE references */
    const char *cte_name;
    int cte_levels_up;
    bool cte_self_reference;
} range_table_entry;
typedef LIST_OF(range_table_entry *) range_table;

/* The FROM clause's shape. */
typedef enum join_node_kind { JOIN_NODE_TABLE, JOIN_NODE_JOIN } join_node_kind;
typedef struct join_node join_node;
struct join_node {
    join_node_kind kind;
    int rtindex;              /* of the table, or of the join's own entry */
    join_type type;
    join_node *left, *right;
    expr *condition;          /* ON, or what USING means; NULL for cross joins */
    bool natural;
};
typedef LIST_OF(join_node *) join_node_list;

typedef struct window_clause {
    const char *name;         /* NULL for an OVER (...) written in place */
    const char *reference;    /* the window it copies from, or NULL */
    sort_group_list partition;
    sort_group_list order;
    int frame_options;        /* as the grammar's bits */
    expr *start_offset, *end_offset;
    bool copied_order;
    int location;
} window_clause;
typedef LIST_OF(window_clause *) window_list;

typedef enum grouping_set_kind {
    GROUPING_SET_EMPTY,
    GROUPING_SET_SIMPLE,
    GROUPING_SET_ROLLUP,
    GROUPING_SET_CUBE,
    GROUPING_SET_SETS,
} grouping_set_kind;
typedef struct grouping_set grouping_set;
typedef LIST_OF(grouping_set *) grouping_set_list;
struct grouping_set {
    grouping_set_kind kind;
    LIST_OF(int) refs;        /* SIMPLE: sort_group_refs */
    grouping_set_list sets;   /* the others */
    int location;
};

typedef enum set_operation_kind { SET_UNION, SET_INTERSECT, SET_EXCEPT } set_operation_kind;
typedef struct set_operation set_operation;
struct set_operation {
    bool is_leaf;
    int rtindex;              /* leaves: the range table entry of the subquery */
    set_operation_kind kind;
    bool all;
    set_operation *left, *right;
    rte_column_list columns;  /* types, typmods, collations (names unused) */
    int location;
};

typedef enum query_command { QUERY_SELECT, QUERY_INSERT, QUERY_UPDATE, QUERY_DELETE } query_command;

/* What INSERT and UPDATE give a column. */
typedef struct assignment {
    int attribute;
    bool whole;               /* not only fields or elements of it */
    bool is_default;          /* DEFAULT, in every row */
} assignment;
typedef LIST_OF(assignment) assignment_list;

struct query {
    query_command command;
    cte_list ctes;
    bool recursive;           /* WITH RECURSIVE */
    range_table rtable;
    join_node_list from;
    expr *where;
    target_list targets;      /* junk included, at the end */
    sort_group_list group;
    bool group_distinct;
    grouping_set_list grouping_sets;
    expr *having;
    window_list windows;
    sort_group_list distinct;
    bool has_distinct;        /* DISTINCT or DISTINCT ON */
    bool distinct_on;
    sort_group_list order;
    expr *limit, *offset;
    bool limit_with_ties;
    set_operation *set_operations; /* NULL: a plain query; leaves are RTE_SUBQUERY entries */
    bool has_aggregates, has_windows, has_target_sets, has_sublinks, has_row_locks;
    /* INSERT, UPDATE, DELETE in WITH: their target and RETURNING as targets */
    LIST_OF(oid) constraint_dependencies; /* primary keys that GROUP BY relies on */
    int result_relation;      /* range table index, or 0 */
    assignment_list assignments, conflict_assignments; /* the latter of ON CONFLICT DO UPDATE */
    bool on_conflict, overriding_system, overriding_user;
    target_list returning;
    int location;
};

/* The range table entry an index names (from 1). */
range_table_entry *query_rte(const query *q, int rtindex);

/* The place of a WITH query of that name among the query's own, or -1. */
int query_cte(const query *q, const char *name);

/* What a query gives: its targets (junk among them), or RETURNING. */
const target_list *query_outputs(const query *q);

/* Walks through all expressions of a query: targets, conditions, clauses, function and VALUES entries,
 * but not subqueries or CTEs (visit those through rtable and ctes).  Stops at the first true. */
bool query_each_expr(query *q, expr_visitor visit, void *context);

#endif /* ORIEL_ANALYZE_QUERY_H */
