#ifndef ORIEL_ANALYZE_RAW_NODE_H
#define ORIEL_ANALYZE_RAW_NODE_H

/* Raw parse tree nodes made by analysis itself, where one construct is defined through others, and
 * the comparison of raw trees. */

#include "base/arena.h"
#include "parse/sql_parser.h"

PgQuery__Node *raw_node_string(arena *a, const char *text);
/* left name right */
PgQuery__Node *raw_node_operator(arena *a, const char *name, PgQuery__Node *left,
                                 PgQuery__Node *right, int location);
PgQuery__Node *raw_node_boolean(arena *a, PgQuery__BoolExprType operation, PgQuery__Node *left,
                                PgQuery__Node *right, int location);

/* The text of a String node, else NULL. */
const char *raw_node_text(const PgQuery__Node *node);

/* Same trees, places apart. */
bool raw_node_equal(const ProtobufCMessage *x, const ProtobufCMessage *y);

#endif /* ORIEL_ANALYZE_RAW_NODE_H */
