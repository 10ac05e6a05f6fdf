#include "parse/sql_parser.h"

#include <pg_query.h>
#include <string.h>

#include "parse/sql_cursor.h"
#include "parse/sql_lexer.h"
#include "parse/sqlstate.h"
#include "parse/statement_size.h"
#include "parse/statement_splitter.h"
#include "parse/syntax_error.h"

/* A part of a statement text that turned out to hold several statements. */
typedef struct piece {
    size_t start, end;
} piece;

struct sql_reader {
    arena *arena;
    const source_file *file;
    diagnostics *diagnostics;
    statement_splitter *splitter;
    statement_text whole; /* the text that the pieces are parts of */
    LIST_OF(piece) pieces;
    int next_piece;
    arena_mark before; /* the statement read last */
    int said;          /* diagnostics at that moment */
};

/* Why a text has no tree. */
typedef struct parse_failure {
    size_t offset; /* bytes */
    syntax_error error;
} parse_failure;

static void *unpack_alloc(void *allocator_data, size_t size) {
    return arena_alloc(allocator_data, size);
}

static void unpack_free(void *allocator_data, void *pointer) {
    (void)allocator_data; /* the arena gives everything back at once */
    (void)pointer;
}

static bool parse_fits(arena *a, const char *text, size_t length, parse_failure *failure) {
    statement_size size = statement_size_measure(a, text, length);
    size_t depth_limit = statement_size_depth_limit();
    failure->offset = 0;
    failure->error = (syntax_error){.sqlstate = SQLSTATE_STATEMENT_TOO_COMPLEX};
    if (size.tokens > STATEMENT_TOKEN_LIMIT) {
        failure->error.message = "statement is too long";
        failure->error.detail = arena_printf(a, "It has %zu tokens; the limit is %zu.", size.tokens,
                                             STATEMENT_TOKEN_LIMIT);
        return false;
    }
    if (size.depth > depth_limit) {
        failure->error.message = "stack depth limit exceeded";
        failure->error.detail = arena_printf(
            a, "The statement may be %zu levels deep; the limit is %zu.", size.depth, depth_limit);
        return false;
    }
    return true;
}

/*
 * libpg_query keeps comments as tokens, which hides the word behind them where the grammar looks
 * one word ahead (NOT, a comment, BETWEEN) or joins string constants.  It gets the text without
 * them.
 */
static const char *text_without_comments(arena *a, const char *text, size_t length) {
    if (strstr(text, "--") == NULL && strstr(text, "/*") == NULL) {
        return text;
    }
    char *copy = arena_strndup(a, text, length);
    sql_lexer_blank_comments(copy, length);
    return copy;
}

/* NULL with *failure filled in when the text is not SQL. */
static PgQuery__ParseResult *parse_text(arena *a, const char *text, size_t length,
                                        parse_failure *failure) {
    if (!parse_fits(a, text, length, failure)) {
        return NULL;
    }
    text = text_without_comments(a, text, length);
    PgQueryProtobufParseResult packed = pg_query_parse_protobuf(text);
    PgQuery__ParseResult *tree = NULL;
    if (packed.error != NULL) {
        failure->offset = sql_cursor_offset(text, length, packed.error->cursorpos);
        failure->error = syntax_error_of_server(a, arena_strdup(a, packed.error->message), text,
                                                length, failure->offset);
    } else {
        ProtobufCAllocator allocator = {
            .alloc = unpack_alloc, .free = unpack_free, .allocator_data = a};
        tree = pg_query__parse_result__unpack(&allocator, packed.parse_tree.len,
                                              (const uint8_t *)packed.parse_tree.data);
        failure->error = (syntax_error){.message = "parse tree could not be read",
                                        .sqlstate = SQLSTATE_INTERNAL_ERROR};
    }
    pg_query_free_protobuf_parse_result(packed);
    return tree;
}

sql_reader *sql_reader_new(arena *a, const source_file *file, diagnostics *d) {
    sql_reader *r = ARENA_NEW(a, sql_reader);
    r->arena = a;
    r->file = file;
    r->diagnostics = d;
    r->splitter = statement_splitter_new(a, file, d);
    return r;
}

static void reader_report(sql_reader *r, size_t offset, const parse_failure *failure) {
    diagnostic *added = diagnostics_add(r->diagnostics, DIAGNOSTIC_ERROR, failure->error.sqlstate,
                                        (position){.file = r->file, .offset = offset}, "%s",
                                        failure->error.message);
    added->detail = failure->error.detail;
    added->hint = failure->error.hint;
}

static const sql_statement *reader_statement(sql_reader *r, const statement_text *t,
                                             PgQuery__Node *node) {
    sql_statement *statement = ARENA_NEW(r->arena, sql_statement);
    statement->file = r->file;
    statement->offset = t->offset;
    statement->length = t->length;
    statement->text = t->text;
    statement->node = node;
    return statement;
}

/* Where psql and the grammar cut differently, the grammar is right: notes where its statements are.
 */
static void reader_note_pieces(sql_reader *r, const statement_text *whole,
                               const PgQuery__ParseResult *tree) {
    r->whole = *whole;
    r->pieces.count = 0;
    r->next_piece = 0;
    for (size_t i = 0; i < tree->n_stmts; i++) {
        size_t from = (size_t)tree->stmts[i]->stmt_location;
        piece *p = LIST_PUSH(r->arena, &r->pieces);
        p->start = sql_lexer_next(whole->text, whole->length, from).start;
        p->end = i + 1 < tree->n_stmts ? (size_t)tree->stmts[i + 1]->stmt_location : whole->length;
    }
}

/* The statement of the text, or NULL when it is wrong, empty or in pieces. */
static const sql_statement *reader_parse(sql_reader *r, const statement_text *t) {
    parse_failure failure = {0};
    PgQuery__ParseResult *tree = parse_text(r->arena, t->text, t->length, &failure);
    if (tree == NULL) {
        reader_report(r, t->offset + failure.offset, &failure);
        statement_splitter_recover(r->splitter, t, t->offset + failure.offset);
        return NULL;
    }
    if (tree->n_stmts == 1) {
        return reader_statement(r, t, tree->stmts[0]->stmt);
    }
    reader_note_pieces(r, t, tree);
    return NULL;
}

static const sql_statement *reader_next_piece(sql_reader *r) {
    const piece *p = &r->pieces.items[r->next_piece++];
    statement_text part = {
        .offset = r->whole.offset + p->start,
        .length = p->end - p->start,
        .text = arena_strndup(r->arena, r->whole.text + p->start, p->end - p->start)};
    return reader_parse(r, &part);
}

const sql_statement *sql_reader_next(sql_reader *r) {
    r->before = arena_save(r->arena);
    r->said = r->diagnostics->list.count;
    for (;;) {
        const sql_statement *statement = NULL;
        if (r->next_piece < r->pieces.count) {
            statement = reader_next_piece(r);
        } else {
            statement_text t = {0};
            if (!statement_splitter_next(r->splitter, &t)) {
                return NULL;
            }
            statement = reader_parse(r, &t);
        }
        if (statement != NULL) {
            return statement;
        }
    }
}

void sql_reader_release(sql_reader *r) {
    bool in_pieces = r->next_piece < r->pieces.count;
    if (in_pieces || r->diagnostics->list.count != r->said) {
        return; /* these were allocated since, too */
    }
    r->pieces.count = r->pieces.capacity = r->next_piece = 0;
    arena_rewind(r->arena, r->before);
}

position sql_statement_position(const sql_statement *s, int location) {
    size_t inside = location < 0 ? 0 : (size_t)location;
    return (position){.file = s->file, .offset = s->offset + inside};
}

static void fragment_report(const parse_failure *failure, sql_fragment_error *error) {
    if (error != NULL) {
        error->message = failure->error.message;
        error->sqlstate = failure->error.sqlstate;
        error->detail = failure->error.detail;
        error->hint = failure->error.hint;
        error->cursor = (int)failure->offset;
    }
}

PgQuery__ParseResult *sql_parse_text(arena *a, const char *sql, sql_fragment_error *error) {
    parse_failure failure = {0};
    PgQuery__ParseResult *tree = parse_text(a, sql, strlen(sql), &failure);
    if (tree == NULL) {
        fragment_report(&failure, error);
    }
    return tree;
}

bool sql_check_text(arena *a, const char *sql, sql_fragment_error *error) {
    parse_failure failure = {0};
    size_t length = strlen(sql);
    if (!parse_fits(a, sql, length, &failure)) {
        return true;
    }
    const char *text = text_without_comments(a, sql, length);
    PgQuerySplitResult split = pg_query_split_with_parser(text);
    bool fine = split.error == NULL;
    if (!fine) {
        failure.offset = sql_cursor_offset(text, length, split.error->cursorpos);
        failure.error = syntax_error_of_server(a, arena_strdup(a, split.error->message), text,
                                               length, failure.offset);
        fragment_report(&failure, error);
    }
    pg_query_free_split_result(split);
    return fine;
}
