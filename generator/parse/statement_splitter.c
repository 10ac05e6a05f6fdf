#include "parse/statement_splitter.h"

#include <string.h>

#include "parse/psql_command.h"
#include "parse/sql_lexer.h"
#include "parse/sqlstate.h"

/* A stretch of the file that is not SQL. */
typedef struct hole {
    size_t start, end;
} hole;
typedef LIST_OF(hole) hole_list;

/* What the first words say of the statement: only two kinds hold semicolons of their own. */
typedef enum statement_words {
    WORDS_NONE_YET,
    WORDS_CREATE,
    WORDS_CREATE_OR,
    WORDS_CREATE_OR_REPLACE,
    WORDS_ROUTINE, /* CREATE [OR REPLACE] FUNCTION or PROCEDURE */
    WORDS_RULE,    /* CREATE [OR REPLACE] RULE */
    WORDS_OTHER,
} statement_words;

/* How often reading goes back into a file whose end was reached inside a rule or body. */
#define RECOVERY_LIMIT 50

/* What is known of the statement being read. */
typedef struct progress {
    size_t start;
    size_t end; /* behind its last token so far */
    bool begun;
    int parentheses;
    int blocks; /* BEGIN, and CASE inside it, that no END has closed */
    statement_words words;
    bool is_copy;
    bool behind_from;
    bool copies_in; /* COPY ... FROM stdin: data follow the statement's line */
    bool ended_by_file;
    bool has_deep_comment;
    size_t deep_comment;
    hole_list holes;
} progress;

struct statement_splitter {
    arena *arena;
    const source_file *file;
    diagnostics *diagnostics;
    size_t at;
    int recoveries;
    hole data; /* COPY data ahead: it begins on a later line than the statement ended on */
};

statement_splitter *statement_splitter_new(arena *a, const source_file *file, diagnostics *d) {
    statement_splitter *s = ARENA_NEW(a, statement_splitter);
    s->arena = a;
    s->file = file;
    s->diagnostics = d;
    return s;
}

/* The kind of object that CREATE names. */
static statement_words statement_words_created(const char *text, const sql_token *token) {
    if (sql_token_is_word(text, token, "function") || sql_token_is_word(text, token, "procedure")) {
        return WORDS_ROUTINE;
    }
    return sql_token_is_word(text, token, "rule") ? WORDS_RULE : WORDS_OTHER;
}

static statement_words statement_words_next(statement_words so_far, const char *text,
                                            const sql_token *token) {
    switch (so_far) {
    case WORDS_NONE_YET:
        return sql_token_is_word(text, token, "create") ? WORDS_CREATE : WORDS_OTHER;
    case WORDS_CREATE:
        return sql_token_is_word(text, token, "or") ? WORDS_CREATE_OR
                                                    : statement_words_created(text, token);
    case WORDS_CREATE_OR:
        return sql_token_is_word(text, token, "replace") ? WORDS_CREATE_OR_REPLACE : WORDS_OTHER;
    case WORDS_CREATE_OR_REPLACE:
        return statement_words_created(text, token);
    case WORDS_ROUTINE:
    case WORDS_RULE:
    case WORDS_OTHER:
        break;
    }
    return so_far;
}

/* Counts what a routine's SQL-standard body opens and closes. */
static void progress_blocks(progress *p, const char *text, const sql_token *token) {
    if (p->words != WORDS_ROUTINE || p->parentheses > 0) {
        return;
    }
    if (sql_token_is_word(text, token, "begin") ||
        (p->blocks > 0 && sql_token_is_word(text, token, "case"))) {
        p->blocks++;
    } else if (p->blocks > 0 && sql_token_is_word(text, token, "end")) {
        p->blocks--;
    }
}

static void progress_word(progress *p, const char *text, const sql_token *token) {
    p->words = statement_words_next(p->words, text, token);
    progress_blocks(p, text, token);
    if (p->is_copy && p->parentheses == 0) {
        p->copies_in |= p->behind_from && sql_token_is_word(text, token, "stdin");
        p->behind_from = sql_token_is_word(text, token, "from");
    }
}

static void progress_begin(progress *p, const char *text, const sql_token *token) {
    p->begun = true;
    p->start = token->start;
    p->is_copy = sql_token_is_word(text, token, "copy");
}

/* Parentheses hold semicolons in a rule only; elsewhere one was forgotten, and nothing that follows
 * could make the statement right. */
static bool progress_may_end(const progress *p) {
    return p->blocks == 0 && (p->parentheses == 0 || p->words != WORDS_RULE);
}

/* Takes the next token in.  True when it is the semicolon that ends the statement. */
static bool progress_token(progress *p, const char *text, const sql_token *token) {
    if (!p->begun) {
        if (sql_token_is_char(text, token, ';')) {
            return false; /* an empty statement */
        }
        progress_begin(p, text, token);
    }
    p->end = token->end;
    if (token->kind == SQL_TOKEN_WORD) {
        progress_word(p, text, token);
        return false;
    }
    p->behind_from = false;
    if (token->kind == SQL_TOKEN_COMMENT && token->too_deep && !p->has_deep_comment) {
        p->has_deep_comment = true;
        p->deep_comment = token->start;
    } else if (sql_token_is_char(text, token, '(')) {
        p->parentheses++;
    } else if (sql_token_is_char(text, token, ')') && p->parentheses > 0) {
        p->parentheses--;
    }
    return sql_token_is_char(text, token, ';') && progress_may_end(p);
}

static void progress_add_hole(statement_splitter *s, progress *p, size_t start, size_t end) {
    if (p->begun) {
        *LIST_PUSH(s->arena, &p->holes) = (hole){.start = start, .end = end};
    }
    s->at = end > s->at ? end : s->at;
}

/* True when the command ends the statement. */
static bool splitter_psql_command(statement_splitter *s, progress *p, size_t offset) {
    psql_command command = psql_command_read(s->file, offset, s->diagnostics);
    if (command.effect == PSQL_COPIES_IN) {
        command.end = psql_command_skip_data(s->file, command.end);
    }
    progress_add_hole(s, p, offset, command.end);
    if (command.effect == PSQL_RESETS) {
        *p = (progress){0};
    }
    return command.effect == PSQL_SENDS && p->begun;
}

/* The next token, jumping over COPY data that begins before it. */
static sql_token splitter_token(statement_splitter *s, progress *p) {
    sql_token token = sql_lexer_next(s->file->bytes, s->file->length, s->at);
    if (s->data.end > 0 && token.start >= s->data.start) {
        progress_add_hole(s, p, s->data.start, s->data.end);
        s->data = (hole){0};
        token = sql_lexer_next(s->file->bytes, s->file->length, s->at);
    }
    return token;
}

/* Reads to the statement's end. */
static void splitter_scan(statement_splitter *s, progress *p) {
    const char *text = s->file->bytes;
    for (;;) {
        sql_token token = splitter_token(s, p);
        if (token.kind == SQL_TOKEN_END) {
            s->at = token.start;
            p->ended_by_file = true;
            return;
        }
        s->at = token.end;
        if (token.kind == SQL_TOKEN_BACKSLASH) {
            if (splitter_psql_command(s, p, token.start)) {
                return;
            }
        } else if (progress_token(p, text, &token)) {
            return;
        }
    }
}

static void splitter_note_data(statement_splitter *s) {
    const char *rest = s->file->bytes + s->at;
    const char *line_end = memchr(rest, '\n', s->file->length - s->at);
    if (line_end != NULL) {
        s->data.start = (size_t)(line_end - s->file->bytes);
        s->data.end = psql_command_skip_data(s->file, s->at);
    }
}

static const char *splitter_copy_text(statement_splitter *s, const progress *p) {
    char *copy = arena_strndup(s->arena, s->file->bytes + p->start, p->end - p->start);
    for (int i = 0; i < p->holes.count; i++) {
        const hole *h = &p->holes.items[i];
        if (h->start < p->end) {
            size_t end = h->end < p->end ? h->end : p->end; /* a quote began before the data */
            memset(copy + (h->start - p->start), ' ', end - h->start);
        }
    }
    return copy;
}

bool statement_splitter_next(statement_splitter *s, statement_text *statement) {
    for (;;) {
        progress p = {0};
        splitter_scan(s, &p);
        if (p.copies_in) {
            splitter_note_data(s);
        }
        if (!p.begun) {
            return false;
        }
        if (p.has_deep_comment) {
            diagnostics_add(s->diagnostics, DIAGNOSTIC_ERROR, SQLSTATE_STATEMENT_TOO_COMPLEX,
                            (position){.file = s->file, .offset = p.deep_comment},
                            "comments are nested more than %d deep", SQL_COMMENT_DEPTH);
            continue;
        }
        statement->offset = p.start;
        statement->length = p.end - p.start;
        statement->text = splitter_copy_text(s, &p);
        statement->unbalanced = p.ended_by_file && (p.parentheses > 0 || p.blocks > 0);
        return true;
    }
}

void statement_splitter_recover(statement_splitter *s, const statement_text *statement,
                                size_t wrong) {
    size_t end = statement->offset + statement->length;
    size_t at = statement->offset;
    if (!statement->unbalanced || s->recoveries++ == RECOVERY_LIMIT) {
        return;
    }
    while (at < end) {
        sql_token token = sql_lexer_next(s->file->bytes, end, at);
        if (token.kind == SQL_TOKEN_END) {
            return;
        }
        at = token.end;
        if (token.start >= wrong && sql_token_is_char(s->file->bytes, &token, ';')) {
            s->at = at;
            return;
        }
    }
}
