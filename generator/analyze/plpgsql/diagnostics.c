#include "analyze/plpgsql/statement.h"
#include "analyze/plpgsql/target.h"
#include "analyze/plpgsql/token.h"

/* GET [CURRENT | STACKED] DIAGNOSTICS. */

typedef struct diagnostics_item {
    int keyword;
    const char *word, *shown;
    bool current, stacked; /* where it is allowed */
} diagnostics_item;

static const diagnostics_item items[] = {
    {PL_ROW_COUNT, "row_count", "ROW_COUNT", true, false},
    {PL_PG_CONTEXT, "pg_context", "PG_CONTEXT", true, true},
    {PL_PG_EXCEPTION_DETAIL, "pg_exception_detail", "PG_EXCEPTION_DETAIL", false, true},
    {PL_PG_EXCEPTION_HINT, "pg_exception_hint", "PG_EXCEPTION_HINT", false, true},
    {PL_PG_EXCEPTION_CONTEXT, "pg_exception_context", "PG_EXCEPTION_CONTEXT", false, true},
    {PL_COLUMN_NAME, "column_name", "COLUMN_NAME", false, true},
    {PL_CONSTRAINT_NAME, "constraint_name", "CONSTRAINT_NAME", false, true},
    {PL_PG_DATATYPE_NAME, "pg_datatype_name", "PG_DATATYPE_NAME", false, true},
    {PL_MESSAGE_TEXT, "message_text", "MESSAGE_TEXT", false, true},
    {PL_TABLE_NAME, "table_name", "TABLE_NAME", false, true},
    {PL_SCHEMA_NAME, "schema_name", "SCHEMA_NAME", false, true},
    {PL_RETURNED_SQLSTATE, "returned_sqlstate", "RETURNED_SQLSTATE", false, true},
};

static bool read_target(pl_parser *p) {
    if (pl_token_next(p) != PL_DATUM) {
        return pl_token_fail_unknown(p);
    }
    if (p->token.datum->kind == PL_RECORD || pl_token_peek(p, 0) == '[') {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                              "\"%s\" is not a scalar variable", pl_token_name(p));
    }
    return pl_target_check(p, p->token.datum, p->token.start);
}

static const diagnostics_item *read_item(pl_parser *p) {
    pl_token_next(p);
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        if (pl_token_is(p, items[i].keyword, items[i].word)) {
            return &items[i];
        }
    }
    pl_parser_fail_here(p, "unrecognized GET DIAGNOSTICS item");
    return NULL;
}

bool pl_diagnostics_read(pl_parser *p) {
    size_t start = p->token.start;
    bool stacked = pl_token_next(p) == PL_STACKED;
    if (stacked || p->token.kind == PL_CURRENT) {
        pl_token_next(p);
    }
    if (p->token.kind != PL_DIAGNOSTICS) {
        return pl_parser_fail_syntax(p);
    }
    const char *wrong = NULL; /* the first item that is not allowed: told only at the end */
    do {
        if (!read_target(p)) {
            return false;
        }
        pl_token_next(p);
        if (p->token.kind != '=' && p->token.kind != PL_ASSIGN) {
            return pl_parser_fail_syntax(p);
        }
        const diagnostics_item *item = read_item(p);
        if (item == NULL) {
            return false;
        }
        bool allowed = stacked ? item->stacked : item->current;
        wrong = wrong == NULL && !allowed ? item->shown : wrong;
    } while (pl_token_next(p) == ',');
    if (p->token.kind != ';') {
        return pl_parser_fail_syntax(p);
    }
    return wrong == NULL ||
           pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)start,
                          "diagnostics item %s is not allowed in GET %s DIAGNOSTICS", wrong,
                          stacked ? "STACKED" : "CURRENT");
}
