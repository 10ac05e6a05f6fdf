#ifndef ORIEL_ANALYZE_EDIT_DISTANCE_H
#define ORIEL_ANALYZE_EDIT_DISTANCE_H

/* How many single-character changes lie between two names: what "perhaps you meant" goes by. */

#include "base/arena.h"

/* Insertions, deletions and replacements cost 1 each; characters are UTF-8.  A distance above
 * `limit` may be returned as any number above it. */
int edit_distance(arena *a, const char *x, const char *y, int limit);

#endif /* ORIEL_ANALYZE_EDIT_DISTANCE_H */
