#ifndef ORIEL_REPLAY_DEFINE_H
#define ORIEL_REPLAY_DEFINE_H

/* The kinds of CREATE that share one grammar, name (option = value, ...): define.c tells them
 * apart. */

#include "replay/definition.h"

typedef PgQuery__DefineStmt define_statement;

bool define_base_type(replay *r, const define_statement *s);
bool define_aggregate(replay *r, const define_statement *s);
bool define_operator(replay *r, const define_statement *s);
bool define_collation(replay *r, const define_statement *s);
bool define_text_search(replay *r, const define_statement *s);

#endif /* ORIEL_REPLAY_DEFINE_H */
