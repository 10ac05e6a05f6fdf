#ifndef ORIEL_ANALYZE_UPDATABILITY_H
#define ORIEL_ANALYZE_UPDATABILITY_H

/* Which relations can be written through (manual, CREATE VIEW, "Updatable Views"), as
 * pg_relation_is_updatable() and pg_column_is_updatable() say it. */

#include "analyze/query.h"

/* The events as the server numbers them. */
enum updatability_event {
    CAN_UPDATE = 1 << 2,
    CAN_INSERT = 1 << 3,
    CAN_DELETE = 1 << 4,
};

/* A set of events.  INSTEAD OF triggers count only if asked for, as in the server's functions. */
int updatability_of_relation(const catalog *c, const pg_class *relation, bool with_triggers);

/* The column can be given a value by UPDATE (and then by INSERT too, where the relation can be
 * inserted into). */
bool updatability_of_column(const catalog *c, const pg_class *relation, int attribute,
                            bool with_triggers);

/* The events that unconditional INSTEAD rules, or INSTEAD OF triggers, take over. */
int updatability_of_rules(const catalog *c, const pg_class *relation);
int updatability_of_triggers(const catalog *c, const pg_class *relation);

/* NULL when a view of this query is automatically updatable, else the server's words why it is not.
 */
const char *updatability_why_not(const catalog *c, const query *q);

/* The same of deleting from it, which asks for no columns. */
const char *updatability_why_not_deletable(const catalog *c, const query *q);

#endif /* ORIEL_ANALYZE_UPDATABILITY_H */
