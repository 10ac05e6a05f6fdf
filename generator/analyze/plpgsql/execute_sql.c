#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/target.h"
#include "analyze/plpgsql/token.h"

/* Statements of SQL as statements of PL/pgSQL: they may have INTO for variables. */

typedef struct sql_statement_reader {
    int first;       /* its first token's kind */
    int previous;    /* the kind before the one read last */
    int count;       /* of tokens, as far as they tell whether a routine is made */
    char words[4];   /* c create, o or, r replace, f function: what the first ones are */
    bool in_routine; /* CREATE FUNCTION: BEGIN and END may part it */
    int parentheses, blocks;
    bool has_into;
    bool into_ended;
    size_t into_start, into_end;
} sql_statement_reader;

static bool word_is(const pl_parser *p, const char *word) {
    return p->token.kind == PL_WORD && strcmp(p->token.names[0], word) == 0;
}

/* CREATE [OR REPLACE] FUNCTION or PROCEDURE? */
static void note_routine(pl_parser *p, sql_statement_reader *r) {
    if (r->words[0] != 'c' || r->count >= (int)sizeof r->words) {
        return;
    }
    char *w = &r->words[r->count++];
    if (p->token.kind == PL_OR) {
        *w = 'o';
    } else if (word_is(p, "replace")) {
        *w = 'r';
    } else if (word_is(p, "function") || word_is(p, "procedure")) {
        *w = 'f';
    }
    r->in_routine = r->in_routine || r->words[1] == 'f' ||
                    (r->words[1] == 'o' && r->words[2] == 'r' && r->words[3] == 'f');
}

static void note_nesting(const pl_parser *p, sql_statement_reader *r) {
    int kind = p->token.kind;
    if (kind == '(') {
        r->parentheses++;
    } else if (kind == ')' && r->parentheses > 0) {
        r->parentheses--;
    }
    if (r->in_routine && r->parentheses == 0) {
        if (kind == PL_BEGIN || kind == PL_CASE) {
            r->blocks++;
        } else if (kind == PL_END_WORD && r->blocks > 0) {
            r->blocks--;
        }
    }
}

/* SQL has its own INTO behind these words. */
static bool is_variables_into(const sql_statement_reader *r) {
    return r->previous != PL_INSERT && r->previous != PL_MERGE && r->first != PL_IMPORT;
}

static bool read_into(pl_parser *p, sql_statement_reader *r) {
    if (r->has_into) {
        return pl_parser_fail_here(p, "INTO specified more than once");
    }
    r->has_into = true;
    r->into_start = p->token.start;
    p->lookup = PL_LOOKUP_ALL;
    bool done = pl_target_read_into(p, true);
    p->lookup = PL_LOOKUP_COMPOUND;
    return done;
}

static bool read_tokens(pl_parser *p, sql_statement_reader *r) {
    for (;;) {
        r->previous = p->token.kind;
        int kind = pl_token_next(p);
        if (r->has_into && !r->into_ended) {
            r->into_ended = true;
            r->into_end = p->token.start;
        }
        note_routine(p, r);
        note_nesting(p, r);
        if (kind == ';' && r->parentheses == 0 && r->blocks == 0) {
            return !p->failed;
        }
        if (kind == PL_END) {
            return pl_parser_fail_here(p, "unexpected end of function definition");
        }
        if (kind == PL_INTO && is_variables_into(r) && !read_into(p, r)) {
            return false;
        }
    }
}

static bool is_space(char c) {
    return c != '\0' && strchr(" \t\n\r\f", c) != NULL;
}

/* The statement without INTO, everything else in its place. */
static const char *statement_text(pl_parser *p, const sql_statement_reader *r, size_t start) {
    size_t length = p->token.start - start;
    char *text = arena_strndup(p->arena, p->body + start, length);
    if (r->has_into) {
        memset(text + (r->into_start - start), ' ', r->into_end - r->into_start);
    }
    while (length > 0 && is_space(text[length - 1])) {
        text[--length] = '\0';
    }
    return text;
}

bool pl_sql_execute(pl_parser *p) {
    size_t start = p->token.start;
    int raw = p->token.raw;
    sql_statement_reader r = {.first = p->token.kind, .count = 1};
    r.words[0] = word_is(p, "create") ? 'c' : 0;
    pl_lookup lookup = p->lookup;
    p->lookup = PL_LOOKUP_COMPOUND;
    bool done = read_tokens(p, &r);
    p->lookup = lookup;
    return done && pl_sql_check_statement(p, statement_text(p, &r, start), start, raw);
}
