#include "replay/function_body.h"

#include "analyze/coercion.h"
#include "analyze/dependency.h"
#include "analyze/function_argument.h"
#include "analyze/polymorphic.h"
#include "analyze/select.h"
#include "replay/command_tag.h"
#include "replay/plpgsql_function.h"
#include "replay/settings.h"
#include "replay/sql_function.h"

/* --- Bodies in SQL's own syntax --------------------------------------------------------------- */

/* RETURN x means SELECT x. */
static PgQuery__Node *select_of_return(replay *r, PgQuery__Node *value) {
    arena *a = r->arena;
    PgQuery__Node *column = ARENA_NEW(a, PgQuery__Node);
    pg_query__node__init(column);
    column->node_case = PG_QUERY__NODE__NODE_RES_TARGET;
    column->res_target = ARENA_NEW(a, PgQuery__ResTarget);
    pg_query__res_target__init(column->res_target);
    column->res_target->val = value;
    column->res_target->location = -1;
    PgQuery__Node *select = ARENA_NEW(a, PgQuery__Node);
    pg_query__node__init(select);
    select->node_case = PG_QUERY__NODE__NODE_SELECT_STMT;
    select->select_stmt = ARENA_NEW(a, PgQuery__SelectStmt);
    PgQuery__SelectStmt *s = select->select_stmt;
    pg_query__select_stmt__init(s);
    s->n_target_list = 1;
    s->target_list = ARENA_NEW(a, PgQuery__Node *);
    s->target_list[0] = column;
    s->limit_option = PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_DEFAULT;
    s->op = PG_QUERY__SET_OPERATION__SETOP_NONE;
    return select;
}

static bool analyse_statement(replay *r, PgQuery__Node *node, function_body *body) {
    switch ((int)node->node_case) {
    case PG_QUERY__NODE__NODE_RETURN_STMT:
        node = select_of_return(r, node->return_stmt->returnval);
        break;
    case PG_QUERY__NODE__NODE_SELECT_STMT:
    case PG_QUERY__NODE__NODE_INSERT_STMT:
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
    case PG_QUERY__NODE__NODE_DELETE_STMT:
        break;
    case PG_QUERY__NODE__NODE_MERGE_STMT:
        body->complete = false;
        body->queries.count = 0;
        return true;
    default:
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "%s is not yet supported in unquoted SQL function body",
                             command_tag(node));
    }
    query *q = select_analyze(r->analysis, node, true);
    if (q == NULL) {
        return false;
    }
    *LIST_PUSH(r->arena, &body->queries) = q;
    return true;
}

/* BEGIN ATOMIC gives a list whose one member is the list of statements. */
static bool analyse_list(replay *r, const PgQuery__Node *node, function_body *body) {
    for (size_t i = 0; i < node->list->n_items; i++) {
        PgQuery__Node *item = node->list->items[i];
        bool done =
            item == NULL || item->node_case == PG_QUERY__NODE__NODE__NOT_SET ||
            (item->node_case == PG_QUERY__NODE__NODE_LIST ? analyse_list(r, item, body)
                                                          : analyse_statement(r, item, body));
        if (!done) {
            return false;
        }
    }
    return true;
}

bool function_body_analyse(replay *r, const pg_proc *proc, function_body *body) {
    if (body->standard == NULL) {
        return true;
    }
    for (int i = 0; i < proc->arg_count; i++) {
        if (type_is_polymorphic(proc->args[i])) {
            return replay_refuse(
                r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                "SQL function with unquoted function body cannot have polymorphic arguments");
        }
    }
    body->complete = true;
    function_argument_open(r->analysis, proc);
    bool done = body->standard->node_case == PG_QUERY__NODE__NODE_LIST
                    ? analyse_list(r, body->standard, body)
                    : analyse_statement(r, (PgQuery__Node *)body->standard, body);
    function_argument_close(r->analysis);
    return done;
}

void function_body_depend(replay *r, oid function, const function_body *body) {
    for (int i = 0; i < body->queries.count; i++) {
        dependency_record_query(r->catalog, address_of(CLASS_PROC, function),
                                body->queries.items[i], DEPENDENCY_NORMAL);
    }
}

/* --- SET search_path of the function itself --------------------------------------------------- */

static bool names_path(const PgQuery__VariableSetStmt *s) {
    return s != NULL && strcmp(s->name, "search_path") == 0 &&
           s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE;
}

static void set_path(replay *r, const PgQuery__VariableSetStmt *s) {
    const char **names = ARENA_ARRAY(r->arena, const char *, s->n_args + 1);
    int count = 0;
    for (size_t i = 0; i < s->n_args; i++) {
        const PgQuery__Node *n = s->args[i];
        if (n->node_case == PG_QUERY__NODE__NODE_A_CONST &&
            n->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL) {
            names[count++] = n->a_const->sval->sval;
        }
    }
    settings_set_path(r, names, count);
}

function_path function_body_enter_path(replay *r, const function_body *body) {
    function_path outer = {.names = r->path, .count = r->path_count};
    outer.changed = names_path(body->path);
    if (outer.changed) {
        set_path(r, body->path);
    }
    return outer;
}

void function_body_leave_path(replay *r, const function_path *outer) {
    if (outer->changed) {
        settings_set_path(r, outer->names, outer->count);
    }
}

/* --- Validators ------------------------------------------------------------------------------- */

static bool check_internal(replay *r, const pg_proc *proc) {
    catalog_scan scan = catalog_scan_all(r->catalog, CLASS_PROC);
    for (const pg_proc *p; (p = catalog_next(&scan)) != NULL && p->oid < FIRST_USER_OID;) {
        if (p->language == proc->language && text_equal(p->source, proc->source)) {
            return true;
        }
    }
    return replay_refuse(r, SQLSTATE_UNDEFINED_FUNCTION, -1,
                         "there is no built-in function named \"%s\"", proc->source);
}

bool function_body_is_checked(const replay *r) {
    static const char *const off[] = {"off", "false", "no", "0"};
    const char *setting = catalog_setting(r->catalog, "check_function_bodies");
    for (size_t i = 0; setting != NULL && i < sizeof off / sizeof off[0]; i++) {
        if (strcmp(setting, off[i]) == 0) {
            return false;
        }
    }
    return true;
}

bool function_body_validate(replay *r, const pg_proc *proc, const function_body *body) {
    if (strcmp(body->language, "sql") == 0) {
        return sql_function_validate(r, proc, body);
    }
    if (strcmp(body->language, "plpgsql") == 0) {
        return plpgsql_function_validate(r, proc, body);
    }
    return strcmp(body->language, "internal") != 0 || check_internal(r, proc);
}
