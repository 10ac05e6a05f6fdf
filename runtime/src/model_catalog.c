#include "model_catalog.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "query.h"

/* What the queries below select, in this order. */
enum {
    RELKIND,
    NAME,
    TYPMOD,
    TYPE_TEXT,
    TYPE_KIND,
    TYPE_OID,
    TYPE_SCHEMA,
    TYPE_NAME,
    ELEMENT_OID,
    ELEMENT_SCHEMA,
    ELEMENT_NAME,
    FIELD_COUNT
};

#define TYPE_COLUMNS "t.typtype, t.oid, tn.nspname, t.typname, e.oid, en.nspname, e.typname"

/* A type is an array where its element names it as its array; int2vector and name are not. */
#define TYPE_JOINS                                                                                 \
    " LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace"                             \
    " LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid"                  \
    " LEFT JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace"

static const char relation_query[] =
    "SELECT c.relkind, a.attname, a.atttypmod,"
    " pg_catalog.format_type(a.atttypid, a.atttypmod), " TYPE_COLUMNS " FROM pg_catalog.pg_class c"
    " JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace"
    " LEFT JOIN pg_catalog.pg_attribute a"
    " ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid" TYPE_JOINS
    " WHERE s.nspname = $1::pg_catalog.name AND c.relname = $2::pg_catalog.name"
    " AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')"
    " ORDER BY a.attnum";

static const char domain_query[] =
    "SELECT d.typtype, 'base', d.typtypmod,"
    " pg_catalog.format_type(d.typbasetype, d.typtypmod), " TYPE_COLUMNS
    " FROM pg_catalog.pg_type d"
    " JOIN pg_catalog.pg_namespace s ON s.oid = d.typnamespace"
    " JOIN pg_catalog.pg_type t ON t.oid = d.typbasetype" TYPE_JOINS
    " WHERE s.nspname = $1::pg_catalog.name AND d.typname = $2::pg_catalog.name"
    " AND d.typtype = 'd'";

static const char enum_query[] =
    "SELECT 'e', l.enumlabel, -1, '', " TYPE_COLUMNS " FROM pg_catalog.pg_type t"
    " JOIN pg_catalog.pg_namespace s ON s.oid = t.typnamespace"
    " JOIN pg_catalog.pg_enum l ON l.enumtypid = t.oid" TYPE_JOINS
    " WHERE s.nspname = $1::pg_catalog.name AND t.typname = $2::pg_catalog.name"
    " ORDER BY l.enumsortorder";

static oriel_status catalog_read(PGconn *conn, const char *sql, const char *schema,
                                 const char *name, orl_catalog *catalog, oriel_error *err) {
    const char *const values[] = {schema, name};
    const orl_parameters parameters = {2, values, NULL, NULL};
    catalog->result = NULL;
    oriel_status status = orl_query_rows(conn, sql, &parameters, 0, &catalog->result, err);
    if (status == ORIEL_OK && PQnfields(catalog->result) != FIELD_COUNT) {
        orl_catalog_free(catalog);
        return orl_error_set(err, ORIEL_DECODE, "the server answered another query");
    }
    return status;
}

oriel_status orl_catalog_relation(PGconn *conn, const char *schema, const char *name,
                                  orl_catalog *catalog, oriel_error *err) {
    return catalog_read(conn, relation_query, schema, name, catalog, err);
}

oriel_status orl_catalog_domain(PGconn *conn, const char *schema, const char *name,
                                orl_catalog *catalog, oriel_error *err) {
    return catalog_read(conn, domain_query, schema, name, catalog, err);
}

oriel_status orl_catalog_enum(PGconn *conn, const char *schema, const char *name,
                              orl_catalog *catalog, oriel_error *err) {
    return catalog_read(conn, enum_query, schema, name, catalog, err);
}

char orl_catalog_relkind(const orl_catalog *catalog) {
    return PQntuples(catalog->result) == 0 ? '\0' : PQgetvalue(catalog->result, 0, RELKIND)[0];
}

int orl_catalog_count(const orl_catalog *catalog) {
    int count = PQntuples(catalog->result);
    /* A relation without columns is one row of NULLs. */
    return count == 1 && PQgetisnull(catalog->result, 0, NAME) ? 0 : count;
}

orl_catalog_column orl_catalog_get(const orl_catalog *catalog, int row) {
    const PGresult *result = catalog->result;
    orl_catalog_column column = {
        .name = PQgetvalue(result, row, NAME),
        .typmod = (int32_t)strtol(PQgetvalue(result, row, TYPMOD), NULL, 10),
        .type_text = PQgetvalue(result, row, TYPE_TEXT),
        .type_kind = PQgetvalue(result, row, TYPE_KIND)[0],
        .type_oid = (uint32_t)strtoul(PQgetvalue(result, row, TYPE_OID), NULL, 10),
        .type_schema = PQgetvalue(result, row, TYPE_SCHEMA),
        .type_name = PQgetvalue(result, row, TYPE_NAME),
        .element_oid = (uint32_t)strtoul(PQgetvalue(result, row, ELEMENT_OID), NULL, 10),
        .element_schema = PQgetvalue(result, row, ELEMENT_SCHEMA),
        .element_name = PQgetvalue(result, row, ELEMENT_NAME),
    };
    return column;
}

int orl_catalog_find(const orl_catalog *catalog, const char *name) {
    for (int row = 0; row < orl_catalog_count(catalog); row++) {
        if (strcmp(PQgetvalue(catalog->result, row, NAME), name) == 0) {
            return row;
        }
    }
    return -1;
}

void orl_catalog_free(orl_catalog *catalog) {
    PQclear(catalog->result);
    catalog->result = NULL;
}
