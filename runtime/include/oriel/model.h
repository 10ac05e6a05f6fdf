/*
 * What the runtime knows of a relation and its types: constant tables that generated code defines
 * and programs may read.  Generated code builds types with the ORIEL_TYPE_ macros, so that a member
 * can join oriel_type without a change to it.
 */
#ifndef ORIEL_MODEL_H
#define ORIEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libpq-fe.h>

#include "oriel/error.h"
#include "oriel/export.h"
#include "oriel/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a value travels and which C type holds it. */
typedef enum oriel_kind {
    ORIEL_KIND_TEXT, /* const char *; also every type without a kind, cast to text in the query */
    ORIEL_KIND_BOOL,
    ORIEL_KIND_CHAR,
    ORIEL_KIND_INT2,
    ORIEL_KIND_INT4,
    ORIEL_KIND_INT8,
    ORIEL_KIND_FLOAT4,
    ORIEL_KIND_FLOAT8,
    ORIEL_KIND_NUMERIC,
    ORIEL_KIND_MONEY,
    ORIEL_KIND_OID,
    ORIEL_KIND_JSONB,
    ORIEL_KIND_BYTEA,
    ORIEL_KIND_DATE,
    ORIEL_KIND_TIME,
    ORIEL_KIND_TIMETZ,
    ORIEL_KIND_TIMESTAMP,
    ORIEL_KIND_TIMESTAMPTZ,
    ORIEL_KIND_INTERVAL,
    ORIEL_KIND_UUID,
    ORIEL_KIND_INET,
    ORIEL_KIND_MACADDR,
    ORIEL_KIND_MACADDR8,
    ORIEL_KIND_POINT,
    ORIEL_KIND_ENUM,
    ORIEL_KIND_ARRAY,
    ORIEL_KIND_COMPOSITE,
    ORIEL_KIND_DOMAIN
} oriel_kind;

typedef struct oriel_type oriel_type;
typedef struct oriel_column oriel_column;

/* A column of a relation or a field of a composite type. */
struct oriel_column {
    const char *name;
    const oriel_type *type;
    const char *type_name; /* as the server prints it, e.g. "numeric(4,2)" */
    int32_t typmod;        /* pg_attribute.atttypmod, -1: none */
    bool nullable;         /* false only where proven */
    size_t offset;         /* in the row or the composite struct */
};

/* An SQL type. */
struct oriel_type {
    oriel_kind kind;
    uint32_t oid;               /* where it is the same in every database, else 0: known by name */
    const char *schema;         /* NULL for arrays, which are known by their element */
    const char *name;           /* pg_type.typname, not quoted */
    size_t size;                /* of the C type */
    size_t nullable_size;       /* of the C type that can be NULL, which may be the same */
    const oriel_type *of;       /* element of an array, base of a domain */
    const char *const *labels;  /* of an enum, in SQL order: the C enumerators from 0 */
    const oriel_column *fields; /* of a composite */
    size_t part_count;          /* labels or fields */
};

/* A type read in the form the server prints; oid 0: it is not built in. */
#define ORIEL_TYPE_TEXT(oid, schema, name)                                                         \
    {                                                                                              \
        ORIEL_KIND_TEXT, oid, schema, name, sizeof(oriel_text), sizeof(oriel_text), NULL, NULL,    \
            NULL, 0                                                                                \
    }

/* An enum with its C type c, nullable type c_opt and an array of label texts. */
#define ORIEL_TYPE_ENUM(schema, name, c, labels)                                                   \
    {                                                                                              \
        ORIEL_KIND_ENUM, 0, schema, name, sizeof(c), sizeof(c##_opt), NULL, labels, NULL,          \
            sizeof(labels) / sizeof((labels)[0])                                                   \
    }

/* A composite type with its C type c, nullable type c_opt and an array of oriel_column. */
#define ORIEL_TYPE_COMPOSITE(schema, name, c, fields)                                              \
    {                                                                                              \
        ORIEL_KIND_COMPOSITE, 0, schema, name, sizeof(c), sizeof(c##_opt), NULL, NULL, fields,     \
            sizeof(fields) / sizeof((fields)[0])                                                   \
    }

/* A domain with its C type c and nullable type c_opt; base is a const oriel_type. */
#define ORIEL_TYPE_DOMAIN(schema, name, c, base)                                                   \
    { ORIEL_KIND_DOMAIN, 0, schema, name, sizeof(c), sizeof(c##_opt), &base, NULL, NULL, 0 }

/* An array type; element is a const oriel_type; oid 0: known by its element. */
#define ORIEL_TYPE_ARRAY(oid, element)                                                             \
    {                                                                                              \
        ORIEL_KIND_ARRAY, oid, NULL, NULL, sizeof(oriel_text_array), sizeof(oriel_text_array),     \
            &element, NULL, NULL, 0                                                                \
    }

/* Columns that no two rows of the relation share. */
typedef struct oriel_key {
    const char *name;   /* as in the function find_by_name */
    const int *columns; /* indexes into the model's columns */
    size_t column_count;
    const char *condition; /* SQL with $1, $2 ... for the columns: film_id = $1::integer */
} oriel_key;

/*
 * Decodes one row that the model describes.  Room for decoders generated per relation; NULL in a
 * model means that the runtime follows the table of columns.
 */
struct oriel_decoder;
typedef oriel_status (*oriel_decode_row)(struct oriel_decoder *in, void *row);

/* A relation: what generated code is about. */
typedef struct oriel_model {
    const char *schema;
    const char *name;
    bool is_view; /* also true for materialized views; code that writes must skip these */
    bool is_materialized;
    const oriel_column *columns;
    size_t column_count;
    const oriel_key *keys;
    size_t key_count;
    size_t row_size;         /* sizeof the row struct */
    const char *select;      /* the query the columns are read with, without ; */
    const char *definition;  /* the statement that made the relation, as in its source file */
    const char *fingerprint; /* changes when the definition does, blanks and comments aside */
    oriel_decode_row decode; /* NULL: by the table */
} oriel_model;

/*
 * Compares the model with the relation on the server: columns by name and type, user-defined types
 * by schema and name down to their parts.  A column the model does not know is no difference.  Asks
 * the server once per connection (see oriel_connection_recheck); all reading starts with it, so a
 * program needs it only to fail early.  ORIEL_MODEL: err names the first difference.
 */
ORIEL_MUST_CHECK ORIEL_API oriel_status oriel_model_check(PGconn *conn, const oriel_model *model,
                                                          oriel_error *err);

/*
 * The thorough form, for start-up and tests, always asking the server anew: also what kind of
 * relation it is, type modifiers, columns the model does not know, and the labels of enums.
 */
ORIEL_MUST_CHECK ORIEL_API oriel_status oriel_model_verify(PGconn *conn, const oriel_model *model,
                                                           oriel_error *err);

/* The index of the column with that name, or -1. */
ORIEL_API int oriel_model_column(const oriel_model *model, const char *name);

/* The label of an enum value, or NULL when the type has no such value. */
ORIEL_API const char *oriel_enum_to_text(const oriel_type *type, int value);

/* The value of a label, or -1 when the type has no such label.  text may be NULL. */
ORIEL_API int oriel_enum_from_text(const oriel_type *type, const char *text);

/* The types that every server has, and arrays of them as oriel_type_<name>_array. */
#define ORIEL_DECLARE_TYPE(name)                                                                   \
    ORIEL_API extern const oriel_type oriel_type_##name;                                           \
    ORIEL_API extern const oriel_type oriel_type_##name##_array

ORIEL_DECLARE_TYPE(bool);
ORIEL_DECLARE_TYPE(char);
ORIEL_DECLARE_TYPE(int2);
ORIEL_DECLARE_TYPE(int4);
ORIEL_DECLARE_TYPE(int8);
ORIEL_DECLARE_TYPE(float4);
ORIEL_DECLARE_TYPE(float8);
ORIEL_DECLARE_TYPE(numeric);
ORIEL_DECLARE_TYPE(money);
ORIEL_DECLARE_TYPE(oid);
ORIEL_DECLARE_TYPE(text);
ORIEL_DECLARE_TYPE(varchar);
ORIEL_DECLARE_TYPE(bpchar);
ORIEL_DECLARE_TYPE(name);
ORIEL_DECLARE_TYPE(xml);
ORIEL_DECLARE_TYPE(json);
ORIEL_DECLARE_TYPE(jsonb);
ORIEL_DECLARE_TYPE(bytea);
ORIEL_DECLARE_TYPE(date);
ORIEL_DECLARE_TYPE(time);
ORIEL_DECLARE_TYPE(timetz);
ORIEL_DECLARE_TYPE(timestamp);
ORIEL_DECLARE_TYPE(timestamptz);
ORIEL_DECLARE_TYPE(interval);
ORIEL_DECLARE_TYPE(uuid);
ORIEL_DECLARE_TYPE(inet);
ORIEL_DECLARE_TYPE(cidr);
ORIEL_DECLARE_TYPE(macaddr);
ORIEL_DECLARE_TYPE(macaddr8);
ORIEL_DECLARE_TYPE(point);

#undef ORIEL_DECLARE_TYPE

#ifdef __cplusplus
}
#endif

#endif /* ORIEL_MODEL_H */
