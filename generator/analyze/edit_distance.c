#include "analyze/edit_distance.h"

#include <stdint.h>
#include <stdlib.h>

/* The code units of one character each; characters are compared as a whole. */
static int split_characters(arena *a, const char *s, uint32_t **characters) {
    int capacity = 0;
    while (s[capacity] != '\0') {
        capacity++;
    }
    *characters = ARENA_ARRAY(a, uint32_t, capacity + 1);
    int count = 0;
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        if ((c & 0xC0) == 0x80 && count > 0) {
            (*characters)[count - 1] = ((*characters)[count - 1] << 8) | c;
        } else {
            (*characters)[count++] = c;
        }
    }
    return count;
}

static int smallest(int x, int y, int z) {
    int least = x < y ? x : y;
    return least < z ? least : z;
}

int edit_distance(arena *a, const char *x, const char *y, int limit) {
    uint32_t *xs, *ys;
    int x_count = split_characters(a, x, &xs);
    int y_count = split_characters(a, y, &ys);
    if (abs(x_count - y_count) > limit) {
        return limit + 1;
    }
    int *row = ARENA_ARRAY(a, int, x_count + 1);
    for (int i = 0; i <= x_count; i++) {
        row[i] = i;
    }
    for (int j = 1; j <= y_count; j++) {
        int diagonal = row[0];
        row[0] = j;
        for (int i = 1; i <= x_count; i++) {
            int replaced = diagonal + (xs[i - 1] != ys[j - 1]);
            diagonal = row[i];
            row[i] = smallest(row[i] + 1, row[i - 1] + 1, replaced);
        }
    }
    return row[x_count];
}
