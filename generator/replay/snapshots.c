#include "replay/snapshots.h"

#include "catalog/extension.h"
#include "catalog/snapshot_file.h"
#include "replay/replay_internal.h"
#include "source/directory.h"

static bool read_one(replay *r, const char *path, bool *unreadable) {
    const source_file *file = source_file_read(r->arena, path, r->diagnostics, unreadable);
    int version = file == NULL ? 0 : snapshot_file_version(r->arena, file, r->diagnostics);
    if (version != catalog_version(r->catalog)) {
        return version != 0;
    }
    const extension *e = snapshot_file_read(r->arena, file, r->diagnostics);
    if (e != NULL) {
        catalog_offer(r->catalog, e);
    }
    return e != NULL;
}

enum { DEEPEST_REQUIREMENT = 32 };

/* Where a server keeps extensions that others need is not in the snapshot: public, mostly. */
static bool add_requirements(replay *r, const extension *e, int depth) {
    for (int i = 0; i < e->require_count; i++) {
        if (catalog_find_named(r->catalog, CLASS_EXTENSION, 0, e->requires[i]) != NULL) {
            continue;
        }
        const extension *needed = extension_known(r->catalog, e->requires[i]);
        if (needed == NULL || depth == DEEPEST_REQUIREMENT ||
            !add_requirements(r, needed, depth + 1)) {
            diagnostics_add(r->diagnostics, DIAGNOSTIC_ERROR, NULL, (position){0},
                            "the snapshot of \"%s\" needs the extension \"%s\"", e->name,
                            e->requires[i])
                ->hint = "Take a snapshot of that extension too.";
            return false;
        }
        extension_install(r->catalog, needed, PUBLIC_NAMESPACE);
    }
    return true;
}

static bool add_schema(replay *r, const extension *e) {
    if (!add_requirements(r, e, 0)) {
        return false;
    }
    const pg_namespace *found = catalog_find_named(r->catalog, CLASS_NAMESPACE, 0, e->name);
    oid schema = found != NULL
                     ? found->oid
                     : catalog_add(r->catalog, CLASS_NAMESPACE, &(pg_namespace){.name = e->name});
    return extension_install(r->catalog, e, schema) != INVALID_OID;
}

bool snapshots_add(replay *r, const char *directory, bool *unreadable) {
    file_names names = {0};
    if (directory == NULL) {
        return true;
    }
    if (!directory_files(r->arena, directory, SNAPSHOT_FILE_ENDING, &names, r->diagnostics)) {
        *unreadable = true;
        return false;
    }
    bool fine = true;
    for (int i = 0; i < names.count; i++) {
        const char *path = directory_path(r->arena, directory, names.items[i]);
        fine = read_one(r, path, unreadable) && fine;
    }
    const extension *const *offered = extension_offered(r->catalog);
    for (; fine && *offered != NULL; offered++) {
        fine = !(*offered)->is_schema || add_schema(r, *offered);
    }
    catalog_mark_given(r->catalog);
    return fine;
}
