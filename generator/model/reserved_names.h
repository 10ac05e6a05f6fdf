#ifndef ORIEL_MODEL_RESERVED_NAMES_H
#define ORIEL_MODEL_RESERVED_NAMES_H

/* Words that generated names must keep away from. */

#include <stdbool.h>

/* A keyword of C11 or C++17, or a macro of a header that generated code includes: not even a struct
 * member can have this name. */
bool reserved_name_anywhere(const char *name);

/* An identifier of the standard library: no type or function can have this name. */
bool reserved_name_at_file_scope(const char *name);

#endif /* ORIEL_MODEL_RESERVED_NAMES_H */
