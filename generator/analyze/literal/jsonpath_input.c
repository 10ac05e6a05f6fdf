#include <string.h>

#include "analyze/literal/input_functions.h"
#include "analyze/literal/jsonpath_token.h"
#include "parse/sqlstate.h"

/* Deeper constants are left to the server. */
#define MOST_LEVELS 500

/* What a part of the path is: both kinds can stand in parentheses. */
typedef enum path_kind { PATH_FAILED, PATH_VALUE, PATH_PREDICATE } path_kind;

typedef struct path_parser {
    jsonpath_reader r;
    int level;
    int filters;    /* open: @ has a meaning */
    int subscripts; /* open: last has a meaning */
    bool gave_up;
    const char *late; /* what is wrong with a path whose syntax is right */
} path_parser;

static path_kind parse_any(path_parser *s);
static path_kind parse_sum(path_parser *s);

static bool at(const path_parser *s, char sign) {
    return s->r.kind == JSONPATH_SIGN && s->r.sign == sign;
}

static path_kind refuse(path_parser *s) {
    jsonpath_token_error(&s->r, "syntax error");
    return PATH_FAILED;
}

static void next(path_parser *s) {
    jsonpath_token_next(&s->r);
}

static bool expect(path_parser *s, char sign) {
    if (s->r.failed || !at(s, sign)) {
        refuse(s);
        return false;
    }
    next(s);
    return true;
}

static bool expect_word(path_parser *s, const char *word) {
    if (s->r.failed || !jsonpath_token_is(&s->r, word)) {
        refuse(s);
        return false;
    }
    next(s);
    return true;
}

/* The kind that has to be there; the wrong one is seen at what follows. */
static bool expect_kind(path_parser *s, path_kind found, path_kind wanted) {
    if (found == PATH_FAILED || s->r.failed) {
        return false;
    }
    if (found != wanted) {
        refuse(s);
        return false;
    }
    return true;
}

static void complain_late(path_parser *s, const char *message) {
    if (!s->late) {
        s->late = message;
    }
}

/* --- Accessors
 * ------------------------------------------------------------------------------------ */

static bool parse_level(path_parser *s) {
    if (s->r.kind != JSONPATH_INTEGER && !jsonpath_token_is(&s->r, "last")) {
        refuse(s);
        return false;
    }
    next(s);
    return true;
}

/* .** with or without {n to m} */
static bool parse_any_path(path_parser *s) {
    next(s);
    if (!at(s, '{')) {
        return !s->r.failed;
    }
    next(s);
    if (!parse_level(s)) {
        return false;
    }
    if (jsonpath_token_is(&s->r, "to")) {
        next(s);
        if (!parse_level(s)) {
            return false;
        }
    }
    return expect(s, '}');
}

static bool is_method(const jsonpath_reader *r) {
    static const char *const methods[] = {"abs",    "size",    "type",     "floor",
                                          "double", "ceiling", "keyvalue", "datetime"};
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        if (jsonpath_token_is(r, methods[i])) {
            return true;
        }
    }
    return false;
}

static bool parse_member(path_parser *s) {
    next(s);
    if (s->r.kind == JSONPATH_ANY) {
        return parse_any_path(s);
    }
    if (at(s, '*') || s->r.kind == JSONPATH_STRING) {
        next(s);
        return !s->r.failed;
    }
    if (s->r.failed || s->r.kind != JSONPATH_WORD) {
        refuse(s);
        return false;
    }
    bool method = is_method(&s->r);
    bool with_template = jsonpath_token_is(&s->r, "datetime");
    next(s);
    if (!method || !at(s, '(')) {
        return !s->r.failed;
    }
    next(s);
    if (with_template && s->r.kind == JSONPATH_STRING) {
        next(s);
    }
    return expect(s, ')');
}

static bool parse_subscripts(path_parser *s) {
    next(s);
    if (at(s, '*')) {
        next(s);
        return expect(s, ']');
    }
    s->subscripts++;
    bool ok = true;
    for (bool more = true; ok && more;) {
        ok = expect_kind(s, parse_sum(s), PATH_VALUE);
        if (ok && jsonpath_token_is(&s->r, "to")) {
            next(s);
            ok = expect_kind(s, parse_sum(s), PATH_VALUE);
        }
        more = ok && at(s, ',');
        if (more) {
            next(s);
        }
    }
    s->subscripts--;
    return ok && expect(s, ']');
}

static bool parse_filter(path_parser *s) {
    next(s);
    if (!expect(s, '(')) {
        return false;
    }
    s->filters++;
    bool ok = expect_kind(s, parse_any(s), PATH_PREDICATE) && expect(s, ')');
    s->filters--;
    return ok;
}

static path_kind parse_accessors(path_parser *s) {
    while (!s->r.failed) {
        bool ok;
        if (at(s, '.')) {
            ok = parse_member(s);
        } else if (at(s, '[')) {
            ok = parse_subscripts(s);
        } else if (at(s, '?')) {
            ok = parse_filter(s);
        } else {
            return PATH_VALUE;
        }
        if (!ok) {
            break;
        }
    }
    return PATH_FAILED;
}

/* --- Values
 * --------------------------------------------------------------------------------------- */

static path_kind parse_parentheses(path_parser *s) {
    if (s->level >= MOST_LEVELS) {
        s->gave_up = s->r.failed = true;
        return PATH_FAILED;
    }
    s->level++;
    next(s);
    path_kind kind = parse_any(s);
    s->level--;
    if (kind == PATH_FAILED || !expect(s, ')')) {
        return PATH_FAILED;
    }
    if (at(s, '.') || at(s, '[') || at(s, '?')) {
        return parse_accessors(s);
    }
    if (kind == PATH_PREDICATE && jsonpath_token_is(&s->r, "is")) {
        next(s);
        return expect_word(s, "unknown") ? PATH_PREDICATE : PATH_FAILED;
    }
    return kind;
}

static bool is_literal_word(const jsonpath_reader *r) {
    return jsonpath_token_is(r, "true") || jsonpath_token_is(r, "false") ||
           jsonpath_token_is(r, "null") || jsonpath_token_is(r, "last");
}

static path_kind parse_primary(path_parser *s) {
    if (s->r.failed) {
        return PATH_FAILED;
    }
    if (at(s, '(')) {
        return parse_parentheses(s);
    }
    jsonpath_token_kind kind = s->r.kind;
    bool ok = kind == JSONPATH_STRING || kind == JSONPATH_VARIABLE || kind == JSONPATH_INTEGER ||
              kind == JSONPATH_NUMERIC || at(s, '$') || at(s, '@') || is_literal_word(&s->r);
    if (!ok) {
        return refuse(s);
    }
    if (at(s, '@') && s->filters == 0) {
        complain_late(s, "@ is not allowed in root expressions");
    }
    if (jsonpath_token_is(&s->r, "last") && s->subscripts == 0) {
        complain_late(s, "LAST is allowed only in array subscripts");
    }
    next(s);
    return parse_accessors(s);
}

static path_kind parse_unary(path_parser *s) {
    if (!at(s, '+') && !at(s, '-')) {
        return parse_primary(s);
    }
    if (s->level >= MOST_LEVELS) {
        s->gave_up = s->r.failed = true;
        return PATH_FAILED;
    }
    s->level++;
    next(s);
    path_kind kind = parse_unary(s);
    s->level--;
    return expect_kind(s, kind, PATH_VALUE) ? PATH_VALUE : PATH_FAILED;
}

/* All of the arithmetic: precedence does not matter to what is accepted. */
static path_kind parse_sum(path_parser *s) {
    path_kind kind = parse_unary(s);
    while (kind == PATH_VALUE && !s->r.failed && s->r.kind == JSONPATH_SIGN &&
           strchr("+-*/%", s->r.sign)) {
        next(s);
        kind = expect_kind(s, parse_unary(s), PATH_VALUE) ? PATH_VALUE : PATH_FAILED;
    }
    return s->r.failed ? PATH_FAILED : kind;
}

/* --- Predicates
 * ----------------------------------------------------------------------------------- */

/* The flags of like_regex; patterns are left to the server. */
static bool check_flags(path_parser *s, const char *flags) {
    bool expanded = strchr(flags, 'x') && !strchr(flags, 'q');
    size_t known = strspn(flags, "ismxq");
    if (flags[known] != '\0') {
        s->r.failed = true;
        return literal_input_error_detail(s->r.in, SQLSTATE_SYNTAX_ERROR,
                                          "Unrecognized flag character in LIKE_REGEX predicate.",
                                          "invalid input syntax for type jsonpath");
    }
    if (expanded) {
        s->r.failed = true;
        return literal_input_error(
            s->r.in, SQLSTATE_FEATURE_NOT_SUPPORTED,
            "XQuery \"x\" flag (expanded regular expressions) is not implemented");
    }
    return true;
}

static path_kind parse_like_regex(path_parser *s) {
    next(s);
    if (s->r.failed || s->r.kind != JSONPATH_STRING) {
        return refuse(s);
    }
    next(s);
    if (!jsonpath_token_is(&s->r, "flag")) {
        return PATH_PREDICATE;
    }
    next(s);
    if (s->r.failed || s->r.kind != JSONPATH_STRING) {
        return refuse(s);
    }
    const char *flags = s->r.value;
    next(s);
    return !s->r.failed && check_flags(s, flags) ? PATH_PREDICATE : PATH_FAILED;
}

static path_kind parse_starts_with(path_parser *s) {
    next(s);
    if (!expect_word(s, "with")) {
        return PATH_FAILED;
    }
    if (s->r.kind != JSONPATH_STRING && s->r.kind != JSONPATH_VARIABLE) {
        return refuse(s);
    }
    next(s);
    return PATH_PREDICATE;
}

static path_kind parse_exists(path_parser *s) {
    next(s);
    bool ok = expect(s, '(') && expect_kind(s, parse_any(s), PATH_VALUE) && expect(s, ')');
    return ok ? PATH_PREDICATE : PATH_FAILED;
}

/* ! stands before parentheses and exists only. */
static path_kind parse_not(path_parser *s) {
    next(s);
    if (jsonpath_token_is(&s->r, "exists")) {
        return parse_exists(s);
    }
    bool ok = expect(s, '(') && expect_kind(s, parse_any(s), PATH_PREDICATE) && expect(s, ')');
    return ok ? PATH_PREDICATE : PATH_FAILED;
}

static path_kind parse_comparison(path_parser *s) {
    if (s->r.failed) {
        return PATH_FAILED;
    }
    if (s->r.kind == JSONPATH_NOT) {
        return parse_not(s);
    }
    if (jsonpath_token_is(&s->r, "exists")) {
        return parse_exists(s);
    }
    path_kind kind = parse_sum(s);
    if (kind != PATH_VALUE) {
        return kind;
    }
    if (s->r.kind == JSONPATH_COMPARE) {
        next(s);
        return expect_kind(s, parse_sum(s), PATH_VALUE) ? PATH_PREDICATE : PATH_FAILED;
    }
    if (jsonpath_token_is(&s->r, "starts")) {
        return parse_starts_with(s);
    }
    return jsonpath_token_is(&s->r, "like_regex") ? parse_like_regex(s) : PATH_VALUE;
}

static path_kind parse_any(path_parser *s) {
    path_kind kind = parse_comparison(s);
    while (kind == PATH_PREDICATE && !s->r.failed &&
           (s->r.kind == JSONPATH_AND || s->r.kind == JSONPATH_OR)) {
        next(s);
        kind = expect_kind(s, parse_comparison(s), PATH_PREDICATE) ? PATH_PREDICATE : PATH_FAILED;
    }
    return s->r.failed ? PATH_FAILED : kind;
}

bool jsonpath_input(const literal_input *in) {
    path_parser s = {.r = {.in = in, .p = in->text}};
    next(&s);
    if (!s.r.failed && s.r.kind == JSONPATH_END) {
        return literal_input_syntax(in, "jsonpath");
    }
    if (jsonpath_token_is(&s.r, "strict") || jsonpath_token_is(&s.r, "lax")) {
        next(&s);
    }
    path_kind kind = s.r.failed ? PATH_FAILED : parse_any(&s);
    if (s.gave_up) {
        return true;
    }
    if (kind == PATH_FAILED) {
        return false;
    }
    if (s.r.kind != JSONPATH_END) {
        refuse(&s);
        return false;
    }
    return !s.late || literal_input_error(in, SQLSTATE_SYNTAX_ERROR, "%s", s.late);
}
