#ifndef ORIEL_ANALYZE_PLPGSQL_SCOPE_H
#define ORIEL_ANALYZE_PLPGSQL_SCOPE_H

/* Which names mean what: variables and labels, inner blocks hiding outer ones. */

#include "analyze/plpgsql/parser.h"

/* Opens a scope (label NULL: without one) and closes it again. */
void pl_scope_open(pl_parser *p, const char *label, pl_label_kind kind);
void pl_scope_close(pl_parser *p);

/* Adds a variable, or one more name for it. */
void pl_scope_add(pl_parser *p, const char *name, pl_datum *datum);

/* A new variable of that name, in scope. */
pl_datum *pl_scope_declare(pl_parser *p, const char *name, pl_datum_kind kind, oid type);

/* The variable of that name in the innermost scope only, or NULL. */
pl_datum *pl_scope_find_here(const pl_parser *p, const char *name);

/*
 * What a, a.b or a.b.c begins with: a variable, or a label and a variable.  Scalars have no fields,
 * so that a.b is never the scalar a.  *used is the number of names that make up the variable.
 * NULL when there is none.
 */
pl_datum *pl_scope_find(const pl_parser *p, const char *const *names, int count, int *used);

/* The innermost scope of that label, or NULL; NULL as label: the innermost loop. */
const pl_name *pl_scope_find_label(const pl_parser *p, const char *label);

#endif /* ORIEL_ANALYZE_PLPGSQL_SCOPE_H */
