#include "replay/replay_internal.h"

#include "base/text.h"
#include "replay/settings.h"

/* What lies around the statements: marks to go back to, and the settings of the session. */

replay_mark replay_save(const replay *r) {
    return (replay_mark){catalog_save(r->catalog), r->path, r->path_count};
}

void replay_rollback(replay *r, replay_mark mark) {
    catalog_rollback(r->catalog, mark.catalog);
    r->savepoints.count = 0;
    r->locals.count = 0;
    settings_set_path(r, mark.path, mark.path_count);
}

void replay_reset_session(replay *r) {
    r->savepoints.count = 0;
    r->locals.count = 0;
    r->prepared.count = 0;
    settings_set_path(r, NULL, 0);
}

const char *replay_search_path(const replay *r) {
    if (r->path == NULL) {
        return NULL;
    }
    text t = text_new(r->arena);
    for (int i = 0; i < r->path_count; i++) {
        text_add(&t, i > 0 ? ", " : "");
        text_add(&t, quote_identifier(r->arena, r->path[i]));
    }
    return t.length > 0 ? text_string(&t) : "''";
}

diagnostics *replay_diagnostics(const replay *r) {
    return r->diagnostics;
}
