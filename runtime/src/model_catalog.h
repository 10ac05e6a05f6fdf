#ifndef ORIEL_RUNTIME_MODEL_CATALOG_H
#define ORIEL_RUNTIME_MODEL_CATALOG_H

/*
 * The server's catalog as the comparison with models needs it.
 */

#include <stdbool.h>
#include <stdint.h>

#include <libpq-fe.h>

#include "oriel/model.h"

/* The columns of a relation or of a composite type, or the base of a domain; one row each. */
typedef struct orl_catalog {
    PGresult *result;
} orl_catalog;

/* One of them.  Strings live as long as the catalog. */
typedef struct orl_catalog_column {
    const char *name;
    int32_t typmod;
    const char *type_text; /* as the server prints it */
    char type_kind;        /* pg_type.typtype */
    uint32_t type_oid;
    const char *type_schema, *type_name;
    uint32_t element_oid; /* 0: not an array */
    const char *element_schema, *element_name;
} orl_catalog_column;

/* Looks up a relation, also a composite type; no relation of that name: no rows, relkind 0. */
oriel_status orl_catalog_relation(PGconn *conn, const char *schema, const char *name,
                                  orl_catalog *catalog, oriel_error *err);

/* Looks up the base of a domain: one row, or none when there is no such domain. */
oriel_status orl_catalog_domain(PGconn *conn, const char *schema, const char *name,
                                orl_catalog *catalog, oriel_error *err);

/* The labels of an enum, in order, as the names of the rows. */
oriel_status orl_catalog_enum(PGconn *conn, const char *schema, const char *name,
                              orl_catalog *catalog, oriel_error *err);

/* pg_class.relkind, or 0 when there is no such relation. */
char orl_catalog_relkind(const orl_catalog *catalog);

int orl_catalog_count(const orl_catalog *catalog);
orl_catalog_column orl_catalog_get(const orl_catalog *catalog, int row);

/* The row with that name, or -1. */
int orl_catalog_find(const orl_catalog *catalog, const char *name);

void orl_catalog_free(orl_catalog *catalog);

#endif /* ORIEL_RUNTIME_MODEL_CATALOG_H */
