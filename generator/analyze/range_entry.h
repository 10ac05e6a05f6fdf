#ifndef ORIEL_ANALYZE_RANGE_ENTRY_H
#define ORIEL_ANALYZE_RANGE_ENTRY_H

/* Range table entries and the names they give: what all kinds of FROM items have in common. */

#include "analyze/parse_state.h"

/* A new entry, known by the alias where one was written, else by `name` (may be NULL). */
range_table_entry *range_entry_new(parse_state *ps, rte_kind kind, const PgQuery__Alias *alias,
                                   const char *name);

/* Appends a column. */
rte_column *range_entry_add_column(parse_state *ps, range_table_entry *rte, const char *name,
                                   oid type, int32_t typmod, oid collation);

/* Renames the columns by the alias' column list; dropped columns take no alias.  what: the words
 * before the name in the error about too many ("table", "join expression").  false with an error.
 */
bool range_entry_rename(parse_state *ps, range_table_entry *rte, const PgQuery__Alias *alias,
                        const char *what);

/* The same without an error: the number of columns there are when there are too few, else -1. */
int range_entry_apply_names(range_table_entry *rte, const PgQuery__Alias *alias);

/* Adds the entry to the range table.  Its item is visible by name and by columns. */
namespace_item *range_entry_add(parse_state *ps, range_table_entry *rte);

/* A reference to a column as names see it. */
expr *range_entry_var(parse_state *ps, const namespace_column *column, int levels_up, int location);

/* The join tree's node of a table. */
join_node *range_entry_join_node(parse_state *ps, int rtindex);

#endif /* ORIEL_ANALYZE_RANGE_ENTRY_H */
