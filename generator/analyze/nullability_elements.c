#include "analyze/nullability_internal.h"

#include <ctype.h>

#include "catalog/never_null.h"

/* Elements of arrays have a nullability of their own. */

/* An array's text names NULL without quotes; a NULL inside quotes counts too, which is no harm. */
static bool text_may_hold_null(const char *text) {
    for (; *text != '\0'; text++) {
        if (tolower((unsigned char)text[0]) == 'n' && tolower((unsigned char)text[1]) == 'u' &&
            tolower((unsigned char)text[2]) == 'l' && tolower((unsigned char)text[3]) == 'l') {
            return true;
        }
    }
    return false;
}

/* Items of a multidimensional constructor are arrays themselves. */
static bool items_not_null(null_scope *s, const expr *array) {
    for (int i = 0; i < array->u.array.items.count; i++) {
        expr *item = array->u.array.items.items[i];
        if (array->u.array.multidimensional ? !nullability_elements_not_null(s, item)
                                            : !nullability_of_expr(s, item).not_null) {
            return false;
        }
    }
    return true;
}

static bool subquery_not_null(null_scope *s, expr *array) {
    query *q = array->u.sublink.query;
    const catalog *c = nullability_catalog(s->proofs);
    /* ARRAY of arrays joins their elements. */
    return array->u.sublink.kind == SUBLINK_ARRAY && q->targets.count > 0 &&
           catalog_type(c, q->targets.items[0].expr->type)->category != 'A' &&
           nullability_of_subquery(s->proofs, s, q)[0].not_null;
}

/* array_agg() of values that are never NULL: the aggregate whose state turns elements into an array. */
static bool aggregate_not_null(null_scope *s, expr *array) {
    const catalog *c = nullability_catalog(s->proofs);
    const pg_type *type = catalog_type(c, array->type);
    if (never_null_of_function(c, array->u.aggref.function) != NEVER_NULL_FOR_ROW ||
        array->u.aggref.levels_up > 0 || array->u.aggref.args.count == 0 || type == NULL ||
        type->element != array->u.aggref.args.items[0].expr->type) {
        return false;
    }
    s->before_grouping++;
    bool result = nullability_of_expr(s, array->u.aggref.args.items[0].expr).not_null;
    s->before_grouping--;
    return result;
}

/* A user's cast may make NULL of anything. */
static bool cast_keeps_null_out(null_scope *s, const expr *cast) {
    return cast == NULL || cast->kind != EXPR_FUNC ||
           never_null_of_function(nullability_catalog(s->proofs), cast->u.func.function) ==
               NEVER_NULL_FOR_INPUT;
}

bool nullability_elements_not_null(null_scope *s, expr *array) {
    switch (array->kind) {
    case EXPR_ARRAY_COERCE:
        return cast_keeps_null_out(s, array->u.array_coerce.element) &&
               nullability_elements_not_null(s, array->u.array_coerce.arg);
    case EXPR_RELABEL:
        return nullability_elements_not_null(s, array->u.coerce.arg);
    case EXPR_COLLATE:
        return nullability_elements_not_null(s, array->u.collate.arg);
    case EXPR_ARRAY:
        return items_not_null(s, array);
    case EXPR_CONST:
        return array->u.constant.value != NULL && !text_may_hold_null(array->u.constant.value);
    case EXPR_SUBLINK:
        return subquery_not_null(s, array);
    case EXPR_AGGREF:
        return aggregate_not_null(s, array);
    default:
        return false;
    }
}
