#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/statement.h"
#include "analyze/plpgsql/token.h"

/* RETURN, RETURN NEXT, RETURN QUERY. */

/* A result that is said elsewhere leaves nothing to be written here. */
static bool expect_nothing(pl_parser *p, const char *sqlstate, const char *message,
                           const char *hint) {
    if (pl_token_next(p) == ';') {
        return true;
    }
    pl_parser_fail(p, sqlstate, (int)p->token.start, "%s", message);
    p->error.hint =
        p->error.message != NULL && strcmp(p->error.message, message) == 0 ? hint : p->error.hint;
    return false;
}

/* A variable alone needs no look at its syntax as SQL. */
static bool read_value(pl_parser *p) {
    if (pl_token_next(p) == PL_DATUM && pl_token_peek(p, 0) == ';' &&
        p->token.datum->kind != PL_FIELD) {
        return pl_token_expect(p, ';');
    }
    pl_token_push_back(p);
    return pl_sql_expression(p, ';', ";");
}

static bool read_plain(pl_parser *p) {
    if (p->returns_set) {
        return expect_nothing(p, SQLSTATE_DATATYPE_MISMATCH,
                              "RETURN cannot have a parameter in function returning set",
                              "Use RETURN NEXT or RETURN QUERY.");
    }
    if (p->returns_void && p->is_procedure) {
        return expect_nothing(p, SQLSTATE_SYNTAX_ERROR,
                              "RETURN cannot have a parameter in a procedure", NULL);
    }
    if (p->returns_void) {
        return expect_nothing(p, SQLSTATE_DATATYPE_MISMATCH,
                              "RETURN cannot have a parameter in function returning void", NULL);
    }
    if (p->has_out) {
        return expect_nothing(p, SQLSTATE_DATATYPE_MISMATCH,
                              "RETURN cannot have a parameter in function with OUT parameters",
                              NULL);
    }
    return read_value(p);
}

static bool read_next(pl_parser *p, size_t start) {
    if (!p->returns_set) {
        return pl_parser_fail(p, SQLSTATE_DATATYPE_MISMATCH, (int)start,
                              "cannot use RETURN NEXT in a non-SETOF function");
    }
    if (p->has_out) {
        return expect_nothing(p, SQLSTATE_DATATYPE_MISMATCH,
                              "RETURN NEXT cannot have a parameter in function with OUT parameters",
                              NULL);
    }
    return read_value(p);
}

static bool read_query(pl_parser *p, size_t start) {
    if (!p->returns_set) {
        return pl_parser_fail(p, SQLSTATE_DATATYPE_MISMATCH, (int)start,
                              "cannot use RETURN QUERY in a non-SETOF function");
    }
    if (pl_token_next(p) != PL_EXECUTE) {
        pl_token_push_back(p);
        return pl_sql_statement(p);
    }
    int end = pl_sql_expression_until(p, &(pl_sql_ends){{';', PL_USING}, "; or USING"});
    return end == PL_USING ? pl_sql_expressions_until(p, &(pl_sql_ends){{',', ';'}, ", or ;"}) >= 0
                           : end >= 0;
}

bool pl_return_read(pl_parser *p) {
    size_t start = p->token.start;
    if (pl_token_next(p) == PL_END) {
        return pl_parser_fail_here(p, "unexpected end of function definition");
    }
    if (pl_token_is(p, PL_NEXT, "next")) {
        return read_next(p, start);
    }
    if (pl_token_is(p, PL_QUERY, "query")) {
        return read_query(p, start);
    }
    pl_token_push_back(p);
    return read_plain(p);
}
