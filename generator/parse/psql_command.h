#ifndef ORIEL_PARSE_PSQL_COMMAND_H
#define ORIEL_PARSE_PSQL_COMMAND_H

/* Commands to psql inside a script: where they end and what they mean for the statements around. */

#include "base/diagnostic.h"
#include "source/source_file.h"

typedef enum psql_effect {
    PSQL_NOTHING,   /* the statement around it goes on */
    PSQL_SENDS,     /* \g and its kin: the statement ends before it */
    PSQL_SEPARATES, /* \; : the semicolon behind it ends the statement */
    PSQL_RESETS,    /* \r: the statement so far is thrown away */
    PSQL_COPIES_IN, /* \copy ... from stdin: lines of data follow */
} psql_effect;

typedef struct psql_command {
    psql_effect effect;
    size_t end; /* offset behind the command, before the line break */
} psql_command;

/* The command whose backslash stands at `offset`.  Those that would bring in statements that are
 * not seen here are warned of in `d`. */
psql_command psql_command_read(const source_file *file, size_t offset, diagnostics *d);

/* Offset behind the data that begins on the line after `offset` and ends with a line "\.". */
size_t psql_command_skip_data(const source_file *file, size_t offset);

#endif /* ORIEL_PARSE_PSQL_COMMAND_H */
