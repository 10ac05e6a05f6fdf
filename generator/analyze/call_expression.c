#include "analyze/expression_internal.h"

#include "analyze/function_call.h"

/* name(...): which function that is and all that may stand around it is function_call.c's matter.
 */
expr *call_expression_transform(parse_state *ps, PgQuery__FuncCall *node) {
    arena *a = ps->analysis->arena;
    expr *before = ps->last_set_function;
    expr_list args = {0};
    for (size_t i = 0; i < node->n_args; i++) {
        expr *arg = expression_transform_inner(ps, node->args[i]);
        if (arg == NULL) {
            return NULL;
        }
        *LIST_PUSH(a, &args) = arg;
    }
    ps->set_function_before_arguments = before;
    return function_call_make(ps, node->n_funcname, node->funcname, &args, node, node->location);
}
