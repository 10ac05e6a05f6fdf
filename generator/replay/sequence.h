#ifndef ORIEL_REPLAY_SEQUENCE_H
#define ORIEL_REPLAY_SEQUENCE_H

/* Sequences: written ones and those of serial and identity columns. */

#include "replay/relation.h"

/* The column a sequence is made for. */
typedef struct sequence_owner {
    const char *table, *column;
    oid namespace;
    char persistence;
    oid type;
    bool identity;
    size_t option_count; /* of an identity column */
    PgQuery__Node **options;
    oid like; /* a sequence whose numbers it gets, or 0; its type is then the largest */
} sequence_owner;

/* A sequence that is named but not made. */
typedef struct sequence_plan {
    sequence_owner owner;
    const char *name;
    oid namespace;
} sequence_plan;

/* Names the sequence of a serial or identity column by the server's choice or its options; false
 * with an error. */
bool sequence_plan_for_column(replay *r, const sequence_owner *owner, sequence_plan *plan);

/* Makes it; 0 with an error (its options, its type, its name). */
oid sequence_make(replay *r, const sequence_plan *plan);

/* Makes the sequence depend on the column (OWNED BY, or part of an identity column). */
void sequence_own(replay *r, oid sequence, oid relation, int attribute, bool identity);

/* Changes its numbers and type; false with an error. */
bool sequence_alter(replay *r, oid sequence, oid type, size_t count, PgQuery__Node **options);
/* An identity column gets another type. */
bool sequence_retype_identity(replay *r, oid sequence, oid type);

/* The sequence of an identity column, or 0. */
oid sequence_of_identity(replay *r, oid relation, int attribute);

#endif /* ORIEL_REPLAY_SEQUENCE_H */
