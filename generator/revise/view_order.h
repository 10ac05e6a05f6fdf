#ifndef ORIEL_REVISE_VIEW_ORDER_H
#define ORIEL_REVISE_VIEW_ORDER_H

/* The order in which the views of a book can be made: each behind those its query names. */

#include "base/diagnostic.h"
#include "revise/view_book.h"

typedef struct view_order {
    int *items; /* indexes into the book's entries */
    int count;
} view_order;

/* Apart from what they need, views keep the book's order.  Views that use each other are an error
 * that names them, and false. */
bool view_order_of(arena *a, const view_book *book, view_order *order, diagnostics *d);

/* True when the statement that makes `entry` names the other view. */
bool view_order_names(const view_entry *entry, const view_entry *other);

#endif /* ORIEL_REVISE_VIEW_ORDER_H */
