#include "analyze/plpgsql/condition_name.h"
#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/statement.h"
#include "analyze/plpgsql/token.h"

/* RAISE. */

typedef struct raise_word {
    int keyword;
    const char *word;
} raise_word;

static const raise_word levels[] = {
    {PL_EXCEPTION, "exception"}, {PL_WARNING, "warning"}, {PL_NOTICE, "notice"},
    {PL_INFO, "info"},           {PL_LOG, "log"},         {PL_DEBUG, "debug"},
};

static const raise_word options[] = {
    {PL_ERRCODE, "errcode"},   {PL_MESSAGE, "message"}, {PL_DETAIL, "detail"},
    {PL_HINT, "hint"},         {PL_COLUMN, "column"},   {PL_CONSTRAINT, "constraint"},
    {PL_DATATYPE, "datatype"}, {PL_TABLE, "table"},     {PL_SCHEMA, "schema"},
};

static bool is_one_of(const pl_parser *p, const raise_word *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (pl_token_is(p, words[i].keyword, words[i].word)) {
            return true;
        }
    }
    return false;
}

bool pl_raise_read_sqlstate(pl_parser *p) {
    if (!pl_token_expect(p, PL_STRING)) {
        return false;
    }
    const char *code = p->token.names[0];
    return (strlen(code) == 5 && strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 5) ||
           pl_parser_fail_here(p, "invalid SQLSTATE code");
}

/* --- Parameters ------------------------------------------------------------------------------- */

static int count_placeholders(const char *message) {
    int count = 0;
    for (const char *c = message; *c != '\0'; c++) {
        if (c[0] == '%' && c[1] == '%') {
            c++;
        } else if (c[0] == '%') {
            count++;
        }
    }
    return count;
}

/* Behind the message; *end is the token they end with. */
static bool read_parameters(pl_parser *p, int *count, int *end) {
    *end = pl_token_next(p);
    if (*end != ',' && *end != ';' && *end != PL_USING) {
        return pl_parser_fail_syntax(p);
    }
    while (*end == ',') {
        *end = pl_sql_expression_until(p, &(pl_sql_ends){{',', ';', PL_USING}, ", or ; or USING"});
        ++*count;
    }
    return *end >= 0;
}

static bool check_parameters(pl_parser *p, const char *message, int count) {
    int expected = count_placeholders(message);
    return expected == count ||
           pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, -1, "too %s parameters specified for RAISE",
                          expected < count ? "many" : "few");
}

/* --- USING ------------------------------------------------------------------------------------ */

static bool read_options(pl_parser *p) {
    int end;
    do {
        if (pl_token_next(p) == PL_END) {
            return pl_parser_fail_here(p, "unexpected end of function definition");
        }
        if (!is_one_of(p, options, sizeof options / sizeof options[0])) {
            return pl_parser_fail_here(p, "unrecognized RAISE statement option");
        }
        pl_token_next(p);
        if (p->token.kind != '=' && p->token.kind != PL_ASSIGN) {
            return pl_parser_fail_here(p, "syntax error, expected \"=\"");
        }
        end = pl_sql_expression_until(p, &(pl_sql_ends){{',', ';'}, ", or ;"});
    } while (end >= 0 && end != ';');
    return end >= 0;
}

/* --- The statement ---------------------------------------------------------------------------- */

/* A condition's name or SQLSTATE, the token read last being its first. */
static bool read_condition(pl_parser *p, int *end) {
    if (pl_token_is(p, PL_SQLSTATE, "sqlstate")) {
        if (!pl_raise_read_sqlstate(p)) {
            return false;
        }
    } else {
        int kind = p->token.kind;
        if (kind != PL_WORD && !pl_keyword_is_unreserved(kind)) {
            return pl_parser_fail_syntax(p);
        }
        const char *name = p->token.names[0];
        if (!pl_condition_name_known(name)) {
            return pl_parser_fail(p, SQLSTATE_UNDEFINED_OBJECT, -1,
                                  "unrecognized exception condition \"%s\"", name);
        }
    }
    *end = pl_token_next(p);
    return *end == ';' || *end == PL_USING || pl_parser_fail_syntax(p);
}

bool pl_raise_read(pl_parser *p) {
    int end = pl_token_next(p);
    if (end != PL_END && is_one_of(p, levels, sizeof levels / sizeof levels[0])) {
        end = pl_token_next(p);
    } else if (end == ';') {
        return !p->failed;
    }
    const char *message = NULL;
    int count = 0;
    if (end == PL_END) {
        return pl_parser_fail_here(p, "unexpected end of function definition");
    }
    if (end == PL_STRING) {
        message = p->token.names[0];
        if (!read_parameters(p, &count, &end)) {
            return false;
        }
    } else if (end != PL_USING && !read_condition(p, &end)) {
        return false;
    }
    if (end == PL_USING && !read_options(p)) {
        return false;
    }
    return message == NULL || check_parameters(p, message, count);
}
