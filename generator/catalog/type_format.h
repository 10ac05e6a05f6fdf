#ifndef ORIEL_CATALOG_TYPE_FORMAT_H
#define ORIEL_CATALOG_TYPE_FORMAT_H

/* The names of types as the server writes them. */

#include "catalog/catalog.h"

/*
 * format_type(type, typmod): SQL's spellings for the types that have them, schema-qualified where the
 * type is not visible on the catalog's present search path; typmod -1 writes none.  `a` owns the result.
 */
const char *type_format(const catalog *c, arena *a, oid type, int32_t typmod);

/* format_type(type, NULL): the type whatever its modifier; what messages write ("character"). */
const char *type_format_bare(const catalog *c, arena *a, oid type);

/* type_format under search_path = pg_catalog: what describe prints. */
const char *type_format_qualified(const catalog *c, arena *a, oid type, int32_t typmod);

/* The two together: the type of a parameter. */
const char *type_format_qualified_bare(const catalog *c, arena *a, oid type);

/* quote_ident(): quoted only where it has to be for some supported version (keywords included): for
 * SQL that any of them may read. */
const char *quote_identifier(arena *a, const char *name);

/* schema.name, each quoted where needed. */
const char *quote_qualified(arena *a, const char *schema, const char *name);

/* The same exactly as a server of the catalog's version writes it. */
const char *quote_identifier_in(const catalog *c, arena *a, const char *name);
const char *quote_qualified_in(const catalog *c, arena *a, const char *schema, const char *name);

#endif /* ORIEL_CATALOG_TYPE_FORMAT_H */
