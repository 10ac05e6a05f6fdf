#ifndef ORIEL_REPLAY_OPCLASS_MEMBER_H
#define ORIEL_REPLAY_OPCLASS_MEMBER_H

/* The single entries of operator classes and families. */

#include "replay/opfamily.h"

/* Is the number one that the access method knows?  False with an error. */
bool opclass_member_check_number(replay *r, const pg_am *method, int number, bool is_operator);

/* The types written behind an entry's number: one stands for both.  False with an error. */
bool opclass_member_types(replay *r, const PgQuery__CreateOpClassItem *item, oid types[2]);

/* Can the method store other data than the indexed type?  And order by an operator? */
bool opclass_method_stores(const pg_am *method);
bool opclass_method_orders(const pg_am *method);

#endif /* ORIEL_REPLAY_OPCLASS_MEMBER_H */
