#ifndef ORIEL_REPLAY_EXPRESSION_CHECK_H
#define ORIEL_REPLAY_EXPRESSION_CHECK_H

/* Properties of analysed expressions that statements ask for. */

#include "analyze/expr.h"

/* Could the expression's value change while its inputs stay the same? */
bool expression_is_mutable(const catalog *c, expr *e);

#endif /* ORIEL_REPLAY_EXPRESSION_CHECK_H */
