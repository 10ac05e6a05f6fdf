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
} sequence_owner;

/* A new sequence with the server's choice of name; 0 with an error. */
oid sequence_for_serial(replay *r, const sequence_owner *owner);
oid sequence_for_identity(replay *r, const sequence_owner *owner, size_t count,
                          PgQuery__Node **options);

/* Makes the sequence depend on the column (OWNED BY, or part of an identity column). */
void sequence_own(replay *r, oid sequence, oid relation, int attribute, bool identity);

/* The sequence of an identity column, or 0. */
oid sequence_of_identity(replay *r, oid relation, int attribute);

#endif /* ORIEL_REPLAY_SEQUENCE_H */
