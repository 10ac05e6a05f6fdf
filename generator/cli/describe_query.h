#ifndef ORIEL_CLI_DESCRIBE_QUERY_H
#define ORIEL_CLI_DESCRIBE_QUERY_H

/* The queries of a file as `oriel describe --query` shows them in each format. */

#include "analyze/lineage.h"
#include "analyze/nullability.h"
#include "base/text.h"
#include "parse/sql_parser.h"

typedef struct described_column {
    const char *name, *type;
    const char *collation; /* "" where the type has none */
    const char *reason;    /* why it can be null or not */
    position at;           /* where that was decided */
    bool not_null;
    const lineage_output *origin;
} described_column;

typedef struct described_query {
    int number; /* in the file, from 1 */
    position at;
    LIST_OF(described_column) columns;
    LIST_OF(const char *) parameters; /* the types of $1, $2 ... */
} described_query;
typedef LIST_OF(described_query) described_query_list;

/* Everything a program wants to know; describe_format.h has the members. */
void describe_query_json(text *t, const catalog *c, const described_query_list *queries);

#endif /* ORIEL_CLI_DESCRIBE_QUERY_H */
