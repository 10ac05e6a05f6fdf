#ifndef ORIEL_CATALOG_DEPEND_H
#define ORIEL_CATALOG_DEPEND_H

/*
 * What depends on what, as in pg_depend: recorded when objects are made, followed when they are
 * dropped.  The rules of the types are the manual's (pg_depend).
 */

#include "catalog/catalog.h"

typedef enum dependency_type {
    DEPENDENCY_ANY = 0, /* for depend_remove */
    DEPENDENCY_NORMAL = 'n',
    DEPENDENCY_AUTO = 'a',
    DEPENDENCY_INTERNAL = 'i',
    DEPENDENCY_PARTITION_PRIMARY = 'P',
    DEPENDENCY_PARTITION_SECONDARY = 'S',
    DEPENDENCY_EXTENSION = 'e',
    DEPENDENCY_AUTO_EXTENSION = 'x',
} dependency_type;

typedef struct dependency {
    object_address dependent, referenced;
    dependency_type type;
} dependency;

/* Records one.  Of and on objects that are part of the server nothing is recorded: those cannot be
 * dropped (the schema public and what initdb's scripts make, as information_schema, can). */
void depend_add(catalog *c, object_address dependent, object_address referenced,
                dependency_type type);

/* Forgets what `dependent` (sub 0: it or any part of it) depends on, of one type, or of all when type
 * is DEPENDENCY_ANY. */
void depend_remove(catalog *c, object_address dependent, dependency_type type);

/* Scans in the order of recording: what refers to an object, and what an object refers to; sub 0 takes
 * the object and any part of it, another sub exactly that part.  Edges may be removed meanwhile. */
typedef struct depend_scan {
    const void *next;
    object_address address;
    bool referrers;
} depend_scan;

depend_scan depend_scan_referrers(const catalog *c, object_address referenced);
depend_scan depend_scan_references(const catalog *c, object_address dependent);
const dependency *depend_next(depend_scan *scan);

#endif /* ORIEL_CATALOG_DEPEND_H */
