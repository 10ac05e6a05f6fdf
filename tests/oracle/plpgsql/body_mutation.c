#include "oracle/plpgsql/body_mutation.h"

#include <string.h>

#include "base/text.h"
#include "parse/sql_scanner.h"

/* The body and what stands round it. */
typedef struct statement_parts {
    const char *head, *body, *tail;
} statement_parts;

static bool take_apart(arena *a, const char *statement, statement_parts *parts) {
    const char *first = strstr(statement, "$$");
    const char *second = first != NULL ? strstr(first + 2, "$$") : NULL;
    if (second == NULL) {
        return false;
    }
    parts->head = arena_strndup(a, statement, (size_t)(first + 2 - statement));
    parts->body = arena_strndup(a, first + 2, (size_t)(second - first - 2));
    parts->tail = second;
    return true;
}

static const char *token_text(arena *a, const char *body, const sql_scan_token *t) {
    return arena_strndup(a, body + t->start, t->end - t->start);
}

void body_mutation_collect(arena *a, body_tokens *tokens, const char *statement) {
    statement_parts parts;
    if (!take_apart(a, statement, &parts)) {
        return;
    }
    sql_scan scan = sql_scan_text(a, parts.body);
    for (int i = 0; i < scan.count - 1; i++) {
        *LIST_PUSH(a, &tokens->list) = token_text(a, parts.body, &scan.tokens[i]);
    }
}

static const char *random_token(const body_tokens *tokens, random_source *r) {
    return tokens->list.items[random_below(r, tokens->list.count)];
}

static void change(const char **words, int count, const body_tokens *tokens, arena *a,
                   random_source *r) {
    int i = random_below(r, count);
    int other = random_below(r, count);
    switch (random_below(r, 5)) {
    case 0:
        words[i] = "";
        break;
    case 1:
        words[i] = arena_printf(a, "%s %s", words[i], words[i]);
        break;
    case 2:
        words[i] = random_token(tokens, r);
        break;
    case 3:
        words[i] = arena_printf(a, "%s %s", words[i], random_token(tokens, r));
        break;
    default: {
        const char *word = words[i];
        words[i] = words[other];
        words[other] = word;
        break;
    }
    }
}

const char *body_mutation_make(arena *a, const body_tokens *tokens, const char *statement,
                               random_source *r) {
    statement_parts parts;
    if (!take_apart(a, statement, &parts)) {
        return NULL;
    }
    sql_scan scan = sql_scan_text(a, parts.body);
    int count = scan.count - 1;
    if (count < 1) {
        return NULL;
    }
    const char **words = ARENA_ARRAY(a, const char *, count);
    for (int i = 0; i < count; i++) {
        words[i] = token_text(a, parts.body, &scan.tokens[i]);
    }
    for (int i = random_below(r, 3); i >= 0; i--) {
        change(words, count, tokens, a, r);
    }
    text made = text_new(a);
    text_add(&made, parts.head);
    for (int i = 0; i < count; i++) {
        size_t gap = i > 0 ? scan.tokens[i - 1].end : 0;
        text_add_bytes(&made, parts.body + gap, scan.tokens[i].start - gap);
        text_add(&made, words[i]);
    }
    text_add(&made, " ");
    text_add(&made, parts.tail);
    return text_string(&made);
}
