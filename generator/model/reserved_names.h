#ifndef ORIEL_MODEL_RESERVED_NAMES_H
#define ORIEL_MODEL_RESERVED_NAMES_H

/* Words that generated names must keep away from; c_name.h asks. */

#include <stdbool.h>

/* A keyword of C11 or C++17, or a macro of a header that generated code includes: not even a struct
 * member can have this name. */
bool reserved_name_anywhere(const char *name);

/* An identifier of the standard library, or one generated code uses itself: no type or function can
 * have this name. */
bool reserved_name_at_file_scope(const char *name);

/* Begins like the names of the runtime or of libpq. */
bool reserved_name_prefix(const char *name);

/* "time": a time.h among the generated files would be taken for the system's. */
bool reserved_name_of_file(const char *name);

#endif /* ORIEL_MODEL_RESERVED_NAMES_H */
