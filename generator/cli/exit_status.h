#ifndef ORIEL_CLI_EXIT_STATUS_H
#define ORIEL_CLI_EXIT_STATUS_H

/* What the command's exit status says; scripts and build systems rely on the numbers. */

typedef enum exit_status {
    EXIT_STATUS_FINE = 0,
    EXIT_STATUS_INPUT_WRONG = 1,  /* the SQL, a migration pair, oriel.ini ... */
    EXIT_STATUS_USAGE_WRONG = 2,  /* the command line */
    EXIT_STATUS_INPUT_OUTPUT = 3, /* could not read, write or connect */
    EXIT_STATUS_STALE = 4,        /* something is stale or pending */
    EXIT_STATUS_BUG = 70,         /* a promise of our own code is broken */
} exit_status;

#endif /* ORIEL_CLI_EXIT_STATUS_H */
