#ifndef ORIEL_REVISE_STAR_TEXT_H
#define ORIEL_REVISE_STAR_TEXT_H

/*
 * SELECT * means the columns there were when the view was made.  This writes them out, so that the
 * text still makes the same view after its tables got more columns.
 */

#include "catalog/catalog.h"

/* The view's definition with the stars of its outermost select list written out; as it stands where
 * there are none or they cannot be told apart. */
const char *star_text_expand(arena *a, const pg_class *view);

#endif /* ORIEL_REVISE_STAR_TEXT_H */
