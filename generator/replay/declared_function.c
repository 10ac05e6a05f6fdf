#include "replay/declared_function.h"

#include "analyze/function_call.h"
#include "catalog/never_null.h"
#include "replay/replay_internal.h"

static const PgQuery__DropStmt *parse_list(replay *r, const char *functions) {
    sql_fragment_error error;
    PgQuery__ParseResult *tree =
        sql_parse_text(r->arena, replay_text(r, "DROP FUNCTION %s", functions), &error);
    if (tree == NULL || tree->n_stmts != 1 ||
        tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_DROP_STMT) {
        return NULL;
    }
    return tree->stmts[0]->stmt->drop_stmt;
}

static void declare(replay *r, const PgQuery__ObjectWithArgs *function, position at) {
    const sql_statement nowhere = {.file = at.file, .offset = at.offset, .text = ""};
    analysis an = {.catalog = r->catalog,
                   .arena = r->arena,
                   .diagnostics = r->diagnostics,
                   .statement = &nowhere,
                   .operators = r->operators};
    const pg_proc *proc = function_call_lookup_signature(
        &an, PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, function, false);
    if (an.failed || proc == NULL) {
        if (r->diagnostics->list.count > 0) { /* places inside the line are not known */
            r->diagnostics->list.items[r->diagnostics->list.count - 1].at = at;
        }
        return;
    }
    if (never_null_of_function(r->catalog, proc->oid) == NEVER_NULL_ALWAYS) {
        diagnostics_add(r->diagnostics, DIAGNOSTIC_NOTE, NULL, at,
                        "function %s needs no declaration, it never returns null", proc->name);
    }
    never_null_declare(r->catalog, proc->oid);
}

void declared_functions_apply(replay *r, const char *functions, position at) {
    const PgQuery__DropStmt *list = parse_list(r, functions);
    if (list == NULL) {
        diagnostics_add(r->diagnostics, DIAGNOSTIC_ERROR, SQLSTATE_SYNTAX_ERROR, at,
                        "\"%s\" is no list of functions", functions)
            ->hint = "Write names or signatures with commas between: app.label(int), slug.";
        return;
    }
    for (size_t i = 0; i < list->n_objects; i++) {
        if (list->objects[i]->node_case == PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS) {
            declare(r, list->objects[i]->object_with_args, at);
        }
    }
}
