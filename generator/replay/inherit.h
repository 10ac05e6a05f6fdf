#ifndef ORIEL_REPLAY_INHERIT_H
#define ORIEL_REPLAY_INHERIT_H

/* Inheritance: columns and checks that come from parents. */

#include "replay/table_plan.h"

/* Puts the parents' columns in front of the plan's own, merging those of the same name, and
 * renumbers what refers to the plan's columns; false with an error. */
bool inherit_merge_columns(replay *r, table_plan *plan, const oid_list *parents);

/* A typed table: the plan's first columns are the type's, the others add to them; false with an
 * error. */
bool inherit_merge_typed_columns(replay *r, table_plan *plan, int type_columns);

/* Makes the relation a child: parents, dependencies, checks. */
bool inherit_from(replay *r, oid child, const oid_list *parents, bool partition);

/* ALTER TABLE ... INHERIT and ATTACH PARTITION: the child must fit; false with an error. */
bool inherit_attach(replay *r, oid child, oid parent, bool partition);

/* ALTER TABLE ... NO INHERIT and DETACH PARTITION. */
void inherit_detach(replay *r, oid child, oid parent);

#endif /* ORIEL_REPLAY_INHERIT_H */
