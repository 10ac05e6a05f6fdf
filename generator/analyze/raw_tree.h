#ifndef ORIEL_ANALYZE_RAW_TREE_H
#define ORIEL_ANALYZE_RAW_TREE_H

/* Walks through raw parse trees of any shape, for what has to be known of a statement before it is
 * analysed: which tables it names. */

#include <stdbool.h>

#include <pg_query/pg_query.pb-c.h>

/* True stops. */
typedef bool (*raw_visitor)(const ProtobufCMessage *message, void *context);

/* Calls `visit` on each direct child in grammar order; the Node wrappers are looked through. */
bool raw_tree_each_child(const ProtobufCMessage *message, raw_visitor visit, void *context);

/* The message a Node wraps, or NULL. */
const ProtobufCMessage *raw_tree_message(const PgQuery__Node *node);

/* exprLocation() of a raw expression: the leftmost known place of its beginning, or -1. */
int raw_tree_location(const PgQuery__Node *node);
/* The same for a list: of the first item that has one. */
int raw_tree_list_location(size_t count, PgQuery__Node *const *nodes);

#endif /* ORIEL_ANALYZE_RAW_TREE_H */
