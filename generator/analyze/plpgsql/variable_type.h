#ifndef ORIEL_ANALYZE_PLPGSQL_VARIABLE_TYPE_H
#define ORIEL_ANALYZE_PLPGSQL_VARIABLE_TYPE_H

/* Types of variables: names of types, variable%TYPE, table.column%TYPE, table%ROWTYPE. */

#include "analyze/plpgsql/parser.h"

typedef struct pl_type {
    oid type;
    oid collation;
} pl_type;

/* Reads a type in DECLARE, from the next token on; false with an error. */
bool pl_variable_type_read(pl_parser *p, pl_type *type);

/* The type with its own collation. */
pl_type pl_variable_type_of(const pl_parser *p, oid type);

/* A new variable in scope; false with an error when the type is none for variables. */
bool pl_variable_type_declare(pl_parser *p, const char *name, const pl_type *type,
                              pl_datum **variable);

/* Is a variable of this type a record? */
bool pl_variable_type_is_row(const pl_parser *p, oid type);

#endif /* ORIEL_ANALYZE_PLPGSQL_VARIABLE_TYPE_H */
