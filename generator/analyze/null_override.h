#ifndef ORIEL_ANALYZE_NULL_OVERRIDE_H
#define ORIEL_ANALYZE_NULL_OVERRIDE_H

/*
 * What the user knows better: comments `-- oriel: not null` and `-- oriel: nullable` at the items of a
 * view's outermost SELECT list.  A comment belongs to the item that it stands in, behind or on the line
 * of; alone on its line before an item, to that item.  Read by the proofs (nullability.c), checked once
 * by the command.
 */

#include "analyze/nullability.h"

typedef enum null_override_kind {
    NULL_OVERRIDE_NONE,
    NULL_OVERRIDE_NOT_NULL,
    NULL_OVERRIDE_NULLABLE,
} null_override_kind;

typedef struct null_override {
    null_override_kind kind;
    position at; /* the comment */
} null_override;

/* One for each attribute of a view, or NULL when there is none at all.  Comments that are wrong or stand
 * at no column are errors in `d` (NULL: passed over). */
const null_override *null_override_of_view(arena *a, const pg_class *view, diagnostics *d);

/* Checks the comments of all views: one that a proof contradicts is an error, one that a proof makes
 * needless a note. */
void null_override_check(const catalog *c, arena *a, diagnostics *d);

#endif /* ORIEL_ANALYZE_NULL_OVERRIDE_H */
