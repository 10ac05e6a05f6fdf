#ifndef ORIEL_CATALOG_OVERLAY_H
#define ORIEL_CATALOG_OVERLAY_H

/*
 * The inside of a catalog: what statements have put over the snapshot, found by OID, name and
 * parent, and the log that takes it back.  Used by the files of catalog/ only.
 */

#include "catalog/catalog.h"

/* Hash tables live in the arena of the catalog `c` in scope; it never runs out without leaving. */
#define uthash_malloc(size)        arena_alloc(c->arena, (size))
#define uthash_free(pointer, size) ((void)0)
#include <uthash.h>

typedef struct overlay_link {
    struct overlay_entry *entry;
    struct overlay_link *previous, *next;
} overlay_link;

/* Entries by ascending OID: the order they were made in, whatever was undone between. */
typedef struct overlay_list {
    overlay_link *first, *last;
} overlay_list;

typedef enum overlay_index {
    OVERLAY_ALL,
    OVERLAY_NAME,
    OVERLAY_GROUP, /* of one parent; for casts, of one pair of types */
    OVERLAY_INDEX_COUNT
} overlay_index;

/* What is known of one object instead of what the snapshot says. */
typedef struct overlay_entry {
    oid object;
    catalog_class class;
    bool builtin;                 /* the snapshot has a row for it */
    const catalog_record *record; /* NULL: there is no such object */
    overlay_link links[OVERLAY_INDEX_COUNT];
    overlay_list *lists[OVERLAY_INDEX_COUNT]; /* the ones it is in */
    UT_hash_handle hh;
} overlay_entry;

typedef struct overlay_name {
    const char *name;
    overlay_list list;
    UT_hash_handle hh;
} overlay_name;

typedef struct overlay_group {
    uint64_t key;
    overlay_list list;
    UT_hash_handle hh;
} overlay_group;

typedef struct overlay_class {
    overlay_entry *by_oid;
    overlay_name *by_name;
    overlay_group *by_group;
    overlay_list all;
    int builtin_count; /* entries over snapshot rows */
} overlay_class;

/* One change, and how to take it back. */
typedef struct overlay_undo {
    void (*undo)(catalog *c, const struct overlay_undo *step);
    void *subject;
    const void *old;
} overlay_undo;

struct catalog {
    arena *arena;
    const catalog_snapshot *snapshot;
    oid next_oid;
    uint64_t resolution_version;
    overlay_class classes[CLASS_COUNT];
    LIST_OF(overlay_undo) log;
    struct comment_entry *comments;
    struct setting_entry *settings;
    struct note_entry *notes;
    struct depend_node *referrers, *references;
    struct search_path_state *path;
    LIST_OF(oid) never_null; /* functions declared never to return NULL; not undone by rollbacks */
    LIST_OF(const struct extension *) offered;
    oid given_end; /* user objects below it came with the catalog */
};

/* Notes how to take back a change that is being made. */
void overlay_log(catalog *c, void (*undo)(catalog *c, const overlay_undo *step), void *subject,
                 const void *old);

/* The row of the snapshot, whatever lies over it; NULL when there is none. */
const catalog_record *overlay_snapshot_row(const catalog *c, catalog_class class, oid object);

/* NULL when nothing lies over the snapshot. */
overlay_entry *overlay_find(const catalog *c, catalog_class class, oid object);

/* Makes `record` (NULL: nothing) what the catalog says of that object, and logs it. */
void overlay_put(catalog *c, catalog_class class, oid object, const catalog_record *record);

/* The entries with that name, or of that group; NULL when there never were any. */
const overlay_list *overlay_named(const catalog *c, catalog_class class, const char *name);
const overlay_list *overlay_grouped(const catalog *c, catalog_class class, uint64_t key);

/* The group of a cast. */
uint64_t overlay_cast_key(oid source, oid target);

/* comment.c, setting.c, search_path.c: what catalog_new begins with. */
void search_path_start(catalog *c);
/* Called when a schema appears, disappears or is renamed. */
void search_path_schemas_changed(catalog *c);

#endif /* ORIEL_CATALOG_OVERLAY_H */
