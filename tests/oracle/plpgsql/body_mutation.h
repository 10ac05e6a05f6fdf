#ifndef ORIEL_TESTS_ORACLE_BODY_MUTATION_H
#define ORIEL_TESTS_ORACLE_BODY_MUTATION_H

/* Statements with a body between two "$$", their tokens changed at random. */

#include "base/arena.h"
#include "oracle/random/random_source.h"

/* The words and signs that are put into bodies: PL/pgSQL's, and those of the statements. */
typedef struct body_tokens {
    LIST_OF(const char *) list;
} body_tokens;

/* Adds the tokens of the statement's body. */
void body_mutation_collect(arena *a, body_tokens *tokens, const char *statement);

/* The statement with some tokens left out, doubled, exchanged or replaced; NULL when it has no
 * body. */
const char *body_mutation_make(arena *a, const body_tokens *tokens, const char *statement,
                               random_source *r);

#endif /* ORIEL_TESTS_ORACLE_BODY_MUTATION_H */
