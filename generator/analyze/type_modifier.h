#ifndef ORIEL_ANALYZE_TYPE_MODIFIER_H
#define ORIEL_ANALYZE_TYPE_MODIFIER_H

/* What the typmodin functions of types with modifiers compute.  Part of type_name.h's work. */

#include "analyze/analysis.h"

/* Modifiers as text, as the functions get them. */
typedef struct type_modifiers {
    const char *const *items;
    int count;
    int location;
} type_modifiers;

/* For modifiers of types that extensions bring, found by the C symbol of the typmodin function.  false when
 * the symbol is not known; *ok tells whether *typmod was computed or an error added. */
bool type_modifier_extension(analysis *an, const char *symbol, type_modifiers modifiers,
                             int32_t *typmod, bool *ok);

/* All modifiers as integers into values[max]; their number, or -1 with an error. */
int type_modifier_integers(analysis *an, type_modifiers modifiers, int32_t *values, int max);

#endif /* ORIEL_ANALYZE_TYPE_MODIFIER_H */
