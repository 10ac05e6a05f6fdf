#include "analyze/join_location.h"

#include <string.h>

#include "parse/sql_lexer.h"

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

int join_location(const sql_statement *statement, const query *q, const join_node *join) {
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
