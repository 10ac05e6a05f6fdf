#ifndef ORIEL_CATALOG_RECORDS_H
#define ORIEL_CATALOG_RECORDS_H

/*
 * The rows of the system catalogs, as far as analysis and replay need them: one struct per catalog,
 * with PostgreSQL's names and letter codes (manual, chapter "System Catalogs").  Records are const
 * once they are in a catalog; a change replaces the whole record (catalog.h).
 */

#include <stdbool.h>
#include <stddef.h>

#include "catalog/oid.h"

struct expr;  /* analyze/expr.h */
struct query; /* analyze/query.h */

/* The system catalogs.  The name in the comment is the catalog's. */
typedef enum catalog_class {
    CLASS_NAMESPACE,       /* pg_namespace */
    CLASS_TYPE,            /* pg_type, with pg_enum and pg_range */
    CLASS_PROC,            /* pg_proc, with pg_aggregate */
    CLASS_OPERATOR,        /* pg_operator */
    CLASS_CAST,            /* pg_cast */
    CLASS_COLLATION,       /* pg_collation */
    CLASS_RELATION,        /* pg_class, with pg_attribute, pg_index, pg_inherits and pg_sequence */
    CLASS_CONSTRAINT,      /* pg_constraint */
    CLASS_ATTRDEF,         /* pg_attrdef: one column's default or generation expression */
    CLASS_TRIGGER,         /* pg_trigger */
    CLASS_REWRITE,         /* pg_rewrite: rules; a view's own "_RETURN" rule too */
    CLASS_POLICY,          /* pg_policy */
    CLASS_AM,              /* pg_am */
    CLASS_OPCLASS,         /* pg_opclass */
    CLASS_OPFAMILY,        /* pg_opfamily, with pg_amop and pg_amproc */
    CLASS_CONVERSION,      /* pg_conversion */
    CLASS_LANGUAGE,        /* pg_language */
    CLASS_EXTENSION,       /* pg_extension */
    CLASS_TS_CONFIG,       /* pg_ts_config */
    CLASS_TS_DICT,         /* pg_ts_dict */
    CLASS_TS_PARSER,       /* pg_ts_parser */
    CLASS_TS_TEMPLATE,     /* pg_ts_template */
    CLASS_FDW,             /* pg_foreign_data_wrapper */
    CLASS_FOREIGN_SERVER,  /* pg_foreign_server */
    CLASS_USER_MAPPING,    /* pg_user_mapping; parent: the server */
    CLASS_PUBLICATION,     /* pg_publication */
    CLASS_SUBSCRIPTION,    /* pg_subscription */
    CLASS_STATISTIC,       /* pg_statistic_ext */
    CLASS_EVENT_TRIGGER,   /* pg_event_trigger */
    CLASS_TRANSFORM,       /* pg_transform */
    CLASS_COUNT
} catalog_class;

/* What every record begins with. */
#define CATALOG_RECORD_HEADER                                                                      \
    oid oid;                                                                                       \
    uint32_t namespace; /* schema, or 0 where the class has none */                                \
    uint32_t parent;    /* the object it lives and dies with: a constraint's relation or domain,   \
                           a trigger's relation ...; 0 where there is none */                      \
    const char *name;   /* "" where the class has no names (casts) */

typedef struct catalog_record {
    CATALOG_RECORD_HEADER
} catalog_record;

/* Records that have nothing but a name: languages, text search objects, publications ...  An
 * extension's parent is the schema its objects go into; its kind_detail is its version. */
typedef struct pg_named {
    CATALOG_RECORD_HEADER
    const char *kind_detail; /* what the class needs to tell two of a kind apart, or NULL */
} pg_named;

typedef struct pg_namespace {
    CATALOG_RECORD_HEADER
} pg_namespace;

typedef struct pg_type {
    CATALOG_RECORD_HEADER
    char typtype;     /* b base, c composite, d domain, e enum, p pseudo, r range, m multirange */
    char category;    /* typcategory */
    bool preferred;   /* typispreferred */
    bool defined;     /* typisdefined; false for a shell type */
    bool not_null;    /* domains: NOT NULL */
    char delimiter;   /* typdelim */
    int16_t length;   /* typlen; -1 varlena, -2 cstring */
    char storage;     /* typstorage: p e m x */
    oid relation;     /* typrelid: composite types, and a table's row type */
    oid element;      /* typelem: what subscripting yields */
    oid array;        /* typarray */
    oid base;         /* typbasetype: domains */
    int32_t typmod;   /* typtypmod: the domain's typmod for its base type, or -1 */
    int16_t dims;     /* typndims: domains over arrays */
    oid collation;    /* typcollation */
    oid input;        /* typinput */
    oid output;       /* typoutput */
    oid modin;        /* typmodin, or 0: the type takes no modifier */
    oid modout;       /* typmodout */
    oid subscript;    /* typsubscript, or 0: cannot be subscripted */
    oid receive, send, analyse; /* typreceive, typsend, typanalyze; 0 in snapshots */
    const char *default_text; /* typdefault as text, or NULL */
    const char *const *labels; /* enums, in order */
    int label_count;
    oid range_subtype;     /* ranges and multiranges: pg_range.rngsubtype */
    oid range_collation;   /* ranges: rngcollation */
    oid range_opclass;     /* ranges: rngsubopc */
    oid range_multirange;  /* ranges: its multirange type; multiranges: its range type */
} pg_type;

typedef struct pg_proc {
    CATALOG_RECORD_HEADER
    char kind;               /* f function, p procedure, a aggregate, w window */
    bool strict;             /* proisstrict */
    bool returns_set;        /* proretset */
    bool leakproof;
    char volatility;         /* i s v */
    char parallel;           /* s r u */
    oid result;              /* prorettype */
    oid variadic;            /* provariadic: the element type, or 0 */
    oid language;
    int16_t arg_count;       /* pronargs: input arguments */
    int16_t default_count;   /* pronargdefaults: of the last input arguments */
    const oid *args;         /* proargtypes: input arguments */
    int16_t all_count;       /* proallargtypes' length, or 0 when all are IN */
    const oid *all_args;     /* proallargtypes, or NULL */
    const char *modes;       /* proargmodes: i o b v t, all_count of them, or NULL when all are IN */
    const char *const *arg_names; /* proargnames: all_count (or arg_count) of them, "" unnamed; or NULL */
    const char *const *default_texts; /* default_count expressions as SQL text, or NULL */
    struct expr *const *default_exprs; /* the same analysed; NULL in snapshots */
    const char *source;      /* prosrc: the C symbol of an internal function, a body, or NULL */
    struct query *body;      /* SQL-standard body of one statement, analysed, or NULL */
    const char *const *path; /* what SET search_path of the function says, or NULL */
    int path_count;
    /* aggregates */
    char aggregate_kind;     /* n normal, o ordered-set, h hypothetical-set; 0: not an aggregate */
    int16_t direct_count;    /* aggnumdirectargs */
    bool aggregate_has_init; /* agginitval is not null */
    oid transition_function; /* aggtransfn */
    oid final_function;      /* aggfinalfn, or 0 */
    oid transition_type;     /* aggtranstype */
    oid sort_operator;       /* aggsortop, or 0 */
    /* extension and restriction data */
    oid support;             /* prosupport, or 0 */
    bool stands_for_immutable; /* in SQL, one expression that is immutable: calls are read as it */
} pg_proc;

typedef struct pg_operator {
    CATALOG_RECORD_HEADER
    char kind;      /* b infix, l prefix */
    bool can_merge; /* oprcanmerge */
    bool can_hash;  /* oprcanhash */
    oid left;       /* 0 for prefix operators */
    oid right;
    oid result;     /* 0 for a shell operator */
    oid function;   /* oprcode */
    oid commutator; /* oprcom */
    oid negator;    /* oprnegate */
    oid restrict_function; /* oprrest */
    oid join_function;     /* oprjoin */
} pg_operator;

typedef struct pg_cast {
    CATALOG_RECORD_HEADER
    oid source;
    oid target;
    oid function; /* 0 for the methods b and i */
    char context; /* i implicit, a assignment, e explicit */
    char method;  /* f function, b binary coercible, i through input/output */
} pg_cast;

typedef struct pg_collation {
    CATALOG_RECORD_HEADER
    char provider;      /* c libc, i ICU, d default */
    bool deterministic;
    int encoding;       /* -1: any */
} pg_collation;

typedef struct pg_am {
    CATALOG_RECORD_HEADER
    char type; /* t table, i index */
} pg_am;

typedef struct pg_opclass {
    CATALOG_RECORD_HEADER
    oid method;     /* opcmethod */
    oid family;     /* opcfamily */
    oid input_type; /* opcintype */
    oid key_type;   /* opckeytype */
    bool is_default;
} pg_opclass;

typedef struct pg_amop {
    oid left, right;
    int16_t strategy;
    char purpose; /* s search, o ordering */
    oid operator;
} pg_amop;

typedef struct pg_amproc {
    oid left, right;
    int16_t number;
    oid function;
} pg_amproc;

typedef struct pg_opfamily {
    CATALOG_RECORD_HEADER
    oid method;
    const pg_amop *operators;
    int operator_count;
    const pg_amproc *functions;
    int function_count;
} pg_opfamily;

typedef struct pg_attribute {
    const char *name;
    oid type;
    int32_t typmod;
    oid collation;
    int16_t dims;            /* attndims */
    bool not_null;
    bool has_default;        /* a default, or a generation expression */
    bool dropped;
    bool is_local;           /* attislocal */
    char identity;           /* 0, a always, d by default */
    char generated;          /* 0, s stored */
    int inherited_count;     /* attinhcount */
    const char *default_text; /* the default's SQL as written, or NULL */
    struct expr *default_expr; /* analysed, or NULL */
    const char *compression, *storage; /* as written, or NULL */
    const char *foreign_options;       /* OPTIONS of a foreign table's column, or NULL */
} pg_attribute;

/* What pg_index says of an index relation. */
typedef struct pg_index {
    oid table;
    int key_count;         /* indnkeyatts */
    int column_count;      /* with INCLUDE columns */
    const int16_t *columns; /* table's attribute numbers; 0: an expression */
    const oid *opclasses;   /* key_count of them */
    const oid *collations;
    const int16_t *orders;  /* key_count of them: 1 DESC, 2 NULLS FIRST, as bits; or NULL */
    bool unique, primary, exclusion, immediate, valid, nulls_not_distinct;
    bool partial;          /* has a predicate */
    bool has_expressions;
    bool replica_identity; /* indisreplident; false in snapshots */
    struct expr *const *exprs; /* column_count of them, NULL for plain columns; or NULL: not at hand */
    struct expr *predicate;    /* or NULL: none, or not at hand */
    const int16_t *expression_map; /* from the columns as these number them to the table's, of a copy
                                      for a partition or LIKE; NULL: they are the table's */
    int expression_map_count;
} pg_index;

typedef struct pg_partition {
    char strategy;          /* l list, r range, h hash; 0: not partitioned */
    int key_count;
    const int16_t *columns; /* partition key; 0: an expression */
    const oid *types, *collations;
    bool has_expressions;
} pg_partition;

/* A row of pg_class.  attributes[i] has attribute number i + 1; dropped ones stay in place. */
typedef struct pg_class {
    CATALOG_RECORD_HEADER  /* parent: the table, for an index; the owning table of a serial sequence is
                              found through dependencies */
    char kind;             /* r p f v m c S i I t */
    char persistence;      /* p u t */
    bool is_partition;
    bool row_security, force_row_security;
    bool is_populated;
    bool has_oids;
    oid row_type;          /* reltype */
    oid array_type;        /* the row type's array */
    oid of_type;           /* CREATE TABLE ... OF */
    oid access_method;
    oid server;            /* foreign tables */
    const char *foreign_options; /* OPTIONS of a foreign table, or NULL */
    int attribute_count;
    const pg_attribute *attributes;
    const oid *parents;    /* inheritance parents or the partitioned table, in order */
    int parent_count;
    pg_partition partition; /* partitioned tables */
    bool is_default_partition;
    const char *partition_bound; /* as written, or NULL */
    const struct partition_bound *bound; /* replay's reading of it, or NULL */
    const pg_index *index; /* kinds i and I, else NULL */
    const char *const *options; /* reloptions "name=value", or NULL */
    int option_count;
    oid sequence_type;     /* sequences: int2, int4 or int8 */
    char replica_identity; /* d n f i */
    /* views and materialized views */
    struct query *query;   /* the defining query as analysed; NULL in snapshots */
    const char *definition; /* its SQL as written, without CREATE VIEW ... AS */
    char check_option;     /* 0 none, l local, c cascaded */
    const bool *filled_nullable; /* materialized: columns that could be NULL when it was filled last */
    const void *source;    /* replay's own note of the defining statement, or NULL */
} pg_class;

typedef struct pg_constraint {
    CATALOG_RECORD_HEADER  /* parent: the relation, or the domain */
    char type;             /* c check, f foreign key, p primary key, u unique, x exclusion, t trigger */
    bool of_domain;        /* parent is a type */
    bool deferrable, deferred;
    bool validated;
    bool is_local;
    bool no_inherit;
    int inherited_count;
    oid parent_constraint; /* conparentid: of a partition's constraint */
    oid index;             /* p u x: its index; f: the referenced index */
    int key_count;
    const int16_t *keys;   /* constrained columns */
    oid foreign_relation;
    const int16_t *foreign_keys; /* key_count of them */
    const oid *equal_operators;  /* f: conpfeqop; x: conexclop; or NULL */
    char match_type;       /* s simple, f full, p partial */
    char on_update, on_delete; /* a r c n d */
    struct expr *expr;     /* checks: analysed over varno 1 (the row) or CoerceToDomainValue; or NULL */
    const char *definition; /* as written: the check's expression */
} pg_constraint;

/* A rule, trigger or policy: kept for dependencies and for putting it back. */
typedef struct pg_rewrite {
    CATALOG_RECORD_HEADER
    char event;            /* 1 select, 2 update, 3 insert, 4 delete */
    bool instead;
    bool has_condition;
    const char *definition;
} pg_rewrite;

typedef struct pg_trigger {
    CATALOG_RECORD_HEADER
    oid function;
    int16_t events;        /* tgtype's bits: 1 row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate,
                              64 instead */
    bool internal;
    oid constraint;
    oid parent_trigger;
    bool transition;       /* it names transition tables */
    const char *definition;
} pg_trigger;

typedef struct pg_attrdef {
    CATALOG_RECORD_HEADER  /* parent: the relation */
    int16_t attribute;
} pg_attrdef;

/* The size of one class's record. */
size_t catalog_record_size(catalog_class class);

/* What messages call an object of this class: "table" is finer (relkind), so only "relation" here. */
const char *catalog_class_noun(catalog_class class);

#endif /* ORIEL_CATALOG_RECORDS_H */
