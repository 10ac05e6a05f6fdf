#ifndef ORIEL_CATALOG_TYPE_MODIFIER_H
#define ORIEL_CATALOG_TYPE_MODIFIER_H

/*
 * Type modifiers as text.  A type's own function writes them (typmodout); what the C functions
 * among those do is known here by their symbols, since no catalog says it.
 */

#include "catalog/catalog.h"

/*
 * What stands behind the type's name for this modifier (not negative): "(10,2)".  A type without
 * such a function, or with one that is not known here, gets the number itself in parentheses, as
 * the server does for types without one.
 */
const char *type_modifier_text(const catalog *c, arena *a, const pg_type *type, int32_t typmod);

#endif /* ORIEL_CATALOG_TYPE_MODIFIER_H */
