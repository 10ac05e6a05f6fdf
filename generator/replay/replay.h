#ifndef ORIEL_REPLAY_REPLAY_H
#define ORIEL_REPLAY_REPLAY_H

/*
 * Applies statements to a catalog as the server would.  A statement that the server would refuse is
 * an error in the diagnostics and changes nothing; the next is tried.
 */

#include "base/diagnostic.h"
#include "catalog/catalog.h"
#include "parse/sql_parser.h"
#include "source/source_file.h"

typedef struct replay replay;

/* NULL when there is no snapshot of that version. */
replay *replay_new(arena *a, int pg_version, diagnostics *d);

/* All statements of a file, in order. */
void replay_source(replay *r, const source_file *file);

/* One statement; false when it had an error. */
bool replay_statement(replay *r, const sql_statement *statement);

const catalog *replay_catalog(const replay *r);

/* Where the errors of statements go. */
diagnostics *replay_diagnostics(const replay *r);

/* A mark to go back to, between transaction blocks: for statements that are only tried. */
typedef struct replay_mark {
    catalog_mark catalog;
    const char *const *path;
    int path_count;
} replay_mark;
replay_mark replay_save(const replay *r);
void replay_rollback(replay *r, replay_mark mark);

/* Settings as a new connection has them: what the runner of migrations does between two of them. */
void replay_reset_session(replay *r);

/* search_path as SET takes it; NULL: the default. */
const char *replay_search_path(const replay *r);

#endif /* ORIEL_REPLAY_REPLAY_H */
