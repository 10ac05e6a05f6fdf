#include "analyze/plpgsql/target.h"

#include "analyze/plpgsql/token.h"

enum { TARGET_LIMIT = 1024 };

bool pl_target_check(pl_parser *p, const pl_datum *datum, size_t location) {
    const pl_datum *whole = datum->kind == PL_FIELD ? datum->parent : datum;
    return !whole->constant || pl_parser_fail(p, SQLSTATE_ERROR_IN_ASSIGNMENT, (int)location,
                                              "variable \"%s\" is declared CONSTANT", whole->name);
}

static bool read_scalar(pl_parser *p) {
    if (pl_token_next(p) != PL_DATUM) {
        return pl_token_fail_unknown(p);
    }
    if (!pl_target_check(p, p->token.datum, p->token.start)) {
        return false;
    }
    return p->token.datum->kind != PL_RECORD ||
           pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                          "\"%s\" is not a scalar variable", pl_token_name(p));
}

bool pl_target_read_list(pl_parser *p) {
    if (!pl_target_check(p, p->token.datum, p->token.start)) {
        return false;
    }
    for (int count = 1; pl_token_next(p) == ','; count++) {
        if (count >= TARGET_LIMIT) {
            return pl_parser_fail(p, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, (int)p->token.start,
                                  "too many INTO variables specified");
        }
        if (!read_scalar(p)) {
            return false;
        }
    }
    pl_token_push_back(p);
    return !p->failed;
}

bool pl_target_read_into(pl_parser *p, bool strict_allowed) {
    int kind = pl_token_next(p);
    if (kind == PL_STRICT && strict_allowed) {
        kind = pl_token_next(p);
    }
    if (kind != PL_DATUM) {
        return pl_token_fail_unknown(p);
    }
    if (p->token.datum->kind != PL_RECORD) {
        return pl_target_read_list(p);
    }
    if (!pl_target_check(p, p->token.datum, p->token.start)) {
        return false;
    }
    if (pl_token_next(p) == ',') {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                              "record variable cannot be part of multiple-item INTO list");
    }
    pl_token_push_back(p);
    return !p->failed;
}
