#include "replay/define.h"

#include "replay/object_statements.h"

bool define_replay(replay *r, PgQuery__Node *node) {
    const define_statement *s = node->define_stmt;
    switch ((int)s->kind) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
        return define_base_type(r, s);
    case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
        return define_aggregate(r, s);
    case PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR:
        return define_operator(r, s);
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION:
        return define_collation(r, s);
    default:
        return define_text_search(r, s);
    }
}
