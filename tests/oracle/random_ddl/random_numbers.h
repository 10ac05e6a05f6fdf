#ifndef ORIEL_ORACLE_RANDOM_NUMBERS_H
#define ORIEL_ORACLE_RANDOM_NUMBERS_H

/* Random numbers that are the same everywhere for the same seed (splitmix64). */

#include <stdbool.h>
#include <stdint.h>

typedef struct random_numbers {
    uint64_t state;
} random_numbers;

static inline uint64_t random_next(random_numbers *r) {
    uint64_t x = r->state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* 0 to count - 1. */
static inline int random_below(random_numbers *r, int count) {
    return (int)(random_next(r) % (uint64_t)count);
}

static inline bool random_percent(random_numbers *r, int percent) {
    return random_below(r, 100) < percent;
}

#endif /* ORIEL_ORACLE_RANDOM_NUMBERS_H */
