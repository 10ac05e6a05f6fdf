#ifndef ORIEL_ANALYZE_EXPRESSION_INTERNAL_H
#define ORIEL_ANALYZE_EXPRESSION_INTERNAL_H

/*
 * The kinds of expressions behind expression.h, one function for each raw node.  All return NULL
 * with the statement's error added.
 */

#include "analyze/coercion.h"
#include "analyze/expression.h"

expr *constant_transform(parse_state *ps, const PgQuery__AConst *node);
expr *parameter_ref_transform(parse_state *ps, const PgQuery__ParamRef *node);
expr *operator_expression_transform(parse_state *ps, PgQuery__AExpr *node);
expr *in_expression_transform(parse_state *ps, PgQuery__AExpr *node);
expr *distinct_expression_transform(parse_state *ps, PgQuery__AExpr *node);
expr *nullif_expression_transform(parse_state *ps, PgQuery__AExpr *node);
expr *boolean_expression_transform(parse_state *ps, PgQuery__BoolExpr *node);
expr *null_test_transform(parse_state *ps, PgQuery__NullTest *node);
expr *boolean_test_transform(parse_state *ps, PgQuery__BooleanTest *node);
expr *case_expression_transform(parse_state *ps, PgQuery__CaseExpr *node);
expr *coalesce_expression_transform(parse_state *ps, PgQuery__CoalesceExpr *node);
expr *min_max_expression_transform(parse_state *ps, PgQuery__MinMaxExpr *node);
expr *row_constructor_transform(parse_state *ps, PgQuery__RowExpr *node);
/* False with an error: a row of so many columns is too wide. */
bool row_constructor_check_count(parse_state *ps, int count, int location);
expr *sublink_transform(parse_state *ps, PgQuery__SubLink *node);
expr *indirection_transform(parse_state *ps, PgQuery__AIndirection *node);
expr *type_cast_transform(parse_state *ps, PgQuery__TypeCast *node);
expr *collate_expression_transform(parse_state *ps, PgQuery__CollateClause *node);
expr *sql_value_function_transform(parse_state *ps, const PgQuery__SQLValueFunction *node);
expr *xml_expression_transform(parse_state *ps, PgQuery__XmlExpr *node);
expr *xml_serialize_transform(parse_state *ps, PgQuery__XmlSerialize *node);
expr *grouping_call_transform(parse_state *ps, PgQuery__GroupingFunc *node);
expr *call_expression_transform(parse_state *ps, PgQuery__FuncCall *node);

/* array, element 0: the type follows from the elements; else all are cast to these. */
typedef struct array_constructor_target {
    oid array, element;
    int32_t typmod;
} array_constructor_target;
expr *array_constructor_transform(parse_state *ps, PgQuery__AArrayExpr *node,
                                  array_constructor_target to);

/* base[...]...: `count` A_Indices nodes. */
expr *subscript_apply(parse_state *ps, expr *base, size_t count, PgQuery__Node **indices);

/* (a, b) op (c, d). */
typedef struct row_comparison {
    size_t name_count;
    PgQuery__Node **name;
    const expr_list *left, *right;
    int location;
} row_comparison;
expr *row_comparison_make(parse_state *ps, const row_comparison *rows);

/* x IS NULL of an analysed expression. */
expr *null_test_make(parse_state *ps, expr *arg, bool is_not, int location);
expr *boolean_expression_make(parse_state *ps, bool_operation operation, expr *left, expr *right,
                              int location);

/* Errors unless the set-returning call met last is still `before`. */
bool set_function_none_since(parse_state *ps, const expr *before, const char *construct);

#endif /* ORIEL_ANALYZE_EXPRESSION_INTERNAL_H */
