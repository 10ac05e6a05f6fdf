#ifndef ORIEL_ANALYZE_ASSIGNMENT_H
#define ORIEL_ANALYZE_ASSIGNMENT_H

/* Values given to columns, to fields and elements of columns (manual 10.4, 8.15.4, 8.16.4): used by
 * INSERT, UPDATE and ON CONFLICT DO UPDATE. */

#include "analyze/parse_state.h"

/* What stands before the value. */
typedef struct assignment_place {
    const range_table_entry *rte; /* of the table */
    const char *name;             /* the column's */
    int attribute;                /* its number; negative for system columns */
    size_t step_count;            /* steps into the column: fields and subscripts */
    PgQuery__Node **steps;
    clause_kind clause; /* CLAUSE_INSERT_TARGET or CLAUSE_UPDATE_TARGET */
    int location;
} assignment_place;

/* The value as what it is given to has to be; NULL with an error.  Subscripts on the way become
 * junk targets of the query. */
expr *assignment_transform(parse_state *ps, const assignment_place *place, expr *value);

/* The number of the table's column of this name; 0: there is none. */
int assignment_column(const range_table_entry *rte, const char *name);

/* SET lists: fill the targets and *assignments. */
bool update_list_transform(parse_state *ps, const range_table_entry *rte, size_t count,
                           PgQuery__Node **nodes, assignment_list *assignments);

#endif /* ORIEL_ANALYZE_ASSIGNMENT_H */
