#ifndef ORIEL_ANALYZE_LITERAL_REG_NAME_H
#define ORIEL_ANALYZE_LITERAL_REG_NAME_H

/* Dotted names in constants of the reg types (name_input.c), alone or before a list of argument
 * types (signature_input.c). */

#include "analyze/literal/input_functions.h"

#define REG_NAME_MOST_PARTS 8

typedef struct reg_name {
    const char *parts[REG_NAME_MOST_PARTS];
    int count;
    const char *schema; /* NULL: none written */
    const char *name;
} reg_name;

/* Digits stand for the OID, a dash for none: then true, and *ok tells whether it is a good one. */
bool reg_name_is_number(const literal_input *in, bool *ok);

/* The whole text as a name; false with an error. */
bool reg_name_scan(const literal_input *in, reg_name *name);

/* The schema must be there, and not in another database; false with an error. */
bool reg_name_check_schema(const literal_input *in, const reg_name *name);

#endif /* ORIEL_ANALYZE_LITERAL_REG_NAME_H */
