#include "analyze/clause_rule.h"
#include "analyze/expression_internal.h"
#include "parse/sqlstate.h"

#define LATERAL_HINT                                                                               \
    "You might be able to move the set-returning function into a LATERAL FROM item."

bool set_function_check(parse_state *ps, const expr *last_set_function, int location) {
    analysis *an = ps->analysis;
    if (!clause_rule_allows(an, ps->clause, GUEST_SET_FUNCTION, location)) {
        return false;
    }
    if (ps->clause == CLAUSE_FROM_FUNCTION) {
        if (ps->last_set_function != last_set_function) {
            analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, expr_location(ps->last_set_function),
                           "set-returning functions must appear at top level of FROM");
            return false;
        }
        return true;
    }
    ps->has_target_sets = true;
    return true;
}

bool set_function_none_since(parse_state *ps, const expr *before, const char *construct) {
    if (ps->last_set_function == before) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED,
                   expr_location(ps->last_set_function),
                   "set-returning functions are not allowed in %s", construct)
        ->hint = LATERAL_HINT;
    return false;
}
