#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/statement.h"
#include "analyze/plpgsql/token.h"

/* IF and CASE. */

static bool read_then(pl_parser *p) {
    return pl_sql_expression(p, PL_THEN, "THEN") && pl_statement_read_all(p);
}

/* [ELSE statements] END word ; where ELSE or END is the next token. */
static bool read_end(pl_parser *p, int word) {
    if (pl_token_next(p) == PL_ELSE) {
        if (!pl_statement_read_all(p)) {
            return false;
        }
        pl_token_next(p);
    }
    if (p->token.kind != PL_END_WORD) {
        return pl_parser_fail_syntax(p);
    }
    return pl_token_expect(p, word) && pl_token_expect(p, ';');
}

bool pl_conditional_read_if(pl_parser *p) {
    do {
        if (!read_then(p)) {
            return false;
        }
        pl_token_next(p);
    } while (p->token.kind == PL_ELSIF || p->token.kind == PL_ELSEIF);
    pl_token_push_back(p);
    return read_end(p, PL_IF);
}

bool pl_conditional_read_case(pl_parser *p) {
    if (pl_token_next(p) != PL_WHEN) {
        pl_token_push_back(p);
        if (!pl_sql_expression(p, PL_WHEN, "WHEN")) {
            return false;
        }
    }
    do {
        if (!read_then(p)) {
            return false;
        }
    } while (pl_token_next(p) == PL_WHEN);
    pl_token_push_back(p);
    return read_end(p, PL_CASE);
}
