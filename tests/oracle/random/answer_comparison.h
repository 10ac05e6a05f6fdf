#ifndef ORIEL_TESTS_ORACLE_ANSWER_COMPARISON_H
#define ORIEL_TESTS_ORACLE_ANSWER_COMPARISON_H

/* What the server and the replay make of one statement, compared; differences are printed. */

#include "oracle/random/query_oracle.h"

typedef struct comparison_tally {
    int accepted, refused, columns, states, messages, positions, values;
} comparison_tally;

void answer_compare(comparison_tally *t, const char *sql, const query_answer *server,
                    const query_answer *oriel);

/* Prints the tally; the test's exit status. */
int answer_comparison_end(const comparison_tally *t);

#endif /* ORIEL_TESTS_ORACLE_ANSWER_COMPARISON_H */
