#ifndef ORIEL_ANALYZE_QUALIFIED_NAME_H
#define ORIEL_ANALYZE_QUALIFIED_NAME_H

/* Dotted names as the grammar hands them over: lists of strings.  Called wherever one is looked up. */

#include "analyze/analysis.h"

typedef struct qualified_name {
    const char *schema; /* NULL: unqualified */
    const char *name;
} qualified_name;

/* The string of one list member; "" for anything else. */
const char *name_part(const PgQuery__Node *node);

/* [database.][schema.]name taken apart; false with an error when there are too many parts. */
bool qualified_name_parse(analysis *an, size_t count, PgQuery__Node **parts, int location,
                          qualified_name *result);

/* The parts joined by dots, unquoted, as messages write them. */
const char *qualified_name_text(analysis *an, size_t count, PgQuery__Node **parts);

#endif /* ORIEL_ANALYZE_QUALIFIED_NAME_H */
