#include "analyze/plpgsql/sql_construct.h"

#include "analyze/plpgsql/token.h"
#include "parse/sql_parser.h"

/* --- Where it ends ---------------------------------------------------------------------------- */

static bool is_end(const pl_sql_ends *ends, int kind) {
    for (int i = 0; i < 3; i++) {
        if (ends->ends[i] != 0 && ends->ends[i] == kind) {
            return true;
        }
    }
    return false;
}

static bool fail_unended(pl_parser *p, const pl_sql_ends *ends, int parentheses, bool expression) {
    if (parentheses != 0) {
        return pl_parser_fail_here(p, "mismatched parentheses");
    }
    return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                          "missing \"%s\" at end of SQL %s", ends->expected,
                          expression ? "expression" : "statement");
}

/* Tokens up to the end; those inside parentheses do not count. */
static bool read_tokens(pl_parser *p, const pl_sql_ends *ends, bool expression, pl_sql *sql) {
    int parentheses = 0;
    for (int count = 0;; count++) {
        int kind = pl_token_next(p);
        if (count == 0) {
            sql->start = p->token.start;
            sql->raw = p->token.raw;
        }
        if (parentheses == 0 && is_end(ends, kind)) {
            return !p->failed;
        }
        parentheses += (kind == '(' || kind == '[') - (kind == ')' || kind == ']');
        if (parentheses < 0) {
            return pl_parser_fail_here(p, "mismatched parentheses");
        }
        if (kind == PL_END || kind == ';') {
            return fail_unended(p, ends, parentheses, expression);
        }
        sql->end = p->token.end;
    }
}

bool pl_sql_read(pl_parser *p, const pl_sql_ends *ends, bool expression, pl_sql *sql) {
    pl_lookup lookup = p->lookup;
    *sql = (pl_sql){0};
    p->lookup = PL_LOOKUP_COMPOUND;
    bool done = read_tokens(p, ends, expression, sql);
    p->lookup = lookup;
    sql->end_token = p->token.kind;
    if (done && sql->end <= sql->start) {
        return pl_parser_fail_here(p, expression ? "missing expression" : "missing SQL statement");
    }
    return done;
}

/* --- Its syntax ------------------------------------------------------------------------------- */

/* The error of a text that has `prefix` more bytes in front than the body has at `start`. */
static bool fail_sql(pl_parser *p, const sql_fragment_error *e, size_t prefix, size_t start) {
    size_t cursor = (size_t)e->cursor > prefix ? (size_t)e->cursor - prefix : 0;
    pl_parser_fail(p, e->sqlstate, (int)(start + cursor), "%s", e->message);
    p->error.detail = e->detail;
    p->error.hint = e->hint;
    return false;
}

bool pl_sql_check_statement(pl_parser *p, const char *text, size_t start) {
    sql_fragment_error error = {0};
    if (!p->source->check_sql || sql_check_text(p->arena, text, &error)) {
        return true;
    }
    return fail_sql(p, &error, 0, start);
}

static bool fail_at_raw(pl_parser *p, const pl_raw *raw) {
    return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)raw->start,
                          "syntax error at or near \"%.*s\"", (int)(raw->end - raw->start),
                          p->body + raw->start);
}

/* The word, or the place behind the last one, that no expression goes on with although a SELECT
 * does: INTO and what joins queries. */
static const pl_raw *find_query_word(const pl_parser *p, size_t end, int raw) {
    static const char *const words[] = {"into", "union", "intersect", "except"};
    int parentheses = 0;
    for (int i = raw; p->raws[i].start < end; i++) {
        const pl_raw *r = &p->raws[i];
        parentheses += (r->kind == '(' || r->kind == '[') - (r->kind == ')' || r->kind == ']');
        if (r->name == NULL || r->quoted || r->kind == PL_STRING || parentheses != 0) {
            continue;
        }
        const pl_raw *before = i > raw ? &p->raws[i - 1] : NULL;
        if (before != NULL &&
            (before->kind == '.' || (before->name != NULL && strcmp(before->name, "as") == 0))) {
            continue; /* any word may be the name of a column there */
        }
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
            if (strcmp(r->name, words[w]) == 0) {
                return r;
            }
        }
    }
    return NULL;
}

static bool check_expression(pl_parser *p, size_t start, size_t end, int raw) {
    static const char select[] = "SELECT ";
    size_t prefix = sizeof select - 1;
    const char *text =
        arena_printf(p->arena, "%s%.*s", select, (int)(end - start), p->body + start);
    sql_fragment_error error = {0};
    bool fine = sql_check_text(p->arena, text, &error);
    const pl_raw *word = find_query_word(p, end, raw);
    if (word != NULL && (fine || (size_t)error.cursor - prefix + start >= word->start)) {
        return fail_at_raw(p, word);
    }
    return fine || fail_sql(p, &error, prefix, start);
}

/* Behind a subscript's closing bracket; `raw` is the opening one. */
static int behind_bracket(const pl_parser *p, int raw, size_t end) {
    int depth = 0;
    do {
        depth += (p->raws[raw].kind == '[') - (p->raws[raw].kind == ']');
        raw++;
    } while (depth > 0 && p->raws[raw].start < end);
    return raw;
}

/* The raw token behind the target: its name, fields and subscripts.  -1 with an error. */
static int check_target(pl_parser *p, const pl_sql *sql) {
    int raw = sql->raw;
    bool subscripts = false;
    if (p->raws[raw].sql_reserved) {
        fail_at_raw(p, &p->raws[raw]);
        return -1;
    }
    for (raw++; p->raws[raw].start < sql->end;) {
        if (p->raws[raw].kind == '[') {
            subscripts = true;
            raw = behind_bracket(p, raw, sql->end);
        } else if (p->raws[raw].kind == '.' && p->raws[raw + 1].start < sql->end &&
                   (p->raws[raw + 1].name != NULL || p->raws[raw + 1].kind == '*')) {
            raw += 2;
        } else {
            break;
        }
    }
    size_t end = p->raws[raw - 1].end;
    return !subscripts || check_expression(p, sql->start, end, sql->raw) ? raw : -1;
}

static bool check_assignment(pl_parser *p, const pl_sql *sql) {
    int raw = check_target(p, sql);
    if (raw < 0) {
        return false;
    }
    if (p->raws[raw].start >= sql->end) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)sql->end,
                              "syntax error at end of input");
    }
    if (p->raws[raw].kind == '.') {
        raw++;
    } else if (p->raws[raw].kind == '=' || p->raws[raw].kind == PL_ASSIGN) {
        return check_expression(p, p->raws[raw].end, sql->end, raw + 1);
    }
    return p->raws[raw].start < sql->end ? fail_at_raw(p, &p->raws[raw])
                                         : pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)sql->end,
                                                          "syntax error at end of input");
}

bool pl_sql_check(pl_parser *p, const pl_sql *sql, pl_sql_form form) {
    if (!p->source->check_sql || form == PL_SQL_UNCHECKED) {
        return true;
    }
    if (form == PL_SQL_EXPRESSION) {
        return check_expression(p, sql->start, sql->end, sql->raw);
    }
    if (form == PL_SQL_ASSIGNMENT) {
        return check_assignment(p, sql);
    }
    const char *text = arena_strndup(p->arena, p->body + sql->start, sql->end - sql->start);
    return pl_sql_check_statement(p, text, sql->start);
}

/* --- Both ------------------------------------------------------------------------------------- */

int pl_sql_expression_until(pl_parser *p, const pl_sql_ends *ends) {
    pl_sql sql;
    return pl_sql_read(p, ends, true, &sql) && pl_sql_check(p, &sql, PL_SQL_EXPRESSION)
               ? sql.end_token
               : 0;
}

bool pl_sql_expression(pl_parser *p, int end, const char *expected) {
    return pl_sql_expression_until(p, &(pl_sql_ends){{end}, expected}) != 0;
}

int pl_sql_expressions_until(pl_parser *p, const pl_sql_ends *ends) {
    int end;
    do {
        end = pl_sql_expression_until(p, ends);
    } while (end == ',');
    return end;
}

bool pl_sql_statement(pl_parser *p) {
    pl_sql sql;
    return pl_sql_read(p, &(pl_sql_ends){{';'}, ";"}, false, &sql) &&
           pl_sql_check(p, &sql, PL_SQL_STATEMENT);
}
