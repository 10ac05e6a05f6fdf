#ifndef ORIEL_TESTS_UNIT_ANALYZE_QUERY_CASES_H
#define ORIEL_TESTS_UNIT_ANALYZE_QUERY_CASES_H

/* Tables of queries and what the server makes of them, in the notation of fixture_describe. */

#include "unit/analyze/fixture.h"

typedef struct query_case {
    const char *sql, *expected;
} query_case;

/* All that differ are printed before the test fails. */
static inline void query_cases_check(fixture *f, const query_case *cases, size_t count) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *found = fixture_describe(f, cases[i].sql);
        if (strcmp(found, cases[i].expected) != 0) {
            print_error("%s\n  expected %s\n  found    %s\n", cases[i].sql, cases[i].expected,
                        found);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

#endif /* ORIEL_TESTS_UNIT_ANALYZE_QUERY_CASES_H */
