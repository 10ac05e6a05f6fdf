#ifndef ORIEL_REPLAY_CONSTRAINT_H
#define ORIEL_REPLAY_CONSTRAINT_H

/* Constraints of tables: checks, keys, foreign keys. */

#include "replay/table_plan.h"

/* Folds DEFERRABLE, INITIALLY DEFERRED and the like, which the grammar gives as constraints of
 * their own behind the one they belong to; false with an error. */
bool constraint_merge_attributes(replay *r, size_t count, PgQuery__Node **constraints);

/* Each adds its constraints to a table that is in the catalog; false with an error.  only: keys are
 * not made for partitions. */
bool constraint_add_checks(replay *r, oid relation, const planned_constraint_list *list);
bool constraint_add_keys(replay *r, oid relation, const planned_constraint_list *list, bool only);
bool constraint_add_foreign_keys(replay *r, oid relation, const planned_constraint_list *list);

/* Adds the record and its dependencies on columns (or the whole relation). */
oid constraint_store(replay *r, const pg_constraint *record);

/* Is the name taken among the relation's constraints?  Then the server's error is added and the
 * result is true. */
bool constraint_name_is_used(replay *r, const pg_class *relation, const char *name);

/* Takes checks of a parent over: merges with one of the same name or adds; false with an error. */
bool constraint_inherit_checks(replay *r, oid child, oid parent, const int16_t *map);

/* Checks that a table got after the OID `before` go to those that inherit from it. */
bool constraint_spread_checks(replay *r, oid table, oid before);

/* After a column has changed its type: can the foreign keys over it still be?  False with an error.
 */
bool constraint_recheck_foreign_keys(replay *r, oid table, int number);

/* Gives a partition, and its partitions, a foreign key of the partitioned table: one it has already
 * takes the place, else a copy is made. */
void constraint_clone_foreign_key(replay *r, const pg_constraint *parent, oid partition,
                                  const int16_t *map);

/* Adds `copy`, a copy of a constraint for another table, with keys and dependencies mapped. */
oid constraint_copy(replay *r, const pg_constraint *from, pg_constraint *copy, const int16_t *map);

/* A copy of one check for another table (LIKE); name NULL: the same. */
bool constraint_copy_check(replay *r, const pg_constraint *check, oid table, const int16_t *map);

/* The numbers of the columns of `to` that have the names of the columns of `from`: map[i] is for
 * attribute i + 1; 0 where there is none. */
int16_t *constraint_column_map(replay *r, const pg_class *from, const pg_class *to);

/* The primary key of a table, or NULL. */
const pg_constraint *constraint_primary_key(replay *r, oid relation);

#endif /* ORIEL_REPLAY_CONSTRAINT_H */
