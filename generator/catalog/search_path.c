#include "catalog/search_path.h"

#include <string.h>

#include "catalog/overlay.h"

/* What SET search_path said. */
typedef struct path_names {
    const char *const *names;
    int count;
} path_names;

typedef struct search_path_state {
    const path_names *names;
    bool active_is_current;
    search_path active;
    oid temp; /* the temporary schema, or 0 */
} search_path_state;

static const char *const default_names[] = {"$user", "public"};
static const path_names default_path = {default_names, 2};

/* What PostgreSQL calls a session's own temporary schema; the number differs between sessions. */
#define TEMP_NAMESPACE_NAME "pg_temp_3"

void search_path_start(catalog *c) {
    c->path = ARENA_NEW(c->arena, search_path_state);
    c->path->names = &default_path;
}

void search_path_schemas_changed(catalog *c) {
    c->path->active_is_current = false;
    c->resolution_version++;
}

static void restore_names(catalog *c, const overlay_undo *step) {
    c->path->names = step->old;
    c->path->active_is_current = false;
    c->resolution_version++;
}

static const path_names *copy_names(arena *a, const char *const *names, int count) {
    path_names *copy = ARENA_NEW(a, path_names);
    const char **items = ARENA_ARRAY(a, const char *, count);
    for (int i = 0; i < count; i++) {
        items[i] = arena_strdup(a, names[i]);
    }
    *copy = (path_names){items, count};
    return copy;
}

void search_path_set(catalog *c, const char *const *names, int count) {
    overlay_log(c, restore_names, NULL, c->path->names);
    c->path->names = names == NULL ? &default_path : copy_names(c->arena, names, count);
    c->path->active_is_current = false;
    c->resolution_version++;
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], "pg_temp") == 0) {
            search_path_temp_namespace(c); /* it may be where things are made */
        }
    }
}

/* --- Temporary schema ---------------------------------------------------------------------- */

static void forget_temp(catalog *c, const overlay_undo *step) {
    (void)step;
    c->path->temp = INVALID_OID;
    c->path->active_is_current = false;
    c->resolution_version++;
}

oid search_path_temp_namespace(catalog *c) {
    if (c->path->temp == INVALID_OID) {
        pg_namespace made = {.name = TEMP_NAMESPACE_NAME};
        c->path->temp = catalog_add(c, CLASS_NAMESPACE, &made);
        overlay_log(c, forget_temp, NULL, NULL);
        c->path->active_is_current = false;
    c->resolution_version++;
    }
    return c->path->temp;
}

oid search_path_existing_temp_namespace(const catalog *c) {
    return c->path->temp;
}

/* --- The active path ----------------------------------------------------------------------- */

oid search_path_namespace(const catalog *c, const char *name) {
    if (strcmp(name, "pg_temp") == 0) {
        return c->path->temp;
    }
    const pg_namespace *found = catalog_find_named(c, CLASS_NAMESPACE, 0, name);
    return found == NULL ? INVALID_OID : found->oid;
}

static bool contains(const oid *schemas, int count, oid schema) {
    for (int i = 0; i < count; i++) {
        if (schemas[i] == schema) {
            return true;
        }
    }
    return false;
}

/* The schemas named that exist, each once, in the order they are named. */
static int resolve_names(const catalog *c, oid *schemas) {
    const path_names *names = c->path->names;
    int count = 0;
    for (int i = 0; i < names->count; i++) {
        oid schema = search_path_namespace(c, names->names[i]);
        if (schema != INVALID_OID && !contains(schemas, count, schema)) {
            schemas[count++] = schema;
        }
    }
    return count;
}

const search_path *search_path_active(const catalog *c) {
    search_path_state *state = c->path;
    if (state->active_is_current) {
        return &state->active;
    }
    oid *schemas = ARENA_ARRAY(c->arena, oid, state->names->count + 2);
    oid *named = schemas + 2;
    int count = resolve_names(c, named);
    state->active.creation = count > 0 ? named[0] : INVALID_OID;
    oid *first = named;
    if (!contains(named, count, PG_CATALOG_NAMESPACE)) {
        *--first = PG_CATALOG_NAMESPACE;
    }
    if (state->temp != INVALID_OID && !contains(named, count, state->temp)) {
        *--first = state->temp;
    }
    state->active.schemas = first;
    state->active.count = (int)(named + count - first);
    state->active_is_current = true;
    return &state->active;
}

/* Only relations and types are found in the temporary schema by their bare names. */
static bool is_searched(const catalog *c, catalog_class class, oid schema) {
    return schema != c->path->temp || class == CLASS_RELATION || class == CLASS_TYPE;
}

/* The place of the schema in the path as it is searched for that class, or -1. */
static int rank_of(const catalog *c, catalog_class class, oid schema) {
    const search_path *path = search_path_active(c);
    for (int i = 0; i < path->count; i++) {
        if (path->schemas[i] == schema) {
            return is_searched(c, class, schema) ? i : -1;
        }
    }
    return -1;
}

/* --- Single objects ------------------------------------------------------------------------ */

const void *search_path_find(const catalog *c, catalog_class class, const char *schema,
                             const char *name) {
    if (schema != NULL) {
        oid namespace = search_path_namespace(c, schema);
        return namespace == INVALID_OID ? NULL : catalog_find_named(c, class, namespace, name);
    }
    const catalog_record *best = NULL;
    int best_rank = 0;
    catalog_scan scan = catalog_scan_name(c, class, name);
    for (const catalog_record *r; (r = catalog_next(&scan)) != NULL;) {
        int rank = rank_of(c, class, r->namespace);
        if (rank >= 0 && (best == NULL || rank < best_rank)) {
            best = r;
            best_rank = rank;
        }
    }
    return best;
}

const pg_class *search_path_relation(const catalog *c, const char *schema, const char *name) {
    return search_path_find(c, CLASS_RELATION, schema, name);
}

const pg_type *search_path_type(const catalog *c, const char *schema, const char *name) {
    return search_path_find(c, CLASS_TYPE, schema, name);
}

const pg_collation *search_path_collation(const catalog *c, const char *schema, const char *name) {
    return search_path_find(c, CLASS_COLLATION, schema, name);
}

const pg_opclass *search_path_opclass(const catalog *c, oid method, const char *schema,
                                      const char *name) {
    const search_path *path = search_path_active(c);
    oid wanted = schema != NULL ? search_path_namespace(c, schema) : INVALID_OID;
    const pg_opclass *best = NULL;
    int best_rank = path->count;
    catalog_scan scan = catalog_scan_name(c, CLASS_OPCLASS, name);
    for (const pg_opclass *o; (o = catalog_next(&scan)) != NULL;) {
        if (o->method != method) {
            continue;
        }
        if (schema != NULL && o->namespace == wanted) {
            return o;
        }
        for (int i = 0; schema == NULL && i < best_rank; i++) {
            if (path->schemas[i] == o->namespace) {
                best = o;
                best_rank = i;
            }
        }
    }
    return best;
}

/* True when two objects of one name could not stand in one schema. */
static bool same_signature(catalog_class class, const void *left, const void *right) {
    if (class == CLASS_PROC) {
        const pg_proc *a = left, *b = right;
        return a->arg_count == b->arg_count &&
               (a->arg_count == 0 ||
                memcmp(a->args, b->args, sizeof *a->args * (size_t)a->arg_count) == 0);
    }
    if (class == CLASS_OPERATOR) {
        const pg_operator *a = left, *b = right;
        return a->left == b->left && a->right == b->right;
    }
    if (class == CLASS_OPCLASS) {
        return ((const pg_opclass *)left)->method == ((const pg_opclass *)right)->method;
    }
    if (class == CLASS_OPFAMILY) {
        return ((const pg_opfamily *)left)->method == ((const pg_opfamily *)right)->method;
    }
    return true;
}

bool search_path_is_visible(const catalog *c, catalog_class class, oid object) {
    const catalog_record *record = catalog_find(c, class, object);
    int rank = record == NULL ? -1 : rank_of(c, class, record->namespace);
    if (rank <= 0) {
        return rank == 0;
    }
    catalog_scan scan = catalog_scan_name(c, class, record->name);
    for (const catalog_record *r; (r = catalog_next(&scan)) != NULL;) {
        int other = rank_of(c, class, r->namespace);
        if (other >= 0 && other < rank && same_signature(class, r, record)) {
            return false;
        }
    }
    return true;
}

/* --- Candidates ---------------------------------------------------------------------------- */

typedef struct candidate_list {
    arena *arena;
    LIST_OF(const void *) items;
    LIST_OF(int) ranks;
    bool mixed; /* from several schemas */
} candidate_list;

static void add_candidate(candidate_list *list, const void *item, int rank) {
    list->mixed = list->mixed || (list->ranks.count > 0 && list->ranks.items[0] != rank);
    *LIST_PUSH(list->arena, &list->items) = item;
    *LIST_PUSH(list->arena, &list->ranks) = rank;
}

/* Where objects of `class` are looked for: one schema, or (schema NULL) the path. */
typedef struct candidate_place {
    const char *schema;
    oid namespace;
} candidate_place;

static candidate_place place_of(const catalog *c, const char *schema) {
    return (candidate_place){schema, schema == NULL ? 0 : search_path_namespace(c, schema)};
}

static int candidate_rank(const catalog *c, catalog_class class, const candidate_place *place,
                          oid namespace) {
    if (place->schema == NULL) {
        return rank_of(c, class, namespace);
    }
    return namespace == place->namespace && namespace != INVALID_OID ? 0 : -1;
}

/* The list without operators that one of the same types in an earlier schema hides. */
static candidate_list without_hidden(const candidate_list *list) {
    candidate_list kept = {.arena = list->arena};
    for (int i = 0; i < list->items.count; i++) {
        bool hidden = false;
        for (int j = 0; j < list->items.count && !hidden; j++) {
            hidden = list->ranks.items[j] < list->ranks.items[i] &&
                     same_signature(CLASS_OPERATOR, list->items.items[j], list->items.items[i]);
        }
        if (!hidden) {
            add_candidate(&kept, list->items.items[i], list->ranks.items[i]);
        }
    }
    return kept;
}

static search_path_candidates candidates(const candidate_list *list) {
    return (search_path_candidates){list->items.items, list->ranks.items, list->items.count};
}

search_path_candidates search_path_functions(const catalog *c, arena *a, const char *schema,
                                             const char *name) {
    candidate_place place = place_of(c, schema);
    candidate_list list = {.arena = a};
    catalog_scan scan = catalog_scan_name(c, CLASS_PROC, name);
    for (const pg_proc *f; (f = catalog_next(&scan)) != NULL;) {
        int rank = candidate_rank(c, CLASS_PROC, &place, f->namespace);
        if (rank >= 0) {
            add_candidate(&list, f, rank);
        }
    }
    return candidates(&list);
}

search_path_candidates search_path_operators(const catalog *c, arena *a, const char *schema,
                                             const char *name, char kind) {
    candidate_place place = place_of(c, schema);
    candidate_list list = {.arena = a};
    catalog_scan scan = catalog_scan_name(c, CLASS_OPERATOR, name);
    for (const pg_operator *o; (o = catalog_next(&scan)) != NULL;) {
        int rank = candidate_rank(c, CLASS_OPERATOR, &place, o->namespace);
        if (rank >= 0 && o->kind == kind) {
            add_candidate(&list, o, rank);
        }
    }
    if (list.mixed) {
        list = without_hidden(&list);
    }
    return candidates(&list);
}
