#ifndef ORIEL_RUNTIME_MEMORY_H
#define ORIEL_RUNTIME_MEMORY_H

/*
 * The memory behind rows: one owner that holds the array of rows and, in chunks that never move,
 * everything the rows point to.  Used by whatever reads rows; freed by oriel_memory_free.
 */

#include <stddef.h>

#include "oriel/rows.h"

/* An empty owner, or NULL when there is no memory. */
oriel_memory *orl_memory_new(void);

/* Room for size bytes aligned to align, a power of two up to 16; NULL when there is none. */
void *orl_memory_alloc(oriel_memory *memory, size_t size, size_t align);

/*
 * Takes back all that orl_memory_alloc gave out, keeping a chunk for what comes next, so that a
 * stream of similar rows does not allocate.
 */
void orl_memory_reset(oriel_memory *memory);

/*
 * Room for the row with this index in the array of rows, zeroed; rows are asked for in order.  NULL
 * when there is no memory.  The array may move: only the last answer is valid.
 */
void *orl_memory_row(oriel_memory *memory, size_t row_size, size_t index);

/* The array of rows as it is now; NULL when there are none. */
void *orl_memory_rows(const oriel_memory *memory);

#endif /* ORIEL_RUNTIME_MEMORY_H */
