#ifndef ORIEL_MODEL_C_TYPE_H
#define ORIEL_MODEL_C_TYPE_H

/*
 * Which C type holds an SQL type (the runtime's types.h).  Built-in types come from a table; enums,
 * composites, domains and arrays are built from it; what the runtime cannot decode is read as text.
 */

#include "model/c_name.h"
#include "model/model.h"

/* The types met so far, so that each is made once. */
typedef struct c_type_set c_type_set;
c_type_set *c_type_set_new(const catalog *c, arena *a, const model_options *options,
                           c_name_scope *names, model *m);

/* Never NULL.  User types it needs are appended to the model's types, each before its users. */
const model_type *c_type_of(c_type_set *set, oid type);

/* "film_list" for public.film_list, "reports_film_list" for others, or as the options say: a C name
 * not yet made unique. */
const char *c_type_qualified_name(arena *a, const model_options *options, const char *schema,
                                  const char *name);

#endif /* ORIEL_MODEL_C_TYPE_H */
