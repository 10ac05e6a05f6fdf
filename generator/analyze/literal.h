#ifndef ORIEL_ANALYZE_LITERAL_H
#define ORIEL_ANALYZE_LITERAL_H

/* Would the type's input function accept this text?  Constants are checked when they are cast, as the
 * server does it.  Types whose syntax cannot be decided offline accept everything. */

#include "analyze/analysis.h"

/* False with the server's error (22P02 ...) at location.  `type` is a base type, an enum, a domain's base,
 * an array, range or composite (checked part by part). */
bool literal_check(analysis *an, oid type, int32_t typmod, const char *value, int location);

#endif /* ORIEL_ANALYZE_LITERAL_H */
