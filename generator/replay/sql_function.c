#include "replay/sql_function.h"

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/row_type.h"
#include "replay/expression_check.h"
#include "replay/sql_function_text.h"
#include "replay/query_run.h"

/* --- Types ------------------------------------------------------------------------------------ */

static bool is_pseudo(replay *r, oid type) {
    return catalog_type(r->catalog, type)->typtype == 'p';
}

static bool refuse_type(replay *r, const char *format, oid type) {
    return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1, "SQL functions cannot %s %s",
                         format, type_format_bare(r->catalog, r->arena, type));
}

/* *polymorphic: some argument is; then nothing more can be said. */
static bool check_types(replay *r, const pg_proc *proc, bool *polymorphic) {
    *polymorphic = false;
    if (is_pseudo(r, proc->result) && proc->result != RECORDOID && proc->result != VOIDOID &&
        !type_is_polymorphic(proc->result)) {
        return refuse_type(r, "return type", proc->result);
    }
    for (int i = 0; i < proc->arg_count; i++) {
        oid type = proc->args[i];
        if (!is_pseudo(r, type)) {
            continue;
        }
        if (!type_is_polymorphic(type)) {
            return refuse_type(r, "have arguments of type", type);
        }
        *polymorphic = true;
    }
    return true;
}

/* --- The result ------------------------------------------------------------------------------- */

static bool refuse_mismatch(replay *r, const pg_proc *proc, const char *detail) {
    analysis_error(r->analysis, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                   "return type mismatch in function declared to return %s",
                   type_format_bare(r->catalog, r->arena, proc->result))
        ->detail = detail;
    return false;
}

/* Can the column's value be assigned to the type?  *failed: a literal was refused. */
static bool column_fits(replay *r, expr *e, oid type, bool *failed) {
    parse_state *ps = parse_state_new(r->analysis, NULL);
    coercion_target to = {.type = type,
                          .typmod = -1,
                          .context = COERCION_ASSIGNMENT,
                          .form = COERCE_IMPLICIT_CAST,
                          .location = -1};
    bool fits = e->type == type || coercion_to_target(ps, e, to) != NULL;
    *failed = r->analysis->failed;
    return fits;
}

static const char *type_text(replay *r, oid type) {
    return type_format_bare(r->catalog, r->arena, type);
}

static bool check_scalar(replay *r, const pg_proc *proc, const target *t, int count) {
    bool failed = false;
    if (count != 1) {
        return refuse_mismatch(r, proc, "Final statement must return exactly one column.");
    }
    if (column_fits(r, t->expr, proc->result, &failed) || failed) {
        return !failed;
    }
    return refuse_mismatch(
        r, proc, replay_text(r, "Actual return type is %s.", type_text(r, t->expr->type)));
}

static bool check_row(replay *r, const pg_proc *proc, const target_list *targets, int count) {
    row_type row = row_type_of_function(r->catalog, r->arena, proc, NULL);
    bool failed = false;
    if (count == 1 && (column_fits(r, targets->items[0].expr, proc->result, &failed) || failed)) {
        return !failed;
    }
    if (row.kind != ROW_TYPE_COMPOSITE && row.kind != ROW_TYPE_COMPOSITE_DOMAIN &&
        row.kind != ROW_TYPE_RECORD) {
        return true;
    }
    int column = 0;
    int number = 0;
    for (int i = 0; i < targets->count; i++) {
        const target *t = &targets->items[i];
        if (t->junk) {
            continue;
        }
        while (column < row.count && row.columns[column].type == INVALID_OID) {
            column++;
        }
        if (column >= row.count) {
            return refuse_mismatch(r, proc, "Final statement returns too many columns.");
        }
        number++;
        if (!column_fits(r, t->expr, row.columns[column].type, &failed)) {
            return failed
                       ? false
                       : refuse_mismatch(
                             r, proc,
                             replay_text(r,
                                         "Final statement returns %s instead of %s at column %d.",
                                         type_text(r, t->expr->type),
                                         type_text(r, row.columns[column].type), number));
        }
        column++;
    }
    while (column < row.count && row.columns[column].type == INVALID_OID) {
        column++;
    }
    return column >= row.count ||
           refuse_mismatch(r, proc, "Final statement returns too few columns.");
}

/* The rows the function's last statement gives; NULL when it gives none. */
static const target_list *rows_of(const query *last) {
    if (last == NULL || last->command == QUERY_SELECT) {
        return last != NULL ? &last->targets : NULL;
    }
    return last->returning.count > 0 ? &last->returning : NULL;
}

static bool check_result(replay *r, const pg_proc *proc, const query *last) {
    if (proc->result == VOIDOID) {
        return true;
    }
    const target_list *rows = rows_of(last);
    if (rows == NULL) {
        return refuse_mismatch(
            r, proc,
            "Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.");
    }
    int count = 0;
    const target *first = NULL;
    for (int i = 0; i < rows->count; i++) {
        if (!rows->items[i].junk) {
            first = first != NULL ? first : &rows->items[i];
            count++;
        }
    }
    char typtype = catalog_type(r->catalog, proc->result)->typtype;
    if (strchr("bderm", typtype) != NULL) {
        return check_scalar(r, proc, first, count);
    }
    if (typtype == 'c' || proc->result == RECORDOID) {
        return check_row(r, proc, rows, count);
    }
    return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                         "return type %s is not supported for SQL functions",
                         type_text(r, proc->result));
}

/* A body that is one expression takes the place of calls: what counts is whether that changes. */
static void note_expression(replay *r, const pg_proc *proc, const query *last) {
    bool one = last != NULL && last->command == QUERY_SELECT && last->rtable.count == 0 &&
               last->ctes.count == 0 && last->targets.count == 1 && last->where == NULL &&
               last->having == NULL && last->limit == NULL && last->offset == NULL &&
               last->set_operations == NULL && !last->has_aggregates && !last->has_windows &&
               !last->has_target_sets && !last->has_sublinks;
    const char *end = proc->source != NULL ? strchr(proc->source, ';') : NULL;
    if (!one || proc->returns_set || (end != NULL && end[1 + strspn(end + 1, " \t\r\n")] != '\0') ||
        expression_is_mutable(r->catalog, last->targets.items[0].expr)) {
        return;
    }
    pg_proc edit = *catalog_proc(r->catalog, proc->oid);
    edit.stands_for_immutable = true;
    catalog_update(r->catalog, CLASS_PROC, &edit);
}

/* --- The validator ---------------------------------------------------------------------------- */

static bool check_standard(replay *r, const pg_proc *proc, const function_body *body) {
    if (!body->complete) {
        return true;
    }
    int count = body->queries.count;
    for (int i = 0; i < count; i++) {
        if (!query_run_check_views(r, body->queries.items[i])) {
            return false;
        }
    }
    if (count == 1) {
        note_expression(r, proc, body->queries.items[0]);
    }
    return check_result(r, proc, count > 0 ? body->queries.items[count - 1] : NULL);
}

static bool check_text(replay *r, const pg_proc *proc, const function_body *body) {
    sql_text_result result;
    if (!sql_function_text_check(r, proc, body, &result)) {
        return false;
    }
    if (body->only_syntax || !result.known) {
        return true;
    }
    note_expression(r, proc, result.last);
    return check_result(r, proc, result.last);
}

bool sql_function_validate(replay *r, const pg_proc *proc, const function_body *body) {
    bool polymorphic;
    if (!check_types(r, proc, &polymorphic)) {
        return false;
    }
    if (!function_body_is_checked(r)) {
        return true;
    }
    if (body->standard != NULL) {
        return polymorphic || check_standard(r, proc, body);
    }
    function_body text = *body;
    text.only_syntax = polymorphic;
    return check_text(r, proc, &text);
}
