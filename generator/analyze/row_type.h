#ifndef ORIEL_ANALYZE_ROW_TYPE_H
#define ORIEL_ANALYZE_ROW_TYPE_H

/* The columns of composite values: of a named type, of a function's result, of an expression. */

#include "analyze/parse_state.h"

typedef enum row_type_kind {
    ROW_TYPE_SCALAR,           /* not a row */
    ROW_TYPE_COMPOSITE,        /* a named composite type */
    ROW_TYPE_COMPOSITE_DOMAIN, /* a domain over one */
    ROW_TYPE_RECORD,           /* columns known without a named type: OUT arguments, ROW(), a whole row of a join */
    ROW_TYPE_UNKNOWN_RECORD,   /* a bare record: a column definition list is needed */
    ROW_TYPE_OTHER,            /* pseudo-types that cannot be columns */
} row_type_kind;

typedef struct row_column {
    const char *name;
    oid type; /* 0: dropped */
    int32_t typmod;
    oid collation;
} row_column;

typedef struct row_type {
    row_type_kind kind;
    oid type;            /* of the value */
    row_column *columns; /* attribute number order, dropped ones included */
    int count;
} row_type;

/* Of an expression: a function call's OUT columns, a row constructor's, a Var's whole row ... */
row_type row_type_of_expr(parse_state *ps, const expr *e);
row_type row_type_of_type(const catalog *c, arena *a, oid type);
/* Of calling this function with these argument types (polymorphism resolved through `call`, may be NULL). */
row_type row_type_of_function(const catalog *c, arena *a, const pg_proc *proc, const expr *call);

#endif /* ORIEL_ANALYZE_ROW_TYPE_H */
