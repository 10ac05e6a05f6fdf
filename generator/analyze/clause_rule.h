#ifndef ORIEL_ANALYZE_CLAUSE_RULE_H
#define ORIEL_ANALYZE_CLAUSE_RULE_H

/* Where aggregates, window functions and set-returning functions may stand.  Called when one of
 * them was met. */

#include "analyze/parse_state.h"

typedef enum clause_guest {
    GUEST_AGGREGATE,
    GUEST_GROUPING,
    GUEST_WINDOW_FUNCTION,
    GUEST_SET_FUNCTION,
} clause_guest;

/* False with the error "... are not allowed in ..." where the clause does not take the guest. */
bool clause_rule_allows(analysis *an, clause_kind clause, clause_guest guest, int location);

#endif /* ORIEL_ANALYZE_CLAUSE_RULE_H */
