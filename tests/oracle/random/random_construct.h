#ifndef ORIEL_TESTS_ORACLE_RANDOM_CONSTRUCT_H
#define ORIEL_TESTS_ORACLE_RANDOM_CONSTRUCT_H

/* Constructs with a syntax of their own, for random_expression.c and random_query.c. */

#include "oracle/random/random_query.h"

/* NULL when none of that type was found; never for queries that will be run. */
const char *random_construct(random_generator *g, random_scope *scope, oid type, int depth);

/* An item of FROM known as `alias`, and its columns.  visible: what its arguments may name. */
const char *random_construct_item(random_generator *g, random_scope *visible, const char *alias,
                                  random_columns *columns);

/* INSERT, UPDATE or DELETE. */
const char *random_modification(random_generator *g);

#endif /* ORIEL_TESTS_ORACLE_RANDOM_CONSTRUCT_H */
