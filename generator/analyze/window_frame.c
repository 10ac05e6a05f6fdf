#include "analyze/window_frame.h"

#include "analyze/coercion.h"
#include "analyze/expression.h"
#include "analyze/limit_clause.h"
#include "analyze/operator_call.h"
#include "analyze/sort_clause.h"
#include "parse/sqlstate.h"

/* btree's support function that says whether a row is within an offset of another. */
#define BTREE_IN_RANGE 3

/* How the sort column of a RANGE frame is ordered. */
typedef struct range_order {
    oid family;
    oid type; /* the operator's left input type */
} range_order;

static bool find_range_order(parse_state *ps, const PgQuery__WindowDef *definition,
                             const window_clause *window, range_order *order) {
    if (window->order.count != 1) {
        analysis_error(ps->analysis, SQLSTATE_WINDOWING_ERROR, definition->location,
                       "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY "
                       "column");
        return false;
    }
    btree_interpretation found[16];
    oid op = window->order.items[0].sort_operator;
    int count = operator_call_btree(ps->analysis->catalog, op, found, 16);
    for (int i = 0; i < count; i++) {
        if (found[i].strategy == 1 || found[i].strategy == 5) {
            order->family = found[i].family;
            order->type = found[i].left;
            return true;
        }
    }
    analysis_error(ps->analysis, SQLSTATE_INTERNAL_ERROR, definition->location,
                   "operator %u is not a valid ordering operator", op);
    return false;
}

typedef struct offset_choice {
    int functions, matches;
    oid type;
} offset_choice;

/* The offset type among the in_range functions for this column type: the offset's own one, or the
 * only one it can be cast to. */
static offset_choice choose_offset_type(const catalog *c, range_order order, oid offset_type) {
    offset_choice choice = {0};
    oid preferred = offset_type == UNKNOWNOID ? order.type : offset_type;
    const pg_opfamily *family = catalog_opfamily(c, order.family);
    for (int i = 0; family != NULL && i < family->function_count; i++) {
        const pg_amproc *function = &family->functions[i];
        if (function->number != BTREE_IN_RANGE || function->left != order.type) {
            continue;
        }
        choice.functions++;
        if (!coercion_can(c, 1, &offset_type, &function->right, COERCION_IMPLICIT)) {
            continue;
        }
        choice.matches++;
        if (choice.type != preferred) {
            choice.type = function->right;
        }
    }
    if (choice.type == preferred) {
        choice.matches = 1;
    }
    return choice;
}

static oid offset_type(parse_state *ps, range_order order, const expr *offset) {
    analysis *an = ps->analysis;
    offset_choice choice = choose_offset_type(an->catalog, order, offset->type);
    if (choice.functions > 0 && choice.matches == 1) {
        return choice.type;
    }
    const char *column = analysis_type(an, order.type), *written = analysis_type(an, offset->type);
    int location = expr_location(offset);
    if (choice.functions == 0) {
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                       "RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s",
                       column);
    } else if (choice.matches == 0) {
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                       "RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s "
                       "and offset type %s",
                       column, written)
            ->hint = "Cast the offset value to an appropriate type.";
    } else {
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                       "RANGE with offset PRECEDING/FOLLOWING has multiple interpretations for "
                       "column type %s and offset type %s",
                       column, written)
            ->hint = "Cast the offset value to the exact intended type.";
    }
    return INVALID_OID;
}

static bool transform_offset(parse_state *ps, PgQuery__Node *node, int options, range_order order,
                             expr **result) {
    if (node == NULL) {
        return true;
    }
    clause_kind clause = CLAUSE_WINDOW_FRAME_RANGE;
    const char *construct = "RANGE";
    if (options & FRAME_ROWS) {
        clause = CLAUSE_WINDOW_FRAME_ROWS;
        construct = "ROWS";
    } else if (options & FRAME_GROUPS) {
        clause = CLAUSE_WINDOW_FRAME_GROUPS;
        construct = "GROUPS";
    }
    expr *e = expression_transform(ps, node, clause);
    if (e == NULL) {
        return false;
    }
    oid type = options & FRAME_RANGE ? offset_type(ps, order, e) : INT8OID;
    if (type == INVALID_OID) {
        return false;
    }
    *result = coercion_to_specific(ps, e, type, construct);
    return *result != NULL && limit_clause_check_constant(ps, *result, construct);
}

bool window_frame_transform(parse_state *ps, const PgQuery__WindowDef *definition,
                            window_clause *window) {
    int options = window->frame_options;
    range_order order = {0};
    if ((options & FRAME_RANGE) && (options & FRAME_OFFSETS) &&
        !find_range_order(ps, definition, window, &order)) {
        return false;
    }
    if ((options & FRAME_GROUPS) && window->order.count == 0) {
        analysis_error(ps->analysis, SQLSTATE_WINDOWING_ERROR, definition->location,
                       "GROUPS mode requires an ORDER BY clause");
        return false;
    }
    return transform_offset(ps, definition->start_offset, options, order, &window->start_offset) &&
           transform_offset(ps, definition->end_offset, options, order, &window->end_offset);
}
