#include "analyze/parse_state.h"

const char *clause_name(clause_kind clause) {
    switch (clause) {
    case CLAUSE_NONE:
        return "invalid expression context";
    case CLAUSE_OTHER:
        return "extension expression";
    case CLAUSE_JOIN_ON:
        return "JOIN/ON";
    case CLAUSE_JOIN_USING:
        return "JOIN/USING";
    case CLAUSE_FROM_SUBSELECT:
        return "sub-SELECT in FROM";
    case CLAUSE_FROM_FUNCTION:
        return "function in FROM";
    case CLAUSE_WHERE:
    case CLAUSE_COPY_WHERE:
        return "WHERE";
    case CLAUSE_POLICY:
        return "POLICY";
    case CLAUSE_HAVING:
        return "HAVING";
    case CLAUSE_FILTER:
        return "FILTER";
    case CLAUSE_WINDOW_PARTITION:
        return "window PARTITION BY";
    case CLAUSE_WINDOW_ORDER:
        return "window ORDER BY";
    case CLAUSE_WINDOW_FRAME_RANGE:
        return "window RANGE";
    case CLAUSE_WINDOW_FRAME_ROWS:
        return "window ROWS";
    case CLAUSE_WINDOW_FRAME_GROUPS:
        return "window GROUPS";
    case CLAUSE_SELECT_TARGET:
        return "SELECT";
    case CLAUSE_INSERT_TARGET:
        return "INSERT";
    case CLAUSE_UPDATE_SOURCE:
    case CLAUSE_UPDATE_TARGET:
        return "UPDATE";
    case CLAUSE_MERGE_WHEN:
        return "MERGE WHEN";
    case CLAUSE_GROUP_BY:
        return "GROUP BY";
    case CLAUSE_ORDER_BY:
        return "ORDER BY";
    case CLAUSE_DISTINCT_ON:
        return "DISTINCT ON";
    case CLAUSE_LIMIT:
        return "LIMIT";
    case CLAUSE_OFFSET:
        return "OFFSET";
    case CLAUSE_RETURNING:
        return "RETURNING";
    case CLAUSE_VALUES:
    case CLAUSE_VALUES_SINGLE:
        return "VALUES";
    case CLAUSE_CHECK_CONSTRAINT:
    case CLAUSE_DOMAIN_CHECK:
        return "CHECK";
    case CLAUSE_COLUMN_DEFAULT:
    case CLAUSE_FUNCTION_DEFAULT:
        return "DEFAULT";
    case CLAUSE_INDEX_EXPRESSION:
        return "index expression";
    case CLAUSE_INDEX_PREDICATE:
        return "index predicate";
    case CLAUSE_STATS_EXPRESSION:
        return "statistics expression";
    case CLAUSE_ALTER_COL_TRANSFORM:
        return "USING";
    case CLAUSE_EXECUTE_PARAMETER:
        return "EXECUTE";
    case CLAUSE_TRIGGER_WHEN:
        return "WHEN";
    case CLAUSE_PARTITION_BOUND:
        return "partition bound";
    case CLAUSE_PARTITION_EXPRESSION:
        return "PARTITION BY";
    case CLAUSE_CALL_ARGUMENT:
        return "CALL";
    case CLAUSE_GENERATED_COLUMN:
        return "GENERATED AS";
    case CLAUSE_CYCLE_MARK:
        return "CYCLE";
    }
    return "expression";
}
