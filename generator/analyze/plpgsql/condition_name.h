#ifndef ORIEL_ANALYZE_PLPGSQL_CONDITION_NAME_H
#define ORIEL_ANALYZE_PLPGSQL_CONDITION_NAME_H

/* The errors that RAISE and EXCEPTION can name. */

#include <stdbool.h>

/* Is there an error of that name?  Warnings and success have none. */
bool pl_condition_name_known(const char *name);

#endif /* ORIEL_ANALYZE_PLPGSQL_CONDITION_NAME_H */
