#include "analyze/nullability_internal.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "catalog/never_null.h"

/*
 * Infinite dates and times have no day of the week and no text: extract() gives NULL for the fields
 * that come round again, to_char() always.  Fields that only grow are infinite themselves.
 */

static bool is_time(oid type) {
    return type == DATEOID || type == TIMESTAMPOID || type == TIMESTAMPTZOID;
}

/* Types without infinite values, and those whose infinite values is_finite looks for. */
static bool is_looked_through(const catalog *c, oid type) {
    return is_time(type) || type == TIMEOID || type == TIMETZOID || type == TEXTOID ||
           type == INT2OID || type == INT4OID || type == INT8OID ||
           (type == INTERVALOID && catalog_version(c) < 17);
}

static bool is_finite(null_scope *s, const expr *e);

static bool all_finite(null_scope *s, const expr_list *args) {
    for (int i = 0; i < args->count; i++) {
        if (!is_finite(s, args->items[i])) {
            return false;
        }
    }
    return true;
}

/* What built-in functions make of finite values is finite: they fail beyond the range.  A text could
 * say infinity, unless it is written here. */
static bool is_finite(null_scope *s, const expr *e) {
    const catalog *c = nullability_catalog(s->proofs);
    if (!is_looked_through(c, e->type) && e->kind != EXPR_CONST) {
        return false;
    }
    switch (e->kind) {
    case EXPR_CONST:
        return e->u.constant.value == NULL || strpbrk(e->u.constant.value, "iI") == NULL;
    case EXPR_SQL_VALUE:
        return true;
    case EXPR_RELABEL:
        return is_finite(s, e->u.coerce.arg);
    case EXPR_FUNC:
        return e->u.func.function < FIRST_USER_OID && e->type != TEXTOID &&
               all_finite(s, &e->u.func.args);
    case EXPR_OP:
        return e->u.op.function < FIRST_USER_OID && e->u.op.left != NULL && e->type != TEXTOID &&
               is_finite(s, e->u.op.left) && is_finite(s, e->u.op.right);
    default:
        return !is_time(e->type) && e->type != TEXTOID && e->type != INTERVALOID
                   ? true
                   : e->type == INTERVALOID && catalog_version(c) < 17;
    }
}

static const char *constant_text(const expr *e) {
    return e->kind == EXPR_CONST ? e->u.constant.value : NULL;
}

/* Fields that grow with time: infinite for infinite times. */
static bool field_grows(const char *field) {
    static const char *const growing[] = {"year",       "decade", "century", "millennium",
                                          "julian", "isoyear",    "epoch"};
    for (size_t i = 0; field != NULL && i < sizeof growing / sizeof *growing; i++) {
        if (strcasecmp(field, growing[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool nullability_of_time_function(null_scope *s, const pg_proc *proc, const expr_list *given) {
    if (proc->oid >= FIRST_USER_OID || given->count != 2 || given->items[0] == NULL ||
        given->items[1] == NULL) {
        return false;
    }
    switch (never_null_of_function(nullability_catalog(s->proofs), proc->oid)) {
    case NEVER_NULL_FOR_FIELD:
        return field_grows(constant_text(given->items[0])) || is_finite(s, given->items[1]);
    case NEVER_NULL_FOR_FORMAT: {
        const char *format = constant_text(given->items[1]);
        return format != NULL && format[0] != '\0' && is_finite(s, given->items[0]);
    }
    case NEVER_NULL_UNKNOWN:
    case NEVER_NULL_ALWAYS:
    case NEVER_NULL_FOR_INPUT:
    case NEVER_NULL_FOR_ROW:
    case NEVER_NULL_FOR_ELEMENTS:
        break;
    }
    return false;
}
