#include "oracle/random/random_source.h"

static uint64_t next_number(random_source *r) {
    uint64_t z = r->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

void random_seed(random_source *r, uint64_t seed) {
    r->state = seed;
    next_number(r);
}

int random_below(random_source *r, int limit) {
    return (int)(next_number(r) % (uint64_t)limit);
}

bool random_chance(random_source *r, int percent) {
    return random_below(r, 100) < percent;
}
