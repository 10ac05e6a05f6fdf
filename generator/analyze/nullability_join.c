#include "analyze/nullability_internal.h"

#include <string.h>

#include "parse/sql_lexer.h"

/* Where outer joins stand: the raw tree of a join keeps no location, so it is looked up in the
 * text: the words right before the first thing that the join's right side begins with. */

static int first_location(const query *q, const join_node *node) {
    while (node->kind == JOIN_NODE_JOIN) {
        node = node->left;
    }
    return query_rte(q, node->rtindex)->location;
}

static const char *first_word(join_type type) {
    switch (type) {
    case JOIN_LEFT:
        return "left";
    case JOIN_RIGHT:
        return "right";
    case JOIN_FULL:
        return "full";
    case JOIN_INNER:
        break;
    }
    return "join";
}

int nullability_join_location(const nullability_proofs *proofs, const query *q,
                              const join_node *join) {
    const sql_statement *statement = nullability_statement(proofs);
    int joined = first_location(q, join->right);
    if (statement == NULL || joined < 0) {
        return -1;
    }
    const char *word = first_word(join->type);
    size_t length = strlen(statement->text);
    int candidate = -1, found = joined;
    for (sql_token t = sql_lexer_next(statement->text, length, 0);
         t.kind != SQL_TOKEN_END && t.start < (size_t)joined;
         t = sql_lexer_next(statement->text, length, t.end)) {
        if (sql_token_is_word(statement->text, &t, "join")) {
            found = candidate >= 0 ? candidate : found;
        } else if (sql_token_is_word(statement->text, &t, word)) {
            candidate = (int)t.start;
        } else if (!sql_token_is_word(statement->text, &t, "outer")) {
            candidate = -1;
        }
    }
    return found;
}
