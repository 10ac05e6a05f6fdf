#include "analyze/expression_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "parse/sqlstate.h"

static expr *new_constant(parse_state *ps, oid type, const char *value, int location) {
    expr *e = expr_new(ps->analysis->arena, EXPR_CONST, type, location);
    e->u.constant.value = value;
    return e;
}

/* Digits without point or exponent that fit into bigint are one; all else is numeric. */
static oid number_type(const char *digits) {
    char *end;
    errno = 0;
    long long value = strtoll(digits, &end, 10);
    if (errno != 0 || end == digits || *end != '\0') {
        return NUMERICOID;
    }
    return value >= INT32_MIN && value <= INT32_MAX ? INT4OID : INT8OID;
}

/* The lexer passes any digits between the quotes of B'' and X''. */
static bool bits_are_valid(parse_state *ps, const char *bits, int location) {
    bool hexadecimal = bits[0] == 'x' || bits[0] == 'X';
    const char *digits = hexadecimal ? "0123456789abcdefABCDEF" : "01";
    const char *rest = bits[0] != '\0' ? bits + 1 : bits;
    size_t good = strspn(rest, digits);
    if (rest[good] == '\0') {
        return true;
    }
    int width = 1;
    while (((unsigned char)rest[good + (size_t)width] & 0xC0) == 0x80) {
        width++;
    }
    analysis_error(ps->analysis, SQLSTATE_INVALID_TEXT_REPRESENTATION, location,
                   "\"%.*s\" is not a valid %s digit", width, rest + good,
                   hexadecimal ? "hexadecimal" : "binary");
    return false;
}

expr *constant_transform(parse_state *ps, const PgQuery__AConst *node) {
    arena *a = ps->analysis->arena;
    if (node->isnull) {
        return new_constant(ps, UNKNOWNOID, NULL, node->location);
    }
    switch (node->val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL:
        return new_constant(ps, INT4OID, arena_printf(a, "%d", (int)node->ival->ival),
                            node->location);
    case PG_QUERY__A__CONST__VAL_FVAL:
        return new_constant(ps, number_type(node->fval->fval), node->fval->fval, node->location);
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
        return new_constant(ps, BOOLOID, node->boolval->boolval ? "true" : "false", node->location);
    case PG_QUERY__A__CONST__VAL_BSVAL:
        if (!bits_are_valid(ps, node->bsval->bsval, node->location)) {
            return NULL;
        }
        return new_constant(ps, BITOID, node->bsval->bsval, node->location);
    case PG_QUERY__A__CONST__VAL_SVAL: {
        expr *e = new_constant(ps, UNKNOWNOID, node->sval->sval, node->location);
        e->u.constant.is_string = true;
        return e;
    }
    case PG_QUERY__A__CONST__VAL__NOT_SET:
    default:
        break;
    }
    return new_constant(ps, UNKNOWNOID, NULL, node->location);
}
