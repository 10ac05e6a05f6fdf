#ifndef ORIEL_PARSE_FINGERPRINT_H
#define ORIEL_PARSE_FINGERPRINT_H

/* A hash of what a statement says: comments, blanks and the case of unquoted words do not count. */

#include "base/arena.h"

/* 32 hexadecimal digits.  Text that cannot be scanned is hashed as it stands. */
const char *sql_fingerprint(arena *a, const char *sql);

#endif /* ORIEL_PARSE_FINGERPRINT_H */
