#include "analyze/plpgsql/sql_construct.h"

#include "analyze/plpgsql/token.h"
#include "parse/sql_parser.h"

/* --- Where it ends ---------------------------------------------------------------------------- */

static bool is_end(const pl_sql_ends *ends, int kind) {
    for (int i = 0; i < 3; i++) {
        if (ends->ends[i] == kind) {
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

static bool fail_at_raw(pl_parser *p, const pl_raw *raw) {
    return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)raw->start,
                          "syntax error at or near \"%.*s\"", (int)(raw->end - raw->start),
                          p->body + raw->start);
}

/* libpg_query takes a parameter behind a name for a constant of a type with that name; the server
 * does not. */
static bool is_typed_parameter(const pl_parser *p, int raw, int first) {
    const pl_raw *before = raw > first ? &p->raws[raw - 1] : NULL;
    return p->raws[raw].parameter && before != NULL && before->kind == PL_WORD &&
           !before->parameter && !before->sql_keyword;
}

/* The words that no expression goes on with although a SELECT does: INTO and what joins queries. */
static bool goes_on_as_query(const pl_parser *p, int raw, int first) {
    static const char *const words[] = {"into", "union", "intersect", "except"};
    const pl_raw *r = &p->raws[raw];
    if (r->name == NULL || r->quoted || r->kind == PL_STRING) {
        return false;
    }
    const pl_raw *before = raw > first ? &p->raws[raw - 1] : NULL;
    if (before != NULL &&
        (before->kind == '.' || (before->name != NULL && strcmp(before->name, "as") == 0))) {
        return false; /* any word may be the name of a column there */
    }
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        if (strcmp(r->name, words[w]) == 0) {
            return true;
        }
    }
    return false;
}

/* The first token that the server refuses and libpg_query does not; NULL: none. */
static const pl_raw *find_misplaced(const pl_parser *p, size_t end, int first, bool expression) {
    int parentheses = 0;
    for (int i = first; p->raws[i].start < end; i++) {
        int kind = p->raws[i].kind;
        parentheses += (kind == '(' || kind == '[') - (kind == ')' || kind == ']');
        if (is_typed_parameter(p, i, first) ||
            (expression && parentheses == 0 && goes_on_as_query(p, i, first))) {
            return &p->raws[i];
        }
    }
    return NULL;
}

/* `text` with `prefix` bytes in front is what stands at `start` of the body. */
static bool check_text(pl_parser *p, const char *text, size_t prefix, size_t start,
                       const pl_raw *misplaced) {
    sql_fragment_error error = {0};
    bool fine = sql_check_text(p->arena, text, &error);
    if (misplaced != NULL && (fine || start + (size_t)error.cursor >= misplaced->start + prefix)) {
        return fail_at_raw(p, misplaced);
    }
    return fine || fail_sql(p, &error, prefix, start);
}

bool pl_sql_check_statement(pl_parser *p, const char *text, size_t start, int raw) {
    return !p->source->check_sql ||
           check_text(p, text, 0, start, find_misplaced(p, start + strlen(text), raw, false));
}

/* Unlike SELECT DISTINCT, an expression may have nothing behind the word. */
static bool is_distinct_nothing(const pl_parser *p, char *text, size_t prefix, int raw) {
    static const char word[] = "distinct";
    const pl_raw *r = &p->raws[raw];
    if (r->name == NULL || r->quoted || strcmp(r->name, word) != 0) {
        return false;
    }
    char *without = arena_strdup(p->arena, text);
    memset(without + prefix, ' ', sizeof word - 1);
    return sql_check_text(p->arena, without, NULL);
}

static bool check_expression(pl_parser *p, size_t start, size_t end, int raw) {
    static const char select[] = "SELECT ";
    char *text = arena_printf(p->arena, "%s%.*s", select, (int)(end - start), p->body + start);
    size_t prefix = sizeof select - 1;
    const pl_raw *misplaced = find_misplaced(p, end, raw, true);
    bool nothing = misplaced == NULL && p->raws[raw].start < end &&
                   is_distinct_nothing(p, text, p->raws[raw].start - start + prefix, raw);
    return nothing || check_text(p, text, prefix, start, misplaced);
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

static bool is_field_name(const pl_raw *raw) {
    return raw->kind == '*' || (raw->name != NULL && raw->kind != PL_STRING && !raw->parameter);
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
                   is_field_name(&p->raws[raw + 1])) {
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
    return pl_sql_check_statement(p, text, sql->start, sql->raw);
}

/* --- Both ------------------------------------------------------------------------------------- */

int pl_sql_expression_until(pl_parser *p, const pl_sql_ends *ends) {
    pl_sql sql;
    return pl_sql_read(p, ends, true, &sql) && pl_sql_check(p, &sql, PL_SQL_EXPRESSION)
               ? sql.end_token
               : -1;
}

bool pl_sql_expression(pl_parser *p, int end, const char *expected) {
    return pl_sql_expression_until(p, &(pl_sql_ends){{end}, expected}) >= 0;
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
