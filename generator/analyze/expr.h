#ifndef ORIEL_ANALYZE_EXPR_H
#define ORIEL_ANALYZE_EXPR_H

/*
 * Expressions as analysed: every node knows its type, modifier, collation and place.  The kinds are
 * PostgreSQL's primitive nodes, so that its rules can be stated in its own terms.
 */

#include <stdbool.h>
#include <stdint.h>

#include "catalog/catalog.h"

struct query;

typedef enum expr_kind {
    EXPR_VAR,              /* a column of a range table entry, or the whole row (attribute 0) */
    EXPR_CONST,            /* a literal; value NULL: the null value */
    EXPR_PARAM,            /* $n */
    EXPR_AGGREF,           /* an aggregate call */
    EXPR_GROUPING,         /* GROUPING(...) */
    EXPR_WINDOW_FUNC,      /* a call with OVER */
    EXPR_SUBSCRIPT,        /* container[...] */
    EXPR_FUNC,             /* a function call, written or from a cast */
    EXPR_NAMED_ARG,        /* name => value, until the call is resolved */
    EXPR_OP,               /* an operator */
    EXPR_DISTINCT,         /* IS DISTINCT FROM */
    EXPR_NULLIF,
    EXPR_SCALAR_ARRAY_OP,  /* x op ANY/ALL (array) */
    EXPR_BOOL,             /* AND, OR, NOT */
    EXPR_SUBLINK,          /* a subquery in an expression */
    EXPR_FIELD_SELECT,     /* (row).field */
    EXPR_RELABEL,          /* a binary-coercible cast */
    EXPR_COERCE_VIA_IO,
    EXPR_ARRAY_COERCE,     /* element by element */
    EXPR_CONVERT_ROWTYPE,
    EXPR_COLLATE,
    EXPR_CASE,
    EXPR_CASE_TEST,        /* the value a simple CASE compares */
    EXPR_ARRAY,            /* ARRAY[...] */
    EXPR_ROW,
    EXPR_ROW_COMPARE,      /* (a, b) < (c, d) */
    EXPR_COALESCE,
    EXPR_MIN_MAX,          /* GREATEST, LEAST */
    EXPR_SQL_VALUE,        /* CURRENT_DATE ... */
    EXPR_XML,              /* XMLCONCAT ... */
    EXPR_NULL_TEST,
    EXPR_BOOLEAN_TEST,     /* IS TRUE ... */
    EXPR_COERCE_TO_DOMAIN,
    EXPR_DOMAIN_VALUE,     /* VALUE in a domain's check */
    EXPR_SET_TO_DEFAULT,   /* DEFAULT in VALUES */
    EXPR_CURRENT_OF,
} expr_kind;

/* How a cast came to be there (decides output names and messages). */
typedef enum coercion_form {
    COERCE_EXPLICIT_CALL,  /* written as a call */
    COERCE_EXPLICIT_CAST,  /* written as a cast */
    COERCE_IMPLICIT_CAST,
    COERCE_SQL_SYNTAX,     /* written with a special grammar: EXTRACT(... FROM ...) */
} coercion_form;

typedef enum bool_operation { BOOL_AND, BOOL_OR, BOOL_NOT } bool_operation;

typedef enum sublink_kind {
    SUBLINK_EXISTS,
    SUBLINK_ALL,
    SUBLINK_ANY,
    SUBLINK_ROW_COMPARE,
    SUBLINK_EXPR,
    SUBLINK_ARRAY,
    SUBLINK_CTE,
} sublink_kind;

typedef enum boolean_test {
    TEST_IS_TRUE,
    TEST_IS_NOT_TRUE,
    TEST_IS_FALSE,
    TEST_IS_NOT_FALSE,
    TEST_IS_UNKNOWN,
    TEST_IS_NOT_UNKNOWN,
} boolean_test;

typedef struct expr expr;

typedef LIST_OF(expr *) expr_list;

/* ORDER BY / GROUP BY / DISTINCT reference to a target (SortGroupClause). */
typedef struct sort_group {
    int target;          /* the target's sort_group_ref, from 1 */
    oid equal_operator;
    oid sort_operator;   /* 0: not sortable, grouping by hash only */
    bool nulls_first;
    bool hashable;
} sort_group;
typedef LIST_OF(sort_group) sort_group_list;

/* A SELECT list's entry, or an aggregate's argument with its sort position. */
typedef struct target {
    expr *expr;
    const char *name;    /* NULL: junk without a name */
    int number;          /* resno, from 1 */
    int sort_group_ref;  /* 0: none */
    bool junk;           /* only for sorting or grouping */
    oid origin_relation; /* plain copy of this relation's column, or 0 */
    int origin_attribute;
} target;
typedef LIST_OF(target) target_list;

struct expr {
    expr_kind kind;
    oid type;
    int32_t typmod;    /* -1: none */
    oid collation;     /* result collation: set by the collation pass; 0: none */
    oid input_collation; /* what a function or operator uses, likewise */
    int location;      /* bytes in the statement's text; -1: unknown */
    union {
        struct {
            int rtindex;      /* range table index, from 1 */
            int attribute;    /* number, 0 whole row, negative system column */
            int levels_up;    /* queries outwards */
        } var;
        struct {
            const char *value; /* the literal's text, or NULL for null */
            bool is_string;    /* was written as a quoted string */
        } constant;
        struct {
            int number;        /* from 1 */
            bool of_subquery;  /* a column of the subquery compared with, not $n */
        } param;
        struct {
            oid function;
            expr_list direct;        /* ordered-set aggregates: direct arguments */
            target_list args;        /* with those of ORDER BY as junk */
            sort_group_list order;
            sort_group_list distinct;
            bool is_distinct;
            expr *filter;
            bool star;               /* count(*) */
            bool variadic;
            char aggregate_kind;     /* n o h */
            int levels_up;           /* the query it belongs to */
        } aggref;
        struct {
            expr_list args;
            int levels_up;
        } grouping;
        struct {
            oid function;
            expr_list args;
            expr *filter;
            bool star;
            bool is_aggregate;
            int window;              /* index in the query's windows, from 1 */
        } window_func;
        struct {
            oid container, element;  /* types */
            expr *base;
            expr_list upper;         /* items may be NULL: [:] */
            expr_list lower;         /* empty: not a slice */
        } subscript;
        struct {
            oid function;
            bool returns_set;
            bool variadic;           /* VARIADIC was written, or arguments were gathered */
            coercion_form form;
            expr_list args;
        } func;
        struct {
            const char *name;
            expr *arg;
            int number;              /* place in the call, from 0, once known */
        } named_arg;
        struct {                     /* EXPR_OP, EXPR_DISTINCT, EXPR_NULLIF */
            oid operator, function;
            bool returns_set;
            expr *left, *right;      /* left NULL for prefix operators */
        } op;
        struct {
            oid operator, function;
            bool use_or;             /* ANY; false: ALL */
            expr *left, *right;
        } scalar_array_op;
        struct {
            bool_operation operation;
            expr_list args;
        } boolean;
        struct {
            sublink_kind kind;
            struct query *query;
            expr *test;              /* ANY, ALL, row compare: the left side (a row for several) */
            expr *comparison;        /* ANY, ALL, row compare: left op subquery's column, where the column
                                        is an EXPR_PARAM of_subquery */
        } sublink;
        struct {
            expr *arg;
            int field;               /* attribute number */
        } field_select;
        struct {                     /* RELABEL, COERCE_VIA_IO, CONVERT_ROWTYPE, COERCE_TO_DOMAIN */
            expr *arg;
            coercion_form form;
        } coerce;
        struct {
            expr *arg;
            expr *element;           /* the cast of one element, over an EXPR_CASE_TEST */
            coercion_form form;
        } array_coerce;
        struct {
            expr *arg;
            oid collation;
        } collate;
        struct {
            expr *test;              /* simple CASE, or NULL */
            expr_list conditions;
            expr_list results;
            expr *otherwise;         /* never NULL after analysis: a null constant where none was written */
            bool else_written;
        } case_;
        struct {
            oid element;
            bool multidimensional;
            expr_list items;
        } array;
        struct {
            expr_list items;
            const char *const *names; /* column names, or NULL */
            coercion_form form;
        } row;
        struct {
            int operation;           /* btree strategy number 1 to 5, or 6 for <> */
            expr_list left, right;
            const oid *operators;
        } row_compare;
        struct {
            expr_list args;
        } coalesce;
        struct {
            expr_list args;
            bool least;
        } min_max;
        struct {
            int operation;           /* PgQuery__SQLValueFunctionOp */
        } sql_value;
        struct {
            int operation;           /* PgQuery__XmlExprOp */
            const char *name;
            expr_list named_args;
            const char *const *names;
            expr_list args;
            bool is_document;
        } xml;
        struct {
            expr *arg;
            bool is_not;             /* IS NOT NULL */
            bool is_row;             /* tests the fields of a row value */
        } null_test;
        struct {
            expr *arg;
            boolean_test test;
        } boolean_test;
    } u;
};

/* A new node of that kind with typmod -1. */
expr *expr_new(arena *a, expr_kind kind, oid type, int location);

expr *expr_const_null(arena *a, oid type, int32_t typmod, oid collation);
bool expr_is_null_const(const expr *e);
/* True when the expression itself (not a subquery in it) may return several rows. */
bool expr_returns_set(const expr *e);

/* exprLocation(): the leftmost place known in the expression. */
int expr_location(const expr *e);

/* equal(): same tree, places apart. */
bool expr_equal(const expr *x, const expr *y);
bool sort_group_list_equal(const sort_group_list *x, const sort_group_list *y);
/* The same for whole queries (subqueries in expressions), in query.c. */
bool query_equal(const struct query *x, const struct query *y);

/*
 * Calls `visit` on each direct child, subqueries left out (EXPR_SUBLINK's test and comparison are
 * children, its query is not).  Stops and returns true as soon as a visit returns true.
 */
typedef bool (*expr_visitor)(expr *e, void *context);
bool expr_each_child(expr *e, expr_visitor visit, void *context);

#endif /* ORIEL_ANALYZE_EXPR_H */
