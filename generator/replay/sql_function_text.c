#include "replay/sql_function_text.h"

#include "analyze/function_argument.h"
#include "analyze/select.h"
#include "parse/sql_lexer.h"
#include "parse/syntax_error.h"
#include "replay/query_run.h"

/* --- Where the body stands -------------------------------------------------------------------- */

/* The offset of the string's content in the statement: behind AS, a quote and what belongs to it.
 */
static size_t content_offset(const sql_statement *s, int location, size_t body_length) {
    size_t length = strlen(s->text);
    sql_token t = sql_lexer_next(s->text, length, location > 0 ? (size_t)location : 0);
    while (t.kind != SQL_TOKEN_STRING && t.kind != SQL_TOKEN_END) {
        t = sql_lexer_next(s->text, length, t.end);
    }
    const char *start = s->text + t.start;
    if (t.kind == SQL_TOKEN_END) {
        return 0;
    }
    if (start[0] == '$') {
        const char *second = strchr(start + 1, '$');
        return second != NULL ? (size_t)(second + 1 - s->text) : t.start;
    }
    /* An escape or a continued string is not its content letter by letter. */
    const char *quote = strchr(start, '\'');
    size_t offset = quote != NULL ? (size_t)(quote + 1 - s->text) : t.start;
    return offset + body_length <= t.end ? offset : t.start;
}

/* The body as if it were a statement of the file. */
static sql_statement body_statement(replay *r, const function_body *body) {
    sql_statement s = *r->statement;
    size_t offset = content_offset(r->statement, body->location, strlen(body->text));
    s.offset += offset;
    s.length = strlen(body->text);
    s.text = body->text;
    return s;
}

/* --- Statements ------------------------------------------------------------------------------- */

static bool is_plain_select(const PgQuery__Node *node) {
    if (node->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return false;
    }
    const PgQuery__SelectStmt *s = node->select_stmt;
    while (s->larg != NULL) {
        s = s->larg;
    }
    return s->into_clause == NULL;
}

static bool writes(const PgQuery__Node *node) {
    return node->node_case == PG_QUERY__NODE__NODE_INSERT_STMT ||
           node->node_case == PG_QUERY__NODE__NODE_UPDATE_STMT ||
           node->node_case == PG_QUERY__NODE__NODE_DELETE_STMT;
}

/* The query in a statement that has one without being one; NULL for the others. */
static PgQuery__Node *inner_query(const PgQuery__Node *node) {
    switch ((int)node->node_case) {
    case PG_QUERY__NODE__NODE_EXPLAIN_STMT:
        return node->explain_stmt->query;
    case PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT:
        return node->declare_cursor_stmt->query;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        return node->create_table_as_stmt->query;
    default:
        return NULL;
    }
}

/* What only Oriel cannot do is no reason to refuse the function. */
static bool is_own_limit(const replay *r, int before) {
    const diagnostics *d = r->diagnostics;
    for (int i = before; i < d->list.count; i++) {
        if (d->list.items[i].severity == DIAGNOSTIC_ERROR &&
            strstr(d->list.items[i].message, "by Oriel") != NULL) {
            return true;
        }
    }
    return false;
}

static bool analyse(replay *r, PgQuery__Node *node, sql_text_result *result) {
    int before = r->diagnostics->list.count;
    int errors = r->diagnostics->error_count;
    result->last = select_analyze(r->analysis, node, true);
    result->known = result->last != NULL;
    if (result->last == NULL && is_own_limit(r, before)) {
        diagnostics_truncate(r->diagnostics, before);
        r->diagnostics->error_count = errors;
        r->analysis->failed = false;
        return true;
    }
    return result->last != NULL && query_run_check_views(r, result->last);
}

static bool check_statement(replay *r, PgQuery__Node *node, sql_text_result *result) {
    if (is_plain_select(node) || writes(node)) {
        return analyse(r, node, result);
    }
    PgQuery__Node *inner = inner_query(node);
    bool done = inner == NULL || !(is_plain_select(inner) || writes(inner)) ||
                analyse(r, inner, result);
    *result = (sql_text_result){.known = node->node_case != PG_QUERY__NODE__NODE_MERGE_STMT};
    return done;
}

static bool check_parsed(replay *r, const PgQuery__ParseResult *tree, sql_text_result *result) {
    for (size_t i = 0; i < tree->n_stmts; i++) {
        if (!check_statement(r, tree->stmts[i]->stmt, result)) {
            return false;
        }
    }
    return true;
}

static bool refuse_syntax(replay *r, const char *text, const sql_fragment_error *error) {
    syntax_error e =
        syntax_error_of_server(r->arena, error->message, text, strlen(text), (size_t)error->cursor);
    diagnostic *d = analysis_error(r->analysis, e.sqlstate, error->cursor, "%s", e.message);
    d->detail = e.detail;
    d->hint = e.hint;
    return false;
}

/* --- The body --------------------------------------------------------------------------------- */

bool sql_function_text_check(replay *r, const pg_proc *proc, const function_body *body,
                             sql_text_result *result) {
    sql_statement inner = body_statement(r, body);
    const sql_statement *outer = r->statement;
    function_path path = function_body_enter_path(r, body);
    sql_fragment_error error = {0};
    *result = (sql_text_result){.known = true};
    r->analysis->statement = &inner;
    PgQuery__ParseResult *tree = sql_parse_text(r->arena, body->text, &error);
    bool done = tree != NULL || refuse_syntax(r, body->text, &error);
    if (done && !body->only_syntax) {
        function_argument_open(r->analysis, proc);
        done = check_parsed(r, tree, result);
        function_argument_close(r->analysis);
    }
    function_body_leave_path(r, &path);
    r->analysis->statement = outer;
    return done;
}
