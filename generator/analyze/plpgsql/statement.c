#include "analyze/plpgsql/statement.h"

#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/target.h"
#include "analyze/plpgsql/token.h"

/* --- Assignments and SQL ---------------------------------------------------------------------- */

static bool read_assignment(pl_parser *p) {
    pl_sql sql;
    if (!pl_target_check(p, p->token.datum, p->token.start)) {
        return false;
    }
    pl_token_push_back(p);
    return pl_sql_read(p, &(pl_sql_ends){{';'}, ";"}, false, &sql) &&
           pl_sql_check(p, &sql, PL_SQL_ASSIGNMENT);
}

/* A word that is no variable begins a statement of SQL, unless it is clearly assigned to. */
static bool read_sql(pl_parser *p) {
    int next = pl_token_peek(p, 0);
    if (next == '=' || next == PL_ASSIGN || next == '[' || next == '.') {
        return pl_token_fail_unknown(p);
    }
    return pl_sql_execute(p);
}

/* PERFORM query means SELECT query. */
static bool read_perform(pl_parser *p) {
    static const char select[] = " SELECT";
    size_t start = p->token.start;
    pl_sql sql;
    pl_token_push_back(p);
    if (!pl_sql_read(p, &(pl_sql_ends){{';'}, ";"}, false, &sql)) {
        return false;
    }
    char *text = arena_strndup(p->arena, p->body + start, sql.end - start);
    memcpy(text, select, sizeof select - 1);
    return pl_sql_check_statement(p, text + 1, start + 1, sql.raw + 1);
}

static bool read_call(pl_parser *p) {
    pl_token_push_back(p);
    return pl_sql_statement(p);
}

/* --- EXECUTE ---------------------------------------------------------------------------------- */

static bool read_execute(pl_parser *p) {
    int end =
        pl_sql_expression_until(p, &(pl_sql_ends){{PL_INTO, PL_USING, ';'}, "INTO or USING or ;"});
    bool has_into = false;
    bool has_using = false;
    while (end >= 0 && end != ';') {
        bool *seen = end == PL_INTO ? &has_into : &has_using;
        if ((end != PL_INTO && end != PL_USING) || *seen) {
            return pl_parser_fail_syntax(p);
        }
        *seen = true;
        if (end == PL_INTO) {
            end = pl_target_read_into(p, true) ? pl_token_next(p) : -1;
        } else {
            end =
                pl_sql_expressions_until(p, &(pl_sql_ends){{',', ';', PL_INTO}, ", or ; or INTO"});
        }
    }
    return !p->failed;
}

/* --- Short ones ------------------------------------------------------------------------------- */

static bool read_assert(pl_parser *p) {
    int end = pl_sql_expression_until(p, &(pl_sql_ends){{',', ';'}, ", or ;"});
    return end == ',' ? pl_sql_expression(p, ';', ";") : end >= 0;
}

static bool read_null(pl_parser *p) {
    return pl_token_expect(p, ';');
}

/* COMMIT and ROLLBACK [AND [NO] CHAIN] */
static bool read_transaction(pl_parser *p) {
    if (pl_token_next(p) == PL_AND) {
        if (pl_token_next(p) == PL_NO) {
            pl_token_next(p);
        }
        if (p->token.kind != PL_CHAIN) {
            return pl_parser_fail_syntax(p);
        }
        pl_token_next(p);
    }
    return p->token.kind == ';' || pl_parser_fail_syntax(p);
}

/* --- Blocks and loops ------------------------------------------------------------------------- */

static bool read_block_or_loop(pl_parser *p) {
    const char *label;
    if (!pl_block_read_label(p, &label)) {
        return false;
    }
    if (p->token.kind == PL_DECLARE || p->token.kind == PL_BEGIN) {
        return pl_block_read(p, label) && pl_token_expect(p, ';');
    }
    return pl_loop_read(p, label);
}

/* --- All -------------------------------------------------------------------------------------- */

typedef struct statement_row {
    int first; /* its first token */
    bool (*read)(pl_parser *p);
} statement_row;

static const statement_row statements[] = {
    {PL_DATUM, read_assignment},
    {PL_WORD, read_sql},
    {PL_COMPOUND, read_sql},
    {PL_IMPORT, pl_sql_execute},
    {PL_INSERT, pl_sql_execute},
    {PL_MERGE, pl_sql_execute},
    {PL_LESS_LESS, read_block_or_loop},
    {PL_DECLARE, read_block_or_loop},
    {PL_BEGIN, read_block_or_loop},
    {PL_LOOP, read_block_or_loop},
    {PL_WHILE, read_block_or_loop},
    {PL_FOR, read_block_or_loop},
    {PL_FOREACH, read_block_or_loop},
    {PL_IF, pl_conditional_read_if},
    {PL_CASE, pl_conditional_read_case},
    {PL_EXIT, pl_loop_read_exit},
    {PL_CONTINUE, pl_loop_read_exit},
    {PL_RETURN, pl_return_read},
    {PL_RAISE, pl_raise_read},
    {PL_ASSERT, read_assert},
    {PL_EXECUTE, read_execute},
    {PL_PERFORM, read_perform},
    {PL_CALL, read_call},
    {PL_DO, read_call},
    {PL_GET, pl_diagnostics_read},
    {PL_OPEN, pl_cursor_read_open},
    {PL_FETCH, pl_cursor_read_fetch},
    {PL_MOVE, pl_cursor_read_move},
    {PL_CLOSE, pl_cursor_read_close},
    {PL_NULL, read_null},
    {PL_COMMIT, read_transaction},
    {PL_ROLLBACK, read_transaction},
};

static const statement_row *find_statement(int first) {
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        if (statements[i].first == first) {
            return &statements[i];
        }
    }
    return NULL;
}

bool pl_statement_read_all(pl_parser *p) {
    if (!pl_parser_enter(p)) {
        return false;
    }
    bool done = true;
    while (done) {
        const statement_row *row = find_statement(pl_token_next(p));
        if (row == NULL) {
            pl_token_push_back(p);
            break;
        }
        done = row->read(p);
    }
    pl_parser_leave(p);
    return done && !p->failed;
}
