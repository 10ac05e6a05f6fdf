#ifndef ORIEL_ANALYZE_LITERAL_VALUE_ORDER_H
#define ORIEL_ANALYZE_LITERAL_VALUE_ORDER_H

/* Which of two constants comes first, for the bounds of ranges. */

#include "analyze/literal/literal_input.h"

/* Both texts are valid for the type.  *order is below, above or 0; false: cannot be told offline.
 */
bool value_order(const literal_input *in, oid type, const char *a, const char *b, int *order);

/* Ranges of integers and dates are stored as [low, high): an exclusive lower or inclusive upper
 * bound (else NULL) moves up by one.  False with an error when there is no next value. */
bool value_order_can_canonicalize(const literal_input *in, const char *bound);

#endif /* ORIEL_ANALYZE_LITERAL_VALUE_ORDER_H */
