#ifndef ORIEL_TESTS_ORACLE_RANDOM_ROWS_H
#define ORIEL_TESTS_ORACLE_RANDOM_ROWS_H

/* Fills the sample tables with rows that their constraints allow, with NULLs wherever these may be.
 */

#include "oracle/random/query_oracle.h"

void random_rows_fill(query_oracle *o, random_generator *g);

#endif /* ORIEL_TESTS_ORACLE_RANDOM_ROWS_H */
