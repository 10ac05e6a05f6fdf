#ifndef ORIEL_REPLAY_RULE_CHECK_H
#define ORIEL_REPLAY_RULE_CHECK_H

/* What the server asks of a rule's analysed actions: which rows they see and which they give.  Used
 * by rule.c. */

#include "replay/function_body.h"
#include "replay/relation.h"

/* A SELECT rule's query, or a RETURNING list, must give the relation's columns, one for one; false
 * with an error. */
bool rule_check_columns(replay *r, const pg_class *rel, const attribute_list *columns,
                        bool is_select);

/* OLD and NEW in one action or in the rule's condition (NULL: none); they are entries 1 and 2 of
 * its range table.  False with an error. */
bool rule_check_action(replay *r, const PgQuery__RuleStmt *s, query *condition, query *action);

/* At most one RETURNING list, and only where it can be used; false with an error. */
bool rule_check_returning(replay *r, const PgQuery__RuleStmt *s, const pg_class *rel,
                          const query_list *actions);

#endif /* ORIEL_REPLAY_RULE_CHECK_H */
