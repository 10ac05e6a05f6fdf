#ifndef ORIEL_TESTS_ORACLE_RANDOM_QUERY_H
#define ORIEL_TESTS_ORACLE_RANDOM_QUERY_H

/*
 * Writes random queries over the tables of sample_schema.h, with functions and operators of the
 * catalog.  Most are right; the types are guesses, so that some are not.
 */

#include "oracle/random/sample_schema.h"

typedef struct random_generator {
    random_source random;
    const catalog *catalog;
    arena *arena; /* of the statement being written */
    sample_type *types;
    int type_count;
    LIST_OF(const pg_proc *) functions;
    LIST_OF(const pg_operator *) operators;
    LIST_OF(const pg_class *) relations;
    bool runs;       /* the queries will be run: only immutable functions, few wrong types */
    bool parameters; /* values may be $1, $2 ... */
    int last_alias;
} random_generator;

typedef struct random_column {
    const char *name; /* how an expression names it; in a list of outputs its plain name */
    oid type;
} random_column;
typedef LIST_OF(random_column) random_columns;

/* What an expression may use where it stands. */
typedef struct random_scope {
    struct random_scope *outer;
    random_columns columns;
    bool grouped; /* columns are the grouping expressions; plain columns only inside aggregates */
    random_columns ungrouped;
    bool windows;
    bool in_aggregate;
} random_scope;

/* Reads the catalog's lists once; `a` must live as long as the generator. */
random_generator *random_generator_new(const catalog *c, arena *a, uint64_t seed, bool runs);

/* A query without semicolon.  `outer` may be NULL.  With `wanted` the output has these types. */
const char *random_query(random_generator *g, random_scope *outer, const random_columns *wanted,
                         int depth, random_columns *output);

/* A statement in which some values are parameters. */
const char *random_parameter_statement(random_generator *g);

/* An expression of about that type. */
const char *random_expression(random_generator *g, random_scope *scope, oid type, int depth);

oid random_type(random_generator *g);
const char *random_alias(random_generator *g, char letter);
const char *random_type_name(random_generator *g, oid type);

#endif /* ORIEL_TESTS_ORACLE_RANDOM_QUERY_H */
