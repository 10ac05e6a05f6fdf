#ifndef ORIEL_MODEL_C_NAME_H
#define ORIEL_MODEL_C_NAME_H

/*
 * SQL names as C names: valid identifiers in C11 and C++17 that clash neither with keywords, the
 * standard library nor each other.  The same input always gives the same names.
 */

#include <stdbool.h>

#include "base/arena.h"

/* A valid identifier: characters C does not allow become '_', a leading digit gets an 'n' before
 * it, keywords and macros of the standard headers a '_' behind. */
const char *c_name_of(arena *a, const char *name);

/* The same as the stem of other names: it may be a keyword and does not end in '_'. */
const char *c_name_stem(arena *a, const char *name);

/* The same in upper case, for enumerators and guards. */
const char *c_name_upper(arena *a, const char *name);

/* Names already taken in some scope. */
typedef struct c_name_scope c_name_scope;
c_name_scope *c_name_scope_new(arena *a);

/* Takes `name`, or name_2, name_3 ... when it is taken; the result is what was taken. */
const char *c_name_take(c_name_scope *scope, const char *name);

/* The same for a name at file scope, where the standard library's names count as taken. */
const char *c_name_take_global(c_name_scope *scope, const char *name);

/* What the files of a relation or type are called and define. */
typedef struct c_name_family {
    const char *const *suffixes; /* each identifier is the name and one of these */
    int suffix_count;
    const char *noun; /* "view": what is added to a name that is reserved */
} c_name_family;

/*
 * Takes a name so that it is free together with each suffix and as the name of a header, upper and
 * lower case being the same there; all of these are then taken.  A reserved name gets the noun
 * behind (time_view), a taken one a number (film_2), and one that begins like the runtime's a "db_"
 * before.
 */
const char *c_name_take_family(c_name_scope *scope, const char *name, const c_name_family *family);

#endif /* ORIEL_MODEL_C_NAME_H */
