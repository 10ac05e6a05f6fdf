#ifndef ORIEL_REVISE_STATEMENT_TEXT_H
#define ORIEL_REVISE_STATEMENT_TEXT_H

/*
 * Statements about views as text, and what has to be changed in it: OR REPLACE put in, another
 * name, GRANT turned into REVOKE.  Everything else stays as its author wrote it.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "parse/sql_parser.h"

/* The statement without its semicolon and what follows. */
const char *statement_text_plain(arena *a, const sql_statement *s);

/* What CREATE VIEW or CREATE MATERIALIZED VIEW says about the view, whatever its name and whether
 * OR REPLACE stands there: equal for statements that make the same view. */
const char *statement_text_view_fingerprint(arena *a, const char *create);

/* CREATE VIEW with OR REPLACE, CREATE ... without it. */
const char *statement_text_or_replace(arena *a, const char *create);
const char *statement_text_without_replace(arena *a, const char *create);

/* CREATE VIEW with another name (already quoted) and, unless NULL, another list of columns. */
const char *statement_text_rename_view(arena *a, const char *create, const char *name,
                                       const char *columns);

/* A GRANT or REVOKE for this object (quoted) alone. */
const char *statement_text_grant_on(arena *a, const char *grant, const char *object);

/* What takes a GRANT or REVOKE back. */
const char *statement_text_undo_grant(arena *a, const char *grant);

/* A statement about a view (an index, a trigger, a comment ...) for the view's new name (qualified
 * and quoted); `old` is the former name as it is, not quoted. */
const char *statement_text_rename_subject(arena *a, const char *sql, const char *old,
                                          const char *name);

/* COMMENT ON COLUMN for another column (quoted) of this view. */
const char *statement_text_rename_column_comment(arena *a, const char *comment, const char *view,
                                                 const char *column);

/* COMMENT ON ... IS NULL for a COMMENT ON. */
const char *statement_text_undo_comment(arena *a, const char *comment);

#endif /* ORIEL_REVISE_STATEMENT_TEXT_H */
