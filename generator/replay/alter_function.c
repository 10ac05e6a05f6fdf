#include "replay/object_statements.h"

#include "analyze/function_call.h"
#include "replay/column_default.h"
#include "replay/function_option.h"

/* ALTER FUNCTION and ALTER PROCEDURE with options; renaming and moving are rename.c's. */

bool alter_function_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterFunctionStmt *s = node->alter_function_stmt;
    const pg_proc *old =
        function_call_lookup_signature(r->analysis, (int)s->objtype, s->func, false);
    if (old == NULL) {
        return false;
    }
    if (old->kind == 'a') {
        return replay_refuse(
            r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is an aggregate function",
            qualified_name_text(r->analysis, s->func->n_objname, s->func->objname));
    }
    function_options o = {.procedure = old->kind == 'p'};
    pg_proc edit = *old;
    if (!function_options_read_common(r, s->n_actions, s->actions, &o) ||
        !function_options_apply(r, &o, &edit)) {
        return false;
    }
    if (o.rows != NULL && !edit.returns_set) {
        return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                             "ROWS is not applicable when function does not return a set");
    }
    catalog_update(r->catalog, CLASS_PROC, &edit);
    if (edit.support != old->support) {
        object_address self = address_of(CLASS_PROC, edit.oid);
        if (old->support != INVALID_OID) {
            dependency_forget(r, self, address_of(CLASS_PROC, old->support));
        }
        depend_normal(r, self, address_of(CLASS_PROC, edit.support));
    }
    return true;
}
