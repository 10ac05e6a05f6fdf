#ifndef ORIEL_CATALOG_CATALOG_H
#define ORIEL_CATALOG_CATALOG_H

/*
 * What the database knows at one moment of replay: a snapshot of a fresh server plus everything that
 * statements have added, changed or removed since.  Lookups never fail hard: what is not there is
 * NULL.  Every change is logged, so that a failed statement, a savepoint or a transaction can be
 * undone.  Records returned stay valid for the catalog's life, though a later change may replace them.
 */

#include "base/arena.h"
#include "catalog/records.h"
#include "catalog/snapshot.h"

typedef struct catalog catalog;

catalog *catalog_new(arena *a, const catalog_snapshot *snapshot);
arena *catalog_arena(const catalog *c);
int catalog_version(const catalog *c);
const catalog_snapshot *catalog_snapshot_of(const catalog *c);

/* --- Reading ------------------------------------------------------------------------------- */

const void *catalog_find(const catalog *c, catalog_class class, oid object);

/* The object of that class with this name in this schema (0 for classes without schemas), or NULL.
 * For functions and operators, which can share a name: use the scans. */
const void *catalog_find_named(const catalog *c, catalog_class class, oid namespace,
                               const char *name);

/* The record of a child of `parent` with this name (a relation's constraint, trigger, rule ...). */
const void *catalog_find_child(const catalog *c, catalog_class class, oid parent, const char *name);

/* The cast between exactly these types, or NULL. */
const pg_cast *catalog_find_cast(const catalog *c, oid source, oid target);

/* Typed lookups; NULL when there is no such object. */
const pg_namespace *catalog_namespace(const catalog *c, oid object);
const pg_type *catalog_type(const catalog *c, oid object);
const pg_proc *catalog_proc(const catalog *c, oid object);
const pg_operator *catalog_operator(const catalog *c, oid object);
const pg_collation *catalog_collation(const catalog *c, oid object);
const pg_class *catalog_relation(const catalog *c, oid object);
const pg_constraint *catalog_constraint(const catalog *c, oid object);
const pg_opclass *catalog_opclass(const catalog *c, oid object);
const pg_opfamily *catalog_opfamily(const catalog *c, oid object);

/*
 * Scans.  A scan sees the catalog as it is while it runs; do not change the class it walks before it
 * has ended.  Order: built-in objects by OID, then the others in the order they were made.
 */
typedef struct catalog_scan {
    const catalog *catalog;
    catalog_class class;
    int kind;
    uint32_t next, end;       /* place in the snapshot */
    const void *next_entry;   /* place among the others */
    oid parent;
    const char *name;
} catalog_scan;

catalog_scan catalog_scan_all(const catalog *c, catalog_class class);
catalog_scan catalog_scan_name(const catalog *c, catalog_class class, const char *name);
catalog_scan catalog_scan_children(const catalog *c, catalog_class class, oid parent);
const void *catalog_next(catalog_scan *scan); /* NULL at the end */

/* --- Changing ------------------------------------------------------------------------------ */

oid catalog_new_oid(catalog *c);
/* Sets `count` of them aside and returns the first. */
oid catalog_reserve_oids(catalog *c, uint32_t count);

/* Makes an extension or schema of the user's own known to this catalog: extension_known finds it. */
struct extension;
void catalog_offer(catalog *c, const struct extension *e);

/* From now on what there is counts as given with the catalog, not as made by statements. */
void catalog_mark_given(catalog *c);
bool catalog_is_given(const catalog *c, oid object);

/* Copies the record in.  oid 0 in it: a new one is given.  Strings and arrays it points to are not
 * copied and must live as long as the catalog (allocate them from catalog_arena).  Returns the OID. */
oid catalog_add(catalog *c, catalog_class class, const void *record);

/* Replaces the record with the same OID by this one; names, schema and parent may differ. */
void catalog_update(catalog *c, catalog_class class, const void *record);

/* Takes the record away, nothing else: dependents are depend.h's matter. */
void catalog_remove(catalog *c, catalog_class class, oid object);

/* A mark of the present state; rolling back undoes everything since, whatever was changed:
 * records, dependencies, comments, search path and settings. */
typedef struct catalog_mark {
    int log_length;
} catalog_mark;

catalog_mark catalog_save(const catalog *c);
void catalog_rollback(catalog *c, catalog_mark mark);

/* A number that changes whenever an operator that was found by name might no longer be the one to find:
 * operators, casts, schemas, the search path or what is known of an existing type have changed. */
uint64_t catalog_resolution_version(const catalog *c);

/* --- Notes --------------------------------------------------------------------------------- */

/* What a later stage made of a record, kept with the catalog so that it is made once.  One for each
 * record (not object: a changed object has another record); empty at first. */
typedef struct catalog_note {
    bool made;
    void *value;
} catalog_note;
catalog_note *catalog_note_of(const catalog *c, const void *record);

/* --- Comments ------------------------------------------------------------------------------ */

/* Objects are addressed by class, OID and, for columns, attribute number (else 0). */
typedef struct object_address {
    catalog_class class;
    oid object;
    int32_t sub;
} object_address;

/* NULL when there is none. */
const char *catalog_comment(const catalog *c, object_address address);
void catalog_set_comment(catalog *c, object_address address, const char *comment); /* NULL removes */

/* --- Settings (SET, RESET, set_config) -------------------------------------------------------- */

/* The value set, or NULL where nothing but the default holds.  search_path is kept parsed, see
 * search_path.h. */
const char *catalog_setting(const catalog *c, const char *name);
void catalog_set_setting(catalog *c, const char *name, const char *value); /* NULL resets */

#endif /* ORIEL_CATALOG_CATALOG_H */
