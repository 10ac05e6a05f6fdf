#ifndef ORIEL_ANALYZE_ROW_COERCION_H
#define ORIEL_ANALYZE_ROW_COERCION_H

/* Row values to named composite types, field by field.  Part of coercion.h's work. */

#include "analyze/coercion.h"

/* A ROW() or a whole row of type RECORD as a value of the composite type (or domain over one) to.type;
 * NULL with an error. */
expr *row_coercion_from_record(parse_state *ps, expr *e, coercion_target to);

/* The columns of a whole-row Var as Vars of their own; dropped ones are left out. */
void row_coercion_expand_var(parse_state *ps, const expr *var, expr_list *fields);

#endif /* ORIEL_ANALYZE_ROW_COERCION_H */
