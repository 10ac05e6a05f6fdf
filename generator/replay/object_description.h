#ifndef ORIEL_REPLAY_OBJECT_DESCRIPTION_H
#define ORIEL_REPLAY_OBJECT_DESCRIPTION_H

/* Objects in words, as messages about dependencies name them: "view v", "column a of table t". */

#include "replay/replay_internal.h"

const char *object_describe(replay *r, object_address address);

/* name(type, type) of a function, operator(type, type) of an operator; qualified where not visible.
 */
const char *object_function_signature(replay *r, const pg_proc *proc);
const char *object_operator_signature(replay *r, const pg_operator *op);

/* The object's name, with its schema where it is not visible. */
const char *object_visible_name(replay *r, catalog_class class, const catalog_record *record);

#endif /* ORIEL_REPLAY_OBJECT_DESCRIPTION_H */
