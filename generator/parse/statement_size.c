#include "parse/statement_size.h"

#include "base/big_stack.h"
#include "parse/sql_lexer.h"

/* Measured: a term of a chain of operators, two tokens, takes 1.9 kB of stack when its tree is
 * unpacked; a prefix operator is one token. */
#define STACK_PER_TOKEN ((size_t)2048)
#define STACK_RESERVE   ((size_t)256 * 1024)
#define LARGEST_DEPTH   ((size_t)120000)

/*
 * One pair of parentheses or CASE ... END.  Commas, AND and OR part it into segments that lie side
 * by side in the tree; the words that chain whole clauses add to the depth of all of them.
 */
typedef struct level {
    size_t segment; /* depth of the present segment */
    size_t widest;  /* depth of the deepest segment before it */
    size_t chain;   /* set operations and joins */
    bool is_case;
} level;
typedef LIST_OF(level) level_list;

static void level_end_segment(level *l) {
    l->widest = l->segment > l->widest ? l->segment : l->widest;
    l->segment = 0;
}

static size_t level_depth(level *l) {
    level_end_segment(l);
    return l->widest + l->chain;
}

static level *levels_top(level_list *levels) {
    return &levels->items[levels->count - 1];
}

static void levels_open(arena *a, level_list *levels, bool is_case) {
    level *opened = LIST_PUSH(a, levels);
    *opened = (level){.is_case = is_case};
}

/* What was inside is part of the segment that holds the parentheses. */
static void levels_close(level_list *levels) {
    size_t inner = level_depth(levels_top(levels));
    levels->count--;
    levels_top(levels)->segment += inner + 1;
}

static void levels_word(arena *a, level_list *levels, const char *text, const sql_token *token) {
    static const char *const chaining[] = {"join", "union", "except", "intersect"};
    level *top = levels_top(levels);
    top->segment++;
    for (size_t i = 0; i < sizeof chaining / sizeof chaining[0]; i++) {
        top->chain += sql_token_is_word(text, token, chaining[i]) ? 2 : 0;
    }
    if (sql_token_is_word(text, token, "and") || sql_token_is_word(text, token, "or")) {
        level_end_segment(top);
    } else if (sql_token_is_word(text, token, "case")) {
        levels_open(a, levels, true);
    } else if (sql_token_is_word(text, token, "end") && top->is_case) {
        levels_close(levels);
    }
}

static void levels_token(arena *a, level_list *levels, const char *text, const sql_token *token) {
    if (token->kind == SQL_TOKEN_WORD) {
        levels_word(a, levels, text, token);
    } else if (sql_token_is_char(text, token, '(') || sql_token_is_char(text, token, '[')) {
        levels_open(a, levels, false);
    } else if (sql_token_is_char(text, token, ')') || sql_token_is_char(text, token, ']')) {
        while (levels->count > 1 && levels_top(levels)->is_case) {
            levels_close(levels);
        }
        if (levels->count > 1) {
            levels_close(levels);
        }
    } else if (sql_token_is_char(text, token, ',') || sql_token_is_char(text, token, ';')) {
        level_end_segment(levels_top(levels));
    } else {
        levels_top(levels)->segment++;
    }
}

statement_size statement_size_measure(arena *a, const char *text, size_t length) {
    statement_size size = {0};
    level_list levels = {0};
    levels_open(a, &levels, false);
    for (size_t at = 0;;) {
        sql_token token = sql_lexer_next(text, length, at);
        if (token.kind == SQL_TOKEN_END) {
            break;
        }
        size.tokens++;
        levels_token(a, &levels, text, &token);
        at = token.end;
    }
    while (levels.count > 1) {
        levels_close(&levels);
    }
    size.depth = level_depth(levels_top(&levels));
    return size;
}

size_t statement_size_depth_limit(void) {
    size_t room = big_stack_room();
    size_t limit = room > STACK_RESERVE ? (room - STACK_RESERVE) / STACK_PER_TOKEN : 0;
    return limit < LARGEST_DEPTH ? limit : LARGEST_DEPTH;
}
