#ifndef ORIEL_MODEL_C_NAME_H
#define ORIEL_MODEL_C_NAME_H

/*
 * SQL names as C names: valid identifiers in C11 and C++17 that clash neither with keywords, the
 * standard library nor each other.  The same input always gives the same names.
 */

#include <stdbool.h>

#include "base/arena.h"

/* A valid identifier: characters C does not allow become '_', a leading digit gets an 'n' before it,
 * keywords and macros of the standard headers a '_' behind. */
const char *c_name_of(arena *a, const char *name);

/* The same in upper case, for enumerators and guards. */
const char *c_name_upper(arena *a, const char *name);

/* Names already taken in some scope. */
typedef struct c_name_scope c_name_scope;
c_name_scope *c_name_scope_new(arena *a);

/* Takes `name`, or name_2, name_3 ... when it is taken; the result is what was taken. */
const char *c_name_take(c_name_scope *scope, const char *name);

/* Takes a name so that it is free together with each suffix ("", "_row", ...; count of them): all of them
 * are taken.  Identifiers that the standard library reserves count as taken. */
const char *c_name_take_family(c_name_scope *scope, const char *name, const char *const *suffixes,
                               int count);

#endif /* ORIEL_MODEL_C_NAME_H */
