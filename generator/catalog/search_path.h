#ifndef ORIEL_CATALOG_SEARCH_PATH_H
#define ORIEL_CATALOG_SEARCH_PATH_H

/*
 * Finding objects by name as PostgreSQL does: the search path with pg_catalog and pg_temp implicitly
 * first where they are not named, objects of earlier schemas hiding those of later ones.
 */

#include "catalog/catalog.h"

/* Sets the path as SET search_path does; names are kept as they are, resolved anew at each lookup
 * ("$user" names no schema; unknown schemas are passed over). NULL, 0: the default "$user", public. */
void search_path_set(catalog *c, const char *const *names, int count);

/* The schemas searched, in order, pg_catalog and pg_temp included.  Valid until the next change. */
typedef struct search_path {
    const oid *schemas;
    int count;
    oid creation; /* where CREATE without a schema puts things; 0: nowhere */
} search_path;
const search_path *search_path_active(const catalog *c);

/* The temporary schema, made at first use. */
oid search_path_temp_namespace(catalog *c);
/* The temporary schema or 0 when nothing temporary was made yet. */
oid search_path_existing_temp_namespace(const catalog *c);

/* schema NULL: along the path.  0 / NULL when there is none.  "pg_temp" names the temporary schema. */
oid search_path_namespace(const catalog *c, const char *name);
const pg_class *search_path_relation(const catalog *c, const char *schema, const char *name);
const pg_type *search_path_type(const catalog *c, const char *schema, const char *name);
const pg_collation *search_path_collation(const catalog *c, const char *schema, const char *name);
/* An operator class of that access method. */
const pg_opclass *search_path_opclass(const catalog *c, oid method, const char *schema,
                                      const char *name);
/* Any other class whose objects are named (schema, name). */
const void *search_path_find(const catalog *c, catalog_class class, const char *schema,
                             const char *name);

/* True when the object would be found by its bare name. */
bool search_path_is_visible(const catalog *c, catalog_class class, oid object);

/*
 * All functions or operators of this name that are candidates: from `schema`, or along the path, where
 * one with the same input argument types in an earlier schema hides later ones.  The rank is the place
 * of the schema in the path.  The result is allocated from `a`.
 */
typedef struct search_path_candidates {
    const void **items; /* const pg_proc * or const pg_operator * */
    int *ranks;
    int count;
} search_path_candidates;

/* Every function of that name in the schema or along the path, hidden ones included: hiding needs the
 * call's shape and is function_call.c's work. */
search_path_candidates search_path_functions(const catalog *c, arena *a, const char *schema,
                                             const char *name);
/* Operators of that name and kind ('b' or 'l'), hidden ones removed. */
search_path_candidates search_path_operators(const catalog *c, arena *a, const char *schema,
                                             const char *name, char kind);

#endif /* ORIEL_CATALOG_SEARCH_PATH_H */
