#ifndef ORIEL_MODEL_MODEL_H
#define ORIEL_MODEL_MODEL_H

/*
 * Relations and types as the generated C shows them: plain data, made from the catalog by
 * model_build.c, read by emit/.  Names are final here; emit/ only writes them out.
 */

#include "analyze/nullability.h"
#include "base/diagnostic.h"
#include "catalog/catalog.h"
#include "source/source_file.h"

typedef struct model_user_type model_user_type;

/* How values of an SQL type are held in C. */
typedef struct model_type {
    oid type;
    const char *c_type;     /* in columns that are never null: "int32_t", "mpaa_rating" */
    const char *c_opt_type; /* in columns that may be null; the same for pointers */
    const char *c_array;    /* of values of this type, or NULL: only as text */
    const char *descriptor; /* the oriel_type constant: "oriel_type_int4", "mpaa_rating_type" */
    const char *cast;       /* what the query casts to: "pg_catalog.int4" */
    bool as_text;           /* no binary form is known: the server sends its text */
    const char *text_schema, *text_name; /* as_text: the type's own name; its descriptor is defined in
                                            the relation's source as ORIEL_TYPE_TEXT */
    const model_user_type *user_type;    /* whose header is needed, or NULL */
} model_type;

typedef struct model_column {
    const char *name;       /* in SQL */
    const char *c_name;
    const model_type *type;
    const char *type_name;  /* as the server writes it, schema-qualified */
    const char *short_type_name; /* as a comment writes it */
    int32_t typmod;
    nullability null;
    const char *comment;    /* COMMENT ON COLUMN, or NULL */
} model_column;
typedef LIST_OF(model_column) model_column_list;

typedef enum model_user_type_kind {
    MODEL_ENUM,
    MODEL_COMPOSITE,
    MODEL_DOMAIN,
} model_user_type_kind;

typedef struct model_label {
    const char *text;
    const char *c_name; /* MPAA_RATING_PG_13 */
} model_label;

/* An enum, composite or domain that some relation uses; has files of its own. */
struct model_user_type {
    model_user_type_kind kind;
    oid type;
    const char *schema, *name;
    const char *c_name;        /* also the files' name */
    const char *comment;
    const model_label *labels; /* enums */
    int label_count;
    model_column_list fields;  /* composites */
    const model_type *base;    /* domains */
    const char *base_name;     /* as a comment writes it: "integer" */
};

typedef struct model_key {
    const char *c_name;        /* find_by_<c_name> */
    const int *columns;        /* indexes into columns */
    int column_count;
    const char *reason;        /* "film's primary key" */
} model_key;
typedef LIST_OF(model_key) model_key_list;

typedef struct model_relation {
    oid relation;
    char kind;                 /* relkind */
    const char *schema, *name;
    const char *c_name;        /* also the files' name */
    const char *comment;
    const char *definition;    /* the statement that made it */
    const char *fingerprint;   /* 32 hexadecimal digits */
    const char *source_name;   /* the file it is from, never absolute */
    model_column_list columns;
    model_key_list keys;
} model_relation;

typedef struct model {
    LIST_OF(model_relation) relations; /* sorted by schema and name */
    LIST_OF(model_user_type *) types;  /* those the relations use, each before its users */
} model;

typedef struct model_options {
    bool tables;               /* models of tables too */
} model_options;

/*
 * All views (and tables, if asked for) that users made.  Names that had to be changed are notes in
 * `d`.  Everything is allocated from `a`.
 */
const model *model_build(const catalog *c, arena *a, const model_options *options, diagnostics *d);

#endif /* ORIEL_MODEL_MODEL_H */
