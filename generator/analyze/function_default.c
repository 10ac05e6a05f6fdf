#include "analyze/function_default.h"

#include "analyze/select.h"

static PgQuery__Node *parse_expression(arena *a, const char *text) {
    sql_fragment_error error;
    PgQuery__ParseResult *parsed = sql_parse_text(a, arena_printf(a, "SELECT %s", text), &error);
    if (!parsed || parsed->n_stmts != 1 ||
        parsed->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return NULL;
    }
    const PgQuery__SelectStmt *select = parsed->stmts[0]->stmt->select_stmt;
    if (select->n_target_list != 1) {
        return NULL;
    }
    return select->target_list[0]->res_target->val;
}

oid function_default_type(parse_state *ps, const pg_proc *proc, int place) {
    int index = place - (proc->arg_count - proc->default_count);
    if (index < 0 || index >= proc->default_count) {
        return UNKNOWNOID;
    }
    if (proc->default_exprs) {
        return proc->default_exprs[index]->type;
    }
    if (!proc->default_texts) {
        return UNKNOWNOID;
    }
    arena *a = ps->analysis->arena;
    PgQuery__Node *node = parse_expression(a, proc->default_texts[index]);
    if (!node) {
        return UNKNOWNOID;
    }
    /* An analysis of its own: what goes wrong here is not the call's mistake. */
    analysis own = {.catalog = ps->analysis->catalog,
                    .arena = a,
                    .diagnostics = diagnostics_new(a),
                    .depth = ps->analysis->depth};
    standalone_expression standalone = {.node = node, .clause = CLAUSE_FUNCTION_DEFAULT};
    const expr *value = select_analyze_expression(&own, &standalone);
    return value ? value->type : UNKNOWNOID;
}

expr *function_default_value(const catalog *c, const pg_proc *proc, int place) {
    int index = place - (proc->arg_count - proc->default_count);
    if (index < 0 || index >= proc->default_count) {
        return NULL;
    }
    if (proc->default_exprs != NULL) {
        return proc->default_exprs[index];
    }
    catalog_note *note =
        proc->default_texts == NULL ? NULL : catalog_note_of(c, &proc->default_texts[index]);
    if (note != NULL && !note->made) {
        note->made = true;
        catalog *fresh = catalog_new(catalog_arena(c), catalog_snapshot_of(c));
        PgQuery__Node *node = parse_expression(catalog_arena(c), proc->default_texts[index]);
        analysis own = {.catalog = fresh,
                        .arena = catalog_arena(c),
                        .diagnostics = diagnostics_new(catalog_arena(c))};
        standalone_expression standalone = {.node = node, .clause = CLAUSE_FUNCTION_DEFAULT};
        note->value = node == NULL ? NULL : select_analyze_expression(&own, &standalone);
    }
    return note == NULL ? NULL : note->value;
}
