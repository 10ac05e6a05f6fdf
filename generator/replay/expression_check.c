#include "replay/expression_check.h"

static bool output_is_mutable(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    const pg_proc *p = t != NULL ? catalog_proc(c, t->output) : NULL;
    return p == NULL || p->volatility != 'i';
}

/* The server looks at an expression after it has put the bodies of SQL functions in place of calls.
 * Its own with a polymorphic argument turn that into text, and are as stable as this is. */
static bool is_inlined(const catalog *c, const pg_proc *proc, const expr *e) {
    bool polymorphic = false;
    if (proc->oid >= FIRST_USER_OID || proc->language != SQL_LANGUAGE_OID) {
        return false;
    }
    for (int i = 0; i < proc->arg_count; i++) {
        const expr *arg = e->kind == EXPR_FUNC
                              ? (i < e->u.func.args.count ? e->u.func.args.items[i] : NULL)
                          : e->kind != EXPR_OP             ? NULL
                          : i == 0 && e->u.op.left != NULL ? e->u.op.left
                                                           : e->u.op.right;
        const pg_type *t = catalog_type(c, proc->args[i]);
        if (t == NULL || t->typtype != 'p') {
            continue;
        }
        if (arg == NULL || output_is_mutable(c, arg->type)) {
            return false;
        }
        polymorphic = true;
    }
    return polymorphic;
}

static bool is_mutable(expr *e, void *context) {
    const catalog *c = context;
    oid function = INVALID_OID;
    switch ((int)e->kind) {
    case EXPR_FUNC:
        function = e->u.func.function;
        break;
    case EXPR_OP:
    case EXPR_DISTINCT:
    case EXPR_NULLIF:
        function = e->u.op.function;
        break;
    case EXPR_SCALAR_ARRAY_OP:
        function = e->u.scalar_array_op.function;
        break;
    case EXPR_SQL_VALUE:
        return true;
    case EXPR_COERCE_VIA_IO: {
        const pg_type *out = catalog_type(c, e->u.coerce.arg->type);
        const pg_type *in = catalog_type(c, e->type);
        const pg_proc *p = out != NULL ? catalog_proc(c, out->output) : NULL;
        const pg_proc *q = in != NULL ? catalog_proc(c, in->input) : NULL;
        if ((p != NULL && p->volatility != 'i') || (q != NULL && q->volatility != 'i')) {
            return true;
        }
        break;
    }
    default:
        break;
    }
    const pg_proc *proc = function != INVALID_OID ? catalog_proc(c, function) : NULL;
    bool mutable = proc != NULL && proc->volatility != 'i' && !proc->stands_for_immutable &&
                   !is_inlined(c, proc, e);
    return mutable || expr_each_child(e, is_mutable, context);
}

bool expression_is_mutable(const catalog *c, expr *e) {
    return is_mutable(e, (void *)c);
}

/* The columns an expression names, each time it does. */
typedef struct column_list {
    expr *vars[64];
    int count;
    bool overflow;
} column_list;

static bool collect_var(expr *e, void *context) {
    column_list *list = context;
    if (e->kind == EXPR_VAR) {
        if (list->count == 64) {
            list->overflow = true;
            return true;
        }
        list->vars[list->count++] = e;
    }
    return expr_each_child(e, collect_var, context);
}

bool expression_renumber(expr *x, const int16_t *map, expression_use use, void *context) {
    column_list list = {.count = 0};
    if (map != NULL) {
        collect_var(x, &list);
    }
    if (list.overflow) {
        return use(x, context);
    }
    int old[64];
    for (int i = 0; i < list.count; i++) {
        old[i] = list.vars[i]->u.var.attribute;
        if (old[i] > 0) {
            list.vars[i]->u.var.attribute = map[old[i] - 1];
        }
    }
    bool result = use(x, context);
    for (int i = 0; i < list.count; i++) {
        list.vars[i]->u.var.attribute = old[i];
    }
    return result;
}

static bool equals(expr *x, void *context) {
    return expr_equal(x, context);
}

bool expression_equal_mapped(expr *x, expr *y, const int16_t *map) {
    return expression_renumber(x, map, equals, y);
}
