#ifndef ORIEL_TESTS_ORACLE_RANDOM_SOURCE_H
#define ORIEL_TESTS_ORACLE_RANDOM_SOURCE_H

/* Numbers that look random and are the same for the same seed everywhere. */

#include <stdbool.h>
#include <stdint.h>

typedef struct random_source {
    uint64_t state;
} random_source;

void random_seed(random_source *r, uint64_t seed);

/* From 0 to limit - 1; limit is at least 1. */
int random_below(random_source *r, int limit);

/* True in that many of 100 cases. */
bool random_chance(random_source *r, int percent);

#endif /* ORIEL_TESTS_ORACLE_RANDOM_SOURCE_H */
