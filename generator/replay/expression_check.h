#ifndef ORIEL_REPLAY_EXPRESSION_CHECK_H
#define ORIEL_REPLAY_EXPRESSION_CHECK_H

/* Properties of analysed expressions that statements ask for. */

#include "analyze/expr.h"

/* Are they the same when `x`, over one table, is read with its columns renumbered through the map?
 */
bool expression_equal_mapped(expr *x, expr *y, const int16_t *map);

/* Calls `use` while the expression's columns are renumbered through the map (NULL: as they are) and
 * gives its answer; afterwards the expression is as it was. */
typedef bool (*expression_use)(expr *x, void *context);
bool expression_renumber(expr *x, const int16_t *map, expression_use use, void *context);

/* Could the expression's value change while its inputs stay the same? */
bool expression_is_mutable(const catalog *c, expr *e);

#endif /* ORIEL_REPLAY_EXPRESSION_CHECK_H */
