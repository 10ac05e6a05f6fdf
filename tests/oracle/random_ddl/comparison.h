#ifndef ORIEL_ORACLE_COMPARISON_H
#define ORIEL_ORACLE_COMPARISON_H

/* Runs statements on a server and in replay at once, until the two differ. */

#include <libpq-fe.h>

#include "ddl_writer.h"

typedef enum difference_kind {
    DIFFERENCE_NONE,
    DIFFERENCE_ACCEPTED, /* the server accepts, replay refuses */
    DIFFERENCE_REFUSED,  /* the server refuses, replay accepts */
    DIFFERENCE_SQLSTATE, /* both refuse, for another reason */
    DIFFERENCE_CATALOG,  /* both accept, with another effect */
    DIFFERENCE_SERVER,   /* the comparison itself failed */
} difference_kind;

/* Sums over all that was run. */
typedef struct comparison_counts {
    int sequences;
    long statements, refused;
    long sqlstates;           /* of statements that both refuse, for another reason */
    long messages, positions; /* of statements that both refuse: what differs there */
} comparison_counts;

typedef struct comparison {
    PGconn *connection;
    arena *arena;            /* of this run */
    const char **statements; /* what is run; what is written, when there is a writer */
    int count;
    ddl_writer *writer;        /* writes the statements, or NULL: they are given */
    int check_interval;        /* catalogs are compared after so many statements */
    bool lenient;              /* another SQLSTATE is counted and passed over */
    bool print;                /* the difference, and with it how messages and positions differ */
    comparison_counts *counts; /* or NULL */
    int stopped;               /* the statement that was run last */
} comparison;

/* Empties the database, then runs the statements until there is a difference. */
difference_kind comparison_run(comparison *c);

#endif /* ORIEL_ORACLE_COMPARISON_H */
