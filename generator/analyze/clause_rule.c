#include "analyze/clause_rule.h"

#include "parse/sqlstate.h"

/* The words for clauses whose name alone would not say where one is; NULL: the name does. */
static const char *special_phrase(clause_kind clause) {
    static const struct {
        clause_kind clause;
        const char *phrase;
    } phrases[] = {
        {CLAUSE_JOIN_ON, "JOIN conditions"},
        {CLAUSE_JOIN_USING, "JOIN conditions"},
        {CLAUSE_FROM_FUNCTION, "functions in FROM"},
        {CLAUSE_POLICY, "policy expressions"},
        {CLAUSE_MERGE_WHEN, "MERGE WHEN conditions"},
        {CLAUSE_CHECK_CONSTRAINT, "check constraints"},
        {CLAUSE_DOMAIN_CHECK, "check constraints"},
        {CLAUSE_COLUMN_DEFAULT, "DEFAULT expressions"},
        {CLAUSE_FUNCTION_DEFAULT, "DEFAULT expressions"},
        {CLAUSE_INDEX_EXPRESSION, "index expressions"},
        {CLAUSE_INDEX_PREDICATE, "index predicates"},
        {CLAUSE_STATS_EXPRESSION, "statistics expressions"},
        {CLAUSE_ALTER_COL_TRANSFORM, "transform expressions"},
        {CLAUSE_EXECUTE_PARAMETER, "EXECUTE parameters"},
        {CLAUSE_TRIGGER_WHEN, "trigger WHEN conditions"},
        {CLAUSE_PARTITION_EXPRESSION, "partition key expressions"},
        {CLAUSE_CALL_ARGUMENT, "CALL arguments"},
        {CLAUSE_COPY_WHERE, "COPY FROM WHERE conditions"},
        {CLAUSE_GENERATED_COLUMN, "column generation expressions"},
    };
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        if (phrases[i].clause == clause) {
            return phrases[i].phrase;
        }
    }
    return NULL;
}

static bool in_window_definition(clause_kind clause) {
    return clause == CLAUSE_WINDOW_PARTITION || clause == CLAUSE_WINDOW_ORDER;
}

static bool in_window_frame(clause_kind clause) {
    return clause == CLAUSE_WINDOW_FRAME_RANGE || clause == CLAUSE_WINDOW_FRAME_ROWS ||
           clause == CLAUSE_WINDOW_FRAME_GROUPS;
}

static bool is_output_or_order(clause_kind clause) {
    return clause == CLAUSE_OTHER || clause == CLAUSE_NONE || clause == CLAUSE_SELECT_TARGET ||
           clause == CLAUSE_ORDER_BY || clause == CLAUSE_DISTINCT_ON;
}

static bool is_allowed(clause_kind clause, clause_guest guest) {
    if (is_output_or_order(clause)) {
        return true;
    }
    switch (guest) {
    case GUEST_AGGREGATE:
    case GUEST_GROUPING:
        return clause == CLAUSE_HAVING || in_window_definition(clause);
    case GUEST_WINDOW_FUNCTION:
        return false;
    case GUEST_SET_FUNCTION:
        return clause == CLAUSE_GROUP_BY || clause == CLAUSE_INSERT_TARGET ||
               clause == CLAUSE_VALUES_SINGLE || clause == CLAUSE_FROM_FUNCTION ||
               in_window_definition(clause);
    }
    return false;
}

static const char *phrase_for(clause_kind clause, clause_guest guest) {
    bool frame = in_window_frame(clause) || in_window_definition(clause);
    if (frame && (guest == GUEST_WINDOW_FUNCTION || guest == GUEST_SET_FUNCTION)) {
        return "window definitions";
    }
    if (clause == CLAUSE_FROM_SUBSELECT && (guest == GUEST_AGGREGATE || guest == GUEST_GROUPING)) {
        return "FROM clause of their own query level";
    }
    const char *phrase = special_phrase(clause);
    return phrase != NULL ? phrase : clause_name(clause);
}

bool clause_rule_allows(analysis *an, clause_kind clause, clause_guest guest, int location) {
    if (is_allowed(clause, guest)) {
        return true;
    }
    const char *phrase = phrase_for(clause, guest);
    switch (guest) {
    case GUEST_AGGREGATE:
        analysis_error(an, SQLSTATE_GROUPING_ERROR, location,
                       "aggregate functions are not allowed in %s", phrase);
        break;
    case GUEST_GROUPING:
        analysis_error(an, SQLSTATE_GROUPING_ERROR, location,
                       "grouping operations are not allowed in %s", phrase);
        break;
    case GUEST_WINDOW_FUNCTION:
        analysis_error(an, SQLSTATE_WINDOWING_ERROR, location,
                       "window functions are not allowed in %s", phrase);
        break;
    case GUEST_SET_FUNCTION:
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                       "set-returning functions are not allowed in %s", phrase);
        break;
    }
    return false;
}
