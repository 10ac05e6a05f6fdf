#ifndef ORIEL_REPLAY_RELATION_H
#define ORIEL_REPLAY_RELATION_H

/* Relations as statements name, make and change them: the part that tables, views, sequences,
 * indexes and composite types have in common. */

#include "replay/replay_internal.h"

typedef LIST_OF(pg_attribute) attribute_list;
typedef LIST_OF(const char *) name_list;
typedef LIST_OF(oid) oid_list;

/* The schema a relation that is to be made belongs to; 0 with an error.  *persistence (r holds 'p',
 * 't' or 'u' as written) becomes 't' in a temporary schema. */
oid relation_creation_namespace(replay *r, const PgQuery__RangeVar *var, char *persistence);

/* The schema of that name, with the server's error when there is none. */
oid relation_namespace(replay *r, const char *name, int location);

/* The relation a statement works on; NULL with an error, or, when missing_ok, without. */
const pg_class *relation_open(replay *r, const PgQuery__RangeVar *var, bool missing_ok);

/* What a new relation is made of. */
typedef struct relation_plan {
    const char *name;
    oid namespace;
    char kind;
    char persistence;
    attribute_list attributes;
    oid of_type;
    oid access_method;
    oid composite_type; /* kind c: the type it belongs to gets this OID */
} relation_plan;

/* Adds the relation with its row type and array type, as the kind has them, and their dependencies;
 * 0 with an error (the name is taken ...). */
oid relation_create(replay *r, const relation_plan *plan);

/* A record that may be changed and then given to catalog_update; attributes are copied too. */
pg_class *relation_edit(replay *r, oid relation);
pg_attribute *relation_edit_attributes(pg_class *edit);
void relation_update(replay *r, const pg_class *edit);

/* The number of the live column of that name, or 0. */
int relation_column(const pg_class *relation, const char *name);
const pg_attribute *relation_attribute(const pg_class *relation, int number);

/* Dependencies of a column on its type and collation. */
void relation_depend_column(replay *r, oid relation, int number);

/* Whether a column of this type can be; false with the server's error.  container: the relation
 * that gets the column and must not contain itself, or INVALID_OID. */
bool relation_check_column_type(replay *r, const char *column, oid type, oid collation,
                                oid container);
/* The server's limits and clashes of names: system columns, twice the same name. */
bool relation_check_columns(replay *r, const attribute_list *attributes, char kind);

/* Methods of compression are known and fit the columns' types; false with the server's error. */
bool relation_check_compression(replay *r, const attribute_list *attributes);
bool relation_check_column_compression(replay *r, oid type, const char *method);

/* The direct inheritors or partitions of a relation, by OID; all of them, itself first. */
oid_list relation_children(replay *r, oid relation);
oid_list relation_family(replay *r, oid relation);

/* How many of the relation's parents belong to the list. */
int relation_parents_within(const pg_class *relation, const oid_list *family);

/* "table", "view" ... as messages call a relation of this kind. */
const char *relation_kind_noun(char kind);

/* 'p', 't' or 'u' of a RangeVar. */
char relation_persistence(const PgQuery__RangeVar *var);

bool relation_is_temporary(const pg_class *relation);

/* Objects that belong to the system must not be changed; false with an error. */
/* How the column's values are stored, PLAIN ...: as it says, or as its type does. */
const char *relation_storage(replay *r, const pg_attribute *a);

bool relation_check_not_system(replay *r, const pg_class *relation);

#endif /* ORIEL_REPLAY_RELATION_H */
