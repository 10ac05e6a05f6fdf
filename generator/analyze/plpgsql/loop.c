#include "analyze/plpgsql/scope.h"
#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/statement.h"
#include "analyze/plpgsql/target.h"
#include "analyze/plpgsql/token.h"

/* LOOP, WHILE, FOR, FOREACH, and leaving them. */

/* The variable of FOR or FOREACH.  Which rules it must obey shows only later. */
typedef struct loop_variable {
    const char *name;
    size_t location;
    pl_datum *scalar; /* or NULL */
    pl_datum *record; /* or NULL */
    bool list;        /* several scalars */
} loop_variable;

/* --- Variables -------------------------------------------------------------------------------- */

static bool read_known_variable(pl_parser *p, loop_variable *v) {
    if (p->token.datum->kind == PL_RECORD) {
        v->record = p->token.datum;
        return true;
    }
    v->scalar = p->token.datum;
    v->list = pl_token_peek(p, 0) == ',';
    return !v->list || pl_target_read_list(p);
}

static bool read_variable(pl_parser *p, loop_variable *v) {
    int kind = pl_token_next(p);
    *v = (loop_variable){.location = p->token.start, .name = pl_token_name(p)};
    if (kind == PL_DATUM) {
        return read_known_variable(p, v);
    }
    if (kind != PL_WORD || pl_token_peek(p, 0) == ',') {
        return pl_token_fail_unknown(p);
    }
    return !p->failed;
}

/* A loop over rows assigns to variables that are there already. */
static bool check_row_variable(pl_parser *p, const loop_variable *v, const char *sqlstate) {
    if (v->list) {
        return true;
    }
    const pl_datum *d = v->record != NULL ? v->record : v->scalar;
    if (d != NULL) {
        return pl_target_check(p, d, v->location);
    }
    return pl_parser_fail(p, sqlstate, (int)v->location,
                          "loop variable of loop over rows must be a record variable or list of "
                          "scalar variables");
}

/* --- Bodies ----------------------------------------------------------------------------------- */

/* Statements up to END LOOP [label]; */
static bool read_body(pl_parser *p, pl_end_label *end) {
    return pl_statement_read_all(p) && pl_token_expect(p, PL_END_WORD) &&
           pl_token_expect(p, PL_LOOP) && pl_block_read_end_label(p, end) &&
           pl_token_expect(p, ';');
}

/* --- FOR -------------------------------------------------------------------------------------- */

static bool read_dynamic_query(pl_parser *p, const loop_variable *v) {
    int end = pl_sql_expression_until(p, &(pl_sql_ends){{PL_LOOP, PL_USING}, "LOOP or USING"});
    if (end < 0 || !check_row_variable(p, v, SQLSTATE_DATATYPE_MISMATCH)) {
        return false;
    }
    return end != PL_USING ||
           pl_sql_expressions_until(p, &(pl_sql_ends){{',', PL_LOOP}, ", or LOOP"}) >= 0;
}

/* FOR record IN cursor; the cursor is the token read last. */
static bool read_cursor(pl_parser *p, const loop_variable *v) {
    const pl_datum *cursor = p->token.datum;
    if (v->list) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)v->location,
                              "cursor FOR loop must have only one target variable");
    }
    if (!cursor->bound) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                              "cursor FOR loop must use a bound cursor variable");
    }
    if (!pl_cursor_read_arguments(p, cursor, PL_LOOP)) {
        return false;
    }
    pl_scope_declare(p, v->name, PL_RECORD, RECORDOID);
    return true;
}

/* Behind the lower bound's two dots. */
static bool read_range(pl_parser *p, const loop_variable *v, const pl_sql *lower) {
    if (!pl_sql_check(p, lower, PL_SQL_EXPRESSION)) {
        return false;
    }
    int end = pl_sql_expression_until(p, &(pl_sql_ends){{PL_LOOP, PL_BY}, "LOOP"});
    if (end < 0 || (end == PL_BY && !pl_sql_expression(p, PL_LOOP, "LOOP"))) {
        return false;
    }
    if (v->list) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)v->location,
                              "integer FOR loop must have only one target variable");
    }
    pl_scope_declare(p, v->name, PL_SCALAR, INT4OID);
    return true;
}

/* a .. b or a query, which only the end tells. */
static bool read_range_or_query(pl_parser *p, const loop_variable *v) {
    size_t location = p->token.start;
    bool reverse = pl_token_is(p, PL_REVERSE, "reverse");
    pl_sql sql;
    if (!reverse) {
        pl_token_push_back(p);
    }
    if (!pl_sql_read(p, &(pl_sql_ends){{PL_DOT_DOT, PL_LOOP}, "LOOP"}, true, &sql)) {
        return false;
    }
    if (sql.end_token == PL_DOT_DOT) {
        return read_range(p, v, &sql);
    }
    if (reverse) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)location,
                              "cannot specify REVERSE in query FOR loop");
    }
    return pl_sql_check(p, &sql, PL_SQL_STATEMENT) &&
           check_row_variable(p, v, SQLSTATE_SYNTAX_ERROR);
}

static bool is_cursor(const pl_token *t) {
    return t->kind == PL_DATUM && t->datum->kind == PL_SCALAR && t->datum->type == REFCURSOROID;
}

static bool read_for(pl_parser *p, pl_end_label *end) {
    loop_variable v;
    if (!read_variable(p, &v) || !pl_token_expect(p, PL_IN)) {
        return false;
    }
    bool done;
    if (pl_token_next(p) == PL_EXECUTE) {
        done = read_dynamic_query(p, &v);
    } else {
        done = is_cursor(&p->token) ? read_cursor(p, &v) : read_range_or_query(p, &v);
    }
    return done && read_body(p, end);
}

/* --- FOREACH ---------------------------------------------------------------------------------- */

static bool read_foreach(pl_parser *p, pl_end_label *end) {
    loop_variable v;
    if (!read_variable(p, &v)) {
        return false;
    }
    if (pl_token_next(p) == PL_SLICE) {
        if (!pl_token_expect(p, PL_INTEGER)) {
            return false;
        }
        pl_token_next(p);
    }
    if (p->token.kind != PL_IN) {
        return pl_parser_fail_syntax(p);
    }
    if (!pl_token_expect(p, PL_ARRAY) || !pl_sql_expression(p, PL_LOOP, "LOOP") ||
        !read_body(p, end)) {
        return false;
    }
    const pl_datum *d = v.record != NULL ? v.record : v.scalar;
    if (d == NULL) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)v.location,
                              "loop variable of FOREACH must be a known variable or list of "
                              "variables");
    }
    return v.list || pl_target_check(p, d, v.location);
}

/* --- All loops -------------------------------------------------------------------------------- */

bool pl_loop_read(pl_parser *p, const char *label) {
    pl_end_label end = {0};
    bool done = false;
    switch (p->token.kind) {
    case PL_FOR:
        done = read_for(p, &end);
        break;
    case PL_FOREACH:
        done = read_foreach(p, &end);
        break;
    case PL_WHILE:
        done = pl_sql_expression(p, PL_LOOP, "LOOP") && read_body(p, &end);
        break;
    default:
        done = read_body(p, &end);
        break;
    }
    if (!done || !pl_block_check_label(p, label, &end)) {
        return false;
    }
    pl_scope_close(p);
    return true;
}

/* --- EXIT and CONTINUE ------------------------------------------------------------------------ */

static bool check_label(pl_parser *p, const pl_end_label *label, bool is_exit) {
    const pl_name *found = pl_scope_find_label(p, label->name);
    if (found == NULL) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)label->location,
                              "there is no label \"%s\" attached to any block or loop enclosing "
                              "this statement",
                              label->name);
    }
    return is_exit || found->label == PL_LABEL_LOOP ||
           pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)label->location,
                          "block label \"%s\" cannot be used in CONTINUE", label->name);
}

bool pl_loop_read_exit(pl_parser *p) {
    bool is_exit = p->token.kind == PL_EXIT;
    size_t start = p->token.start;
    pl_end_label label;
    if (!pl_block_read_end_label(p, &label)) {
        return false;
    }
    if (pl_token_next(p) == PL_WHEN) {
        if (!pl_sql_expression(p, ';', ";")) {
            return false;
        }
    } else if (p->token.kind != ';') {
        return pl_parser_fail_syntax(p);
    }
    if (label.name != NULL) {
        return check_label(p, &label, is_exit);
    }
    return pl_scope_find_label(p, NULL) != NULL ||
           pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)start, "%s",
                          is_exit ? "EXIT cannot be used outside a loop, unless it has a label"
                                  : "CONTINUE cannot be used outside a loop");
}
