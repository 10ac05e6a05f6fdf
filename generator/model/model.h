#ifndef ORIEL_MODEL_MODEL_H
#define ORIEL_MODEL_MODEL_H

/*
 * Relations and types as the generated C shows them: plain data, made from the catalog by
 * model_build.c, read by emit/.  Names are final here; emit/ only writes them out.
 */

#include "analyze/nullability.h"
#include "base/diagnostic.h"
#include "catalog/catalog.h"
#include "source/settings.h"
#include "source/source_file.h"

typedef struct model_user_type model_user_type;
typedef struct model_type model_type;

/* How values of an SQL type are held in C. */
struct model_type {
    oid type;
    const char *c_type;     /* in columns that are never null: "int32_t", "mpaa_rating" */
    const char *c_opt_type; /* in columns that may be null; the same for pointers */
    const char *c_array;    /* of values of this type; NULL: it is an array */
    const char *descriptor; /* the oriel_type constant: "oriel_type_int4"; NULL: see text_types */
    const char *cast;       /* what the query casts to: "pg_catalog.int4" */
    const model_user_type *user_type; /* whose header is needed, or NULL */

    /* No binary form is known: the server sends its text. */
    bool as_text;
    const char *text_schema, *text_name; /* the type's own name, or that of an array's element */
    const model_type *text_element;      /* arrays */
    const char *own_cast;                /* to the type itself; not for arrays */
};

/* A column of a relation, a field of a composite. */
typedef struct model_column {
    const char *name; /* in SQL */
    const char *c_name;
    const char *c_type; /* as its member is declared: "int32_t", "oriel_opt_int4", "enum mood" */
    const model_type *type;
    const char *descriptor;      /* the oriel_type constant */
    const char *type_name;       /* as the server writes it, schema-qualified */
    const char *short_type_name; /* as a comment writes it */
    int32_t typmod;
    nullability null;
    const char *comment; /* COMMENT ON COLUMN, or NULL */
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
    const char *c_name; /* also the files' name */
    const char *comment;
    bool is_used;              /* by a relation, directly or through other types */
    const model_label *labels; /* enums */
    int label_count;
    model_column_list fields; /* composites */
    bool is_row_type;         /* composites: of a table or view */
    const model_type *base;   /* domains */
    const char *base_name;    /* as a comment writes it: "integer" */
};
typedef LIST_OF(model_user_type *) model_user_type_list;

/* A type that is read as text: its descriptor is a constant of the relation's source. */
typedef struct model_text_type {
    oid type; /* 0 unless it is the same in every database */
    const char *schema, *name;
    const char *c_name;       /* of the constant */
    oid array_type;           /* like type */
    const char *array_c_name; /* of the array's constant; NULL: no column needs it */
} model_text_type;

typedef struct model_key {
    const char *c_name;            /* find_by_<c_name> */
    const int *columns;            /* indexes into columns */
    const char *const *parameters; /* names, one for each column */
    int column_count;
    const char *reason; /* "film's primary key" */
} model_key;
typedef LIST_OF(model_key) model_key_list;

typedef struct model_relation {
    oid relation;
    char kind; /* relkind */
    const char *schema, *name;
    const char *c_name; /* also the files' name */
    const char *comment;
    const char *definition;  /* the statement that made it */
    const char *fingerprint; /* 32 hexadecimal digits */
    const char *source_name; /* the file it is from, without directory; "" when unknown */
    model_column_list columns;
    LIST_OF(model_text_type) text_types;
    model_key_list keys;
} model_relation;

typedef struct model {
    LIST_OF(model_relation) relations; /* sorted by schema and name */
    model_user_type_list types;        /* those the relations use, each before its users */
} model;

typedef struct model_options {
    bool tables; /* models of tables too */
    schema_prefix schema_prefix;
    const char *name_prefix; /* NULL: none */
} model_options;

/*
 * All views (and tables, if asked for) that users made.  Names that had to be changed are notes in
 * `d`.  Everything is allocated from `a`.
 */
const model *model_build(const catalog *c, arena *a, const model_options *options, diagnostics *d);

#endif /* ORIEL_MODEL_MODEL_H */
