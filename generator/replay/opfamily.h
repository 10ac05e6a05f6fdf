#ifndef ORIEL_REPLAY_OPFAMILY_H
#define ORIEL_REPLAY_OPFAMILY_H

/* Operator families and what stands in them. */

#include "replay/definition.h"

/* The access method of that name; NULL with an error. */
const pg_am *opfamily_access_method(replay *r, const char *name);

/* Along the path, or in the schema of the name; NULL with an error unless missing_ok. */
const pg_opfamily *opfamily_find(replay *r, const pg_am *method, name_parts name, bool missing_ok);

/* The family or class of exactly this schema, name and access method, or NULL. */
const pg_opfamily *opfamily_in(replay *r, oid namespace, const char *name, oid method);
const pg_opclass *opclass_in(replay *r, oid namespace, const char *name, oid method);

/* Makes an empty family; its OID. */
oid opfamily_add(replay *r, oid namespace, const char *name, oid method);

/* Members that are to be added or removed. */
typedef struct opfamily_members {
    LIST_OF(pg_amop) operators;
    LIST_OF(pg_amproc) functions;
} opfamily_members;

/* One OPERATOR or FUNCTION entry of CREATE OPERATOR CLASS (type: the class's) or of ALTER OPERATOR
 * FAMILY (type 0); false with an error. */
bool opfamily_read_item(replay *r, const pg_am *method, const PgQuery__CreateOpClassItem *item,
                        oid type, opfamily_members *members);

/* Adds the members to the family; false with an error when one is there already. */
bool opfamily_add_members(replay *r, oid family, const opfamily_members *members);

/* Takes away what a class brought into its family. */
void opfamily_drop_class_members(replay *r, const pg_opclass *opclass);

enum { OPCLASS_ITEM_OPERATOR = 1, OPCLASS_ITEM_FUNCTION = 2, OPCLASS_ITEM_STORAGE = 3 };

#endif /* ORIEL_REPLAY_OPFAMILY_H */
