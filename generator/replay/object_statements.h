#ifndef ORIEL_REPLAY_OBJECT_STATEMENTS_H
#define ORIEL_REPLAY_OBJECT_STATEMENTS_H

/* The handlers of statements about types, functions and everything else that is no relation: one
 * per kind of statement, called through replay.c's table. */

#include "replay/replay_internal.h"

/* types */
bool composite_type_replay(replay *r, PgQuery__Node *node);
bool create_enum_replay(replay *r, PgQuery__Node *node);
bool alter_enum_replay(replay *r, PgQuery__Node *node);
bool create_range_replay(replay *r, PgQuery__Node *node);
bool alter_type_replay(replay *r, PgQuery__Node *node);
bool create_domain_replay(replay *r, PgQuery__Node *node);
bool alter_domain_replay(replay *r, PgQuery__Node *node);

/* functions */
bool create_function_replay(replay *r, PgQuery__Node *node);
bool alter_function_replay(replay *r, PgQuery__Node *node);

/* CREATE TYPE (...), AGGREGATE, OPERATOR, COLLATION, TEXT SEARCH ... */
bool define_replay(replay *r, PgQuery__Node *node);

bool create_cast_replay(replay *r, PgQuery__Node *node);
bool create_conversion_replay(replay *r, PgQuery__Node *node);
bool create_operator_class_replay(replay *r, PgQuery__Node *node);
bool create_operator_family_replay(replay *r, PgQuery__Node *node);
bool alter_operator_family_replay(replay *r, PgQuery__Node *node);
bool alter_operator_replay(replay *r, PgQuery__Node *node);
bool create_access_method_replay(replay *r, PgQuery__Node *node);
bool create_language_replay(replay *r, PgQuery__Node *node);
bool do_replay(replay *r, PgQuery__Node *node);
bool create_transform_replay(replay *r, PgQuery__Node *node);

bool create_extension_replay(replay *r, PgQuery__Node *node);
bool alter_extension_replay(replay *r, PgQuery__Node *node);
bool alter_extension_contents_replay(replay *r, PgQuery__Node *node);
bool alter_object_depends_replay(replay *r, PgQuery__Node *node);

bool create_fdw_replay(replay *r, PgQuery__Node *node);
bool alter_fdw_replay(replay *r, PgQuery__Node *node);
bool create_server_replay(replay *r, PgQuery__Node *node);
bool alter_server_replay(replay *r, PgQuery__Node *node);
bool create_user_mapping_replay(replay *r, PgQuery__Node *node);
bool alter_user_mapping_replay(replay *r, PgQuery__Node *node);
bool drop_user_mapping_replay(replay *r, PgQuery__Node *node);
bool import_foreign_schema_replay(replay *r, PgQuery__Node *node);

bool create_publication_replay(replay *r, PgQuery__Node *node);
bool alter_publication_replay(replay *r, PgQuery__Node *node);
bool create_subscription_replay(replay *r, PgQuery__Node *node);
bool alter_subscription_replay(replay *r, PgQuery__Node *node);
bool drop_subscription_replay(replay *r, PgQuery__Node *node);
bool create_event_trigger_replay(replay *r, PgQuery__Node *node);
bool alter_event_trigger_replay(replay *r, PgQuery__Node *node);

bool alter_text_search_dictionary_replay(replay *r, PgQuery__Node *node);
bool alter_text_search_configuration_replay(replay *r, PgQuery__Node *node);
bool alter_collation_replay(replay *r, PgQuery__Node *node);

#endif /* ORIEL_REPLAY_OBJECT_STATEMENTS_H */
