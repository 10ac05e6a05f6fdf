#ifndef ORIEL_ANALYZE_COLUMN_REF_H
#define ORIEL_ANALYZE_COLUMN_REF_H

/* Names in expressions: which column of which query level they mean (manual 4.2.1, 7.2.1). */

#include "analyze/parse_state.h"

/* a, t.a, s.t.a, whole rows, t.f(…) notation.  NULL with an error (hint: nearest name). */
expr *column_ref_transform(parse_state *ps, const PgQuery__ColumnRef *ref);

/* A bare column name in this level only (local_only) or any; NULL without an error when unknown, NULL with
 * an error when ambiguous. */
expr *column_ref_find(parse_state *ps, const char *name, bool local_only, int location);

/* The namespace item a (schema-)qualified table name means, and how many levels out; NULL when none (an
 * ambiguity is an error). */
namespace_item *column_ref_table(parse_state *ps, const char *schema, const char *name, int location,
                                 int *levels_up);

/* PostgreSQL's error for a table name that is not there or not visible (peer, hint). */
void column_ref_missing_table(parse_state *ps, const char *schema, const char *name, int location);

/* Var of an item's column, or of its whole row (attribute 0), or a system column. */
expr *column_ref_var(parse_state *ps, namespace_item *item, int column, int levels_up, int location);
expr *column_ref_whole_row(parse_state *ps, namespace_item *item, int levels_up, int location);

/* The number and type of a system column such as ctid; 0: no such. */
int system_column_number(const char *name);
void system_column_type(int number, oid *type, const char **name);

#endif /* ORIEL_ANALYZE_COLUMN_REF_H */
