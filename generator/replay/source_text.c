#include "replay/source_text.h"

#include "parse/sql_lexer.h"

/* Reads tokens of the statement at hand and counts parentheses. */
typedef struct walk {
    const char *text;
    size_t length;
    sql_token token;
    int depth;
} walk;

static walk walk_from(const replay *r, int location) {
    return (walk){.text = r->statement->text,
                  .length = strlen(r->statement->text),
                  .token = {.end = location > 0 ? (size_t)location : 0}};
}

static bool walk_next(walk *w) {
    w->token = sql_lexer_next(w->text, w->length, w->token.end);
    if (sql_token_is_char(w->text, &w->token, '(') || sql_token_is_char(w->text, &w->token, '[')) {
        w->depth++;
    } else if (sql_token_is_char(w->text, &w->token, ')') ||
               sql_token_is_char(w->text, &w->token, ']')) {
        w->depth--;
    }
    return w->token.kind != SQL_TOKEN_END;
}

static bool walk_is(const walk *w, const char *word) {
    return sql_token_is_word(w->text, &w->token, word);
}

static const char *cut(replay *r, const walk *w, size_t start, size_t end) {
    return end > start ? arena_strndup(r->arena, w->text + start, end - start) : NULL;
}

const char *source_text_parenthesized(replay *r, int location) {
    if (location < 0) {
        return NULL;
    }
    walk w = walk_from(r, location);
    while (walk_next(&w) && w.depth == 0) {
    }
    if (w.token.kind == SQL_TOKEN_END) {
        return NULL;
    }
    size_t start = w.token.end;
    size_t end = start;
    while (w.depth > 0 && walk_next(&w)) {
        if (w.depth > 0) {
            end = w.token.end;
        }
    }
    while (start < end && strchr(" \t\r\n", w.text[start]) != NULL) {
        start++;
    }
    return cut(r, &w, start, end);
}

/* Words that can follow a default expression and never go on with it. */
static bool ends_default(const walk *w) {
    static const char *const words[] = {"not",        "null",      "constraint", "check",
                                        "unique",     "primary",   "references", "generated",
                                        "deferrable", "initially", "default"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (walk_is(w, words[i])) {
            return true;
        }
    }
    return false;
}

const char *source_text_default(replay *r, int location) {
    if (location < 0) {
        return NULL;
    }
    walk w = walk_from(r, location);
    if (!walk_next(&w) || !walk_is(&w, "default") || !walk_next(&w)) {
        return NULL;
    }
    size_t start = w.token.start;
    size_t end = w.token.end;
    while (walk_next(&w)) {
        if (w.depth < 0 ||
            (w.depth == 0 && (sql_token_is_char(w.text, &w.token, ',') ||
                              sql_token_is_char(w.text, &w.token, ';') || ends_default(&w)))) {
            break;
        }
        end = w.token.end;
    }
    return cut(r, &w, start, end);
}

/* Behind the query: WITH [NO] DATA, WITH [LOCAL | CASCADED] CHECK OPTION, the semicolon. */
static bool ends_query(walk w) {
    if (sql_token_is_char(w.text, &w.token, ';')) {
        return true;
    }
    if (!walk_is(&w, "with") || !walk_next(&w)) {
        return false;
    }
    if (walk_is(&w, "no") || walk_is(&w, "local") || walk_is(&w, "cascaded")) {
        walk_next(&w);
    }
    bool data = walk_is(&w, "data");
    bool check = walk_is(&w, "check");
    if (!data && !check) {
        return false;
    }
    walk_next(&w);
    if (check && walk_is(&w, "option")) {
        walk_next(&w);
    }
    return w.token.kind == SQL_TOKEN_END || sql_token_is_char(w.text, &w.token, ';');
}

const char *source_text_query(replay *r) {
    walk w = walk_from(r, 0);
    bool found = false;
    while (!found && walk_next(&w)) {
        found = w.depth == 0 && walk_is(&w, "as");
    }
    if (!found || !walk_next(&w)) {
        return NULL;
    }
    size_t start = w.token.start;
    size_t end = w.token.end;
    while (walk_next(&w)) {
        if (w.depth == 0 && ends_query(w)) {
            break;
        }
        end = w.token.end;
    }
    return cut(r, &w, start, end);
}

const char *source_text_statement(replay *r) {
    walk w = walk_from(r, 0);
    size_t start = 0;
    size_t end = 0;
    bool first = true;
    while (walk_next(&w)) {
        if (w.depth == 0 && sql_token_is_char(w.text, &w.token, ';')) {
            continue;
        }
        start = first ? w.token.start : start;
        first = false;
        end = w.token.end;
    }
    return cut(r, &w, start, end);
}
