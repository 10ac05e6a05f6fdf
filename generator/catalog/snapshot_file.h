#ifndef ORIEL_CATALOG_SNAPSHOT_FILE_H
#define ORIEL_CATALOG_SNAPSHOT_FILE_H

/*
 * Snapshot files: an extension, or a schema with all that is in it, as `oriel snapshot` found them on
 * a server.  Such a file is what catalog/data/VERSION/extension/NAME/ holds, in one: a line [TABLE]
 * before each table's text, and first the table [server], whose column version names the server's.
 */

#include "base/diagnostic.h"
#include "catalog/extension.h"
#include "source/source_file.h"

#define SNAPSHOT_FILE_ENDING ".snapshot"

/* The server's major version; 0 with an error in `d` where the file does not say. */
int snapshot_file_version(arena *a, const source_file *file, diagnostics *d);

/* Everything is in the arena.  NULL with an error in `d` when something is wrong with the file. */
const extension *snapshot_file_read(arena *a, const source_file *file, diagnostics *d);

#endif /* ORIEL_CATALOG_SNAPSHOT_FILE_H */
