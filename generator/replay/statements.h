#ifndef ORIEL_REPLAY_STATEMENTS_H
#define ORIEL_REPLAY_STATEMENTS_H

/* The handlers: one per kind of statement, in the file named after it.  replay.c's table is their
 * only caller, except where a statement is made of others. */

#include "replay/replay_internal.h"

bool create_schema_replay(replay *r, PgQuery__Node *node);
bool set_replay(replay *r, PgQuery__Node *node);
bool select_statement_replay(replay *r, PgQuery__Node *node);
bool transaction_replay(replay *r, PgQuery__Node *node);
bool create_table_replay(replay *r, PgQuery__Node *node);
bool create_foreign_table_replay(replay *r, PgQuery__Node *node);
bool prepare_replay(replay *r, PgQuery__Node *node);
bool deallocate_replay(replay *r, PgQuery__Node *node);
bool discard_replay(replay *r, PgQuery__Node *node);
bool create_table_as_replay(replay *r, PgQuery__Node *node);
bool refresh_replay(replay *r, PgQuery__Node *node);
bool create_view_replay(replay *r, PgQuery__Node *node);
bool create_index_replay(replay *r, PgQuery__Node *node);
bool create_sequence_replay(replay *r, PgQuery__Node *node);
bool alter_sequence_replay(replay *r, PgQuery__Node *node);
bool alter_table_replay(replay *r, PgQuery__Node *node);
bool rename_replay(replay *r, PgQuery__Node *node);
bool set_schema_replay(replay *r, PgQuery__Node *node);
bool drop_replay(replay *r, PgQuery__Node *node);
bool comment_replay(replay *r, PgQuery__Node *node);
bool create_rule_replay(replay *r, PgQuery__Node *node);
bool create_trigger_replay(replay *r, PgQuery__Node *node);
bool create_policy_replay(replay *r, PgQuery__Node *node);
bool alter_policy_replay(replay *r, PgQuery__Node *node);
bool create_statistics_replay(replay *r, PgQuery__Node *node);
bool owner_replay(replay *r, PgQuery__Node *node);

#endif /* ORIEL_REPLAY_STATEMENTS_H */
