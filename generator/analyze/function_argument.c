#include "analyze/function_argument.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/function_call.h"
#include "analyze/qualified_name.h"

/* The parameter of that name as an expression, or NULL. */
static expr *find_argument(analysis *an, const char *name, int location) {
    for (int i = 0; i < an->parameters.count; i++) {
        const parameter *p = &an->parameters.items[i];
        if (p->name != NULL && p->name[0] != '\0' && strcmp(p->name, name) == 0) {
            expr *e = expr_new(an->arena, EXPR_PARAM, p->type, location);
            e->u.param.number = i + 1;
            e->collation = type_collation(an->catalog, p->type);
            return e;
        }
    }
    return NULL;
}

/* argument.field */
static expr *select_field(parse_state *ps, expr *argument, const char *field, int location) {
    arena *a = ps->analysis->arena;
    PgQuery__Node *name = ARENA_NEW(a, PgQuery__Node);
    pg_query__node__init(name);
    name->node_case = PG_QUERY__NODE__NODE_STRING;
    name->string = ARENA_NEW(a, PgQuery__String);
    pg_query__string__init(name->string);
    name->string->sval = arena_strdup(a, field);
    expr_list args = {0};
    *LIST_PUSH(a, &args) = argument;
    return function_call_make(ps, 1, &name, &args, NULL, location);
}

/* argument, function.argument, argument.field and function.argument.field. */
static expr *resolve_argument(parse_state *ps, const char *const *parts, int count, int location,
                              void *context) {
    (void)context;
    analysis *an = ps->analysis;
    bool qualified = count >= 2 && parts[0] != NULL && strcmp(parts[0], an->function_name) == 0;
    if (count == 1) {
        return find_argument(an, parts[0], location);
    }
    if (count > 3 || parts[count - 1] == NULL) {
        return NULL;
    }
    expr *e = qualified ? find_argument(an, parts[1], location) : NULL;
    if (e != NULL) {
        return count == 2 ? e : select_field(ps, e, parts[2], location);
    }
    e = count == 2 ? find_argument(an, parts[0], location) : NULL;
    return e != NULL ? select_field(ps, e, parts[1], location) : NULL;
}

void function_argument_open(analysis *an, const pg_proc *proc) {
    an->function_name = proc->name;
    an->resolve_name = resolve_argument;
    an->parameters.count = 0;
    int number = 0;
    int all = proc->modes != NULL ? proc->all_count : proc->arg_count;
    for (int i = 0; i < all; i++) {
        if (proc->modes == NULL || strchr("ibv", proc->modes[i]) != NULL) {
            *LIST_PUSH(an->arena, &an->parameters) =
                (parameter){.type = proc->args[number++],
                            .name = proc->arg_names != NULL ? proc->arg_names[i] : NULL};
        }
    }
}

void function_argument_close(analysis *an) {
    an->function_name = NULL;
    an->resolve_name = NULL;
    an->parameters.count = 0;
}
