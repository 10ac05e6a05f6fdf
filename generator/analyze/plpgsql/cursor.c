#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/statement.h"
#include "analyze/plpgsql/target.h"
#include "analyze/plpgsql/token.h"

/* OPEN, FETCH, MOVE, CLOSE. */

/* --- The cursor ------------------------------------------------------------------------------- */

static const pl_datum *read_cursor(pl_parser *p) {
    if (pl_token_next(p) != PL_DATUM) {
        pl_token_fail_unknown(p);
        return NULL;
    }
    const pl_datum *d = p->token.datum;
    if (d->kind != PL_SCALAR || pl_token_peek(p, 0) == '[') {
        pl_parser_fail(p, SQLSTATE_DATATYPE_MISMATCH, (int)p->token.start,
                       "cursor variable must be a simple variable");
        return NULL;
    }
    if (d->type != REFCURSOROID) {
        pl_parser_fail(p, SQLSTATE_DATATYPE_MISMATCH, (int)p->token.start,
                       "variable \"%s\" must be of type cursor or refcursor", d->name);
        return NULL;
    }
    return p->failed ? NULL : d;
}

/* --- Arguments -------------------------------------------------------------------------------- */

/* name := in front of a value; *number is the argument's then.  False with an error. */
static bool read_argument_name(pl_parser *p, const pl_datum *cursor, int *number) {
    if (pl_token_peek(p, 0) != PL_WORD || pl_token_peek(p, 1) != PL_ASSIGN) {
        return !p->failed;
    }
    pl_lookup lookup = p->lookup;
    p->lookup = PL_LOOKUP_NONE;
    pl_token_next(p);
    p->lookup = lookup;
    const char *name = p->token.names[0];
    for (*number = 0; *number < cursor->argument_count; ++*number) {
        if (strcmp(cursor->arguments[*number], name) == 0) {
            return pl_token_expect(p, PL_ASSIGN);
        }
    }
    return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                          "cursor \"%s\" has no argument named \"%s\"", cursor->name, name);
}

/* One argument; `seen` marks those that were given. */
static bool read_argument(pl_parser *p, const pl_datum *cursor, int number, bool *seen) {
    int place = number;
    size_t start = pl_token_peek_start(p);
    if (!read_argument_name(p, cursor, &place)) {
        return false;
    }
    if (seen[place]) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)start,
                              "value for parameter \"%s\" of cursor \"%s\" specified more than "
                              "once",
                              cursor->arguments[place], cursor->name);
    }
    seen[place] = true;
    int end = pl_sql_expression_until(p, &(pl_sql_ends){{',', ')'}, ",\" or \")"});
    bool last = number == cursor->argument_count - 1;
    if (end < 0 || end == (last ? ')' : ',') || end == PL_END) {
        return end >= 0;
    }
    return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                          "%s arguments for cursor \"%s\"", last ? "too many" : "not enough",
                          cursor->name);
}

bool pl_cursor_read_arguments(pl_parser *p, const pl_datum *cursor, int end) {
    bool open = pl_token_next(p) == '(';
    if (open != cursor->has_arguments && !p->failed) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                              "cursor \"%s\" has %sarguments", cursor->name, open ? "no " : "");
    }
    if (!cursor->has_arguments) {
        return p->token.kind == end || pl_parser_fail_syntax(p);
    }
    bool *seen = ARENA_ARRAY(p->arena, bool, cursor->argument_count);
    for (int i = 0; i < cursor->argument_count; i++) {
        if (!read_argument(p, cursor, i, seen)) {
            return false;
        }
    }
    return pl_token_expect(p, end);
}

/* --- OPEN ------------------------------------------------------------------------------------- */

static void skip_scroll(pl_parser *p) {
    pl_token_next(p);
    if (pl_token_is(p, PL_NO, "no")) {
        pl_token_next(p);
    }
    if (pl_token_is(p, PL_SCROLL, "scroll")) {
        pl_token_next(p);
    }
}

bool pl_cursor_read_open(pl_parser *p) {
    const pl_datum *cursor = read_cursor(p);
    if (cursor == NULL) {
        return false;
    }
    if (cursor->bound) {
        return pl_cursor_read_arguments(p, cursor, ';');
    }
    skip_scroll(p);
    if (p->token.kind != PL_FOR) {
        return pl_parser_fail_here(p, "syntax error, expected \"FOR\"");
    }
    if (pl_token_next(p) != PL_EXECUTE) {
        pl_token_push_back(p);
        return pl_sql_statement(p);
    }
    int end = pl_sql_expression_until(p, &(pl_sql_ends){{PL_USING, ';'}, "USING or ;"});
    return end == PL_USING ? pl_sql_expressions_until(p, &(pl_sql_ends){{',', ';'}, ", or ;"}) >= 0
                           : end >= 0;
}

/* --- FETCH and MOVE --------------------------------------------------------------------------- */

static bool expect_from(pl_parser *p) {
    int kind = pl_token_next(p);
    return kind == PL_FROM || kind == PL_IN || pl_parser_fail_here(p, "expected FROM or IN");
}

static bool read_count(pl_parser *p) {
    return pl_sql_expression_until(p, &(pl_sql_ends){{PL_FROM, PL_IN}, "FROM or IN"}) >= 0;
}

/* Behind FORWARD and BACKWARD. */
static bool read_distance(pl_parser *p, bool *several) {
    int kind = pl_token_next(p);
    if (kind == PL_END) {
        return pl_parser_fail_here(p, "unexpected end of function definition");
    }
    if (kind == PL_FROM || kind == PL_IN) {
        return true;
    }
    *several = true;
    if (kind == PL_ALL) {
        return expect_from(p);
    }
    pl_token_push_back(p);
    return read_count(p);
}

/* Everything in front of the cursor. */
static bool read_direction(pl_parser *p, bool *several) {
    int kind = pl_token_next(p);
    *several = false;
    if (kind == PL_END) {
        return pl_parser_fail_here(p, "unexpected end of function definition");
    }
    if (pl_token_is(p, PL_NEXT, "next") || pl_token_is(p, PL_PRIOR, "prior") ||
        pl_token_is(p, PL_FIRST, "first") || pl_token_is(p, PL_LAST, "last")) {
        return expect_from(p);
    }
    if (pl_token_is(p, PL_ABSOLUTE, "absolute") || pl_token_is(p, PL_RELATIVE, "relative")) {
        return read_count(p);
    }
    if (pl_token_is(p, PL_ALL, "all")) {
        *several = true;
        return expect_from(p);
    }
    if (pl_token_is(p, PL_FORWARD, "forward") || pl_token_is(p, PL_BACKWARD, "backward")) {
        return read_distance(p, several);
    }
    if (kind == PL_FROM || kind == PL_IN) {
        return true;
    }
    pl_token_push_back(p);
    if (kind == PL_DATUM) {
        return true;
    }
    *several = true;
    return read_count(p);
}

bool pl_cursor_read_fetch(pl_parser *p) {
    size_t start = p->token.start;
    bool several;
    if (!read_direction(p, &several) || read_cursor(p) == NULL || !pl_token_expect(p, PL_INTO) ||
        !pl_target_read_into(p, false) || !pl_token_expect(p, ';')) {
        return false;
    }
    return !several || pl_parser_fail(p, SQLSTATE_FEATURE_NOT_SUPPORTED, (int)start,
                                      "FETCH statement cannot return multiple rows");
}

bool pl_cursor_read_move(pl_parser *p) {
    bool several;
    return read_direction(p, &several) && read_cursor(p) != NULL && pl_token_expect(p, ';');
}

bool pl_cursor_read_close(pl_parser *p) {
    return read_cursor(p) != NULL && pl_token_expect(p, ';');
}
