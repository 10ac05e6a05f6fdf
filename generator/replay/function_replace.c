#include "replay/function_replace.h"

#include "analyze/expr.h"
#include "replay/function_parameter.h"
#include "replay/object_description.h"

static const char *drop_command(const pg_proc *p) {
    return p->kind == 'p' ? "DROP PROCEDURE" : p->kind == 'a' ? "DROP AGGREGATE" : "DROP FUNCTION";
}

static bool refuse(replay *r, const pg_proc *old, const char *message, const char *detail) {
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1, "%s", message);
    d->detail = detail;
    d->hint =
        replay_text(r, "Use %s %s first.", drop_command(old), object_function_signature(r, old));
    return false;
}

static bool refuse_kind(replay *r, const pg_proc *old) {
    const char *what = old->kind == 'a'   ? "an aggregate function"
                       : old->kind == 'p' ? "a procedure"
                       : old->kind == 'w' ? "a window function"
                                          : "a function";
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1, "cannot change routine kind");
    d->detail = replay_text(r, "\"%s\" is %s.", old->name, what);
    return false;
}

static bool same_columns(const output_columns *x, const output_columns *y) {
    bool same = x->count == y->count;
    for (int i = 0; same && i < x->count; i++) {
        same = strcmp(x->names[i], y->names[i]) == 0 && x->types[i] == y->types[i];
    }
    return same;
}

static bool check_result(replay *r, const pg_proc *old, const pg_proc *new) {
    if (old->result != new->result || old->returns_set != new->returns_set) {
        return refuse(r, old,
                      new->kind == 'p' ? "cannot change whether a procedure has output parameters"
                                       : "cannot change return type of existing function",
                      NULL);
    }
    if (new->result != RECORDOID) {
        return true;
    }
    output_columns before = function_output_columns(r->arena, old);
    output_columns after = function_output_columns(r->arena, new);
    return same_columns(&before, &after) ||
           refuse(r, old, "cannot change return type of existing function",
                  "Row type defined by OUT parameters is different.");
}

/* The names of the input parameters; "" for those without. */
static int input_names(arena *a, const pg_proc *p, const char ***names) {
    *names = ARENA_ARRAY(a, const char *, p->arg_count);
    if (p->arg_names == NULL) {
        return 0;
    }
    int all = p->modes != NULL ? p->all_count : p->arg_count;
    int count = 0;
    for (int i = 0; i < all; i++) {
        if (p->modes == NULL || strchr("ibv", p->modes[i]) != NULL) {
            (*names)[count++] = p->arg_names[i];
        }
    }
    return count;
}

static bool check_names(replay *r, const pg_proc *old, const pg_proc *new) {
    const char **before, **after;
    int before_count = input_names(r->arena, old, &before);
    int after_count = input_names(r->arena, new, &after);
    for (int i = 0; i < before_count; i++) {
        if (before[i][0] != '\0' && (i >= after_count || strcmp(before[i], after[i]) != 0)) {
            return refuse(r, old,
                          replay_text(r, "cannot change name of input parameter \"%s\"", before[i]),
                          NULL);
        }
    }
    return true;
}

static oid default_type(const pg_proc *p, int number) {
    return p->default_exprs != NULL ? p->default_exprs[number]->type
                                    : p->args[p->arg_count - p->default_count + number];
}

static bool check_defaults(replay *r, const pg_proc *old, const pg_proc *new) {
    int added = new->default_count - old->default_count;
    if (old->default_count == 0) {
        return true;
    }
    if (added < 0) {
        return refuse(r, old, "cannot remove parameter defaults from existing function", NULL);
    }
    for (int i = 0; i < old->default_count; i++) {
        if (default_type(old, i) != default_type(new, added + i)) {
            return refuse(r, old, "cannot change data type of existing parameter default value",
                          NULL);
        }
    }
    return true;
}

bool function_replace_check(replay *r, const pg_proc *old, const pg_proc *new) {
    if (old->kind != new->kind) {
        return refuse_kind(r, old);
    }
    return check_result(r, old, new) && check_names(r, old, new) && check_defaults(r, old, new);
}
