#ifndef ORIEL_CLI_COMMAND_H
#define ORIEL_CLI_COMMAND_H

/*
 * The subcommands.  Each is one file cli/NAME.c that defines one `const command`; a line in
 * commands.c makes it known.  A command collects diagnostics and returns; main prints them.
 */

#include <argp.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "cli/exit_status.h"

/* What main gives to a command.  Everything in it lives until the process ends. */
typedef struct command_context {
    arena *arena;
    diagnostics *diagnostics;
} command_context;

typedef struct command {
    const char *name;
    const char *arguments; /* what follows the options: "[SOURCE...]", or NULL for nothing */
    const char *summary;   /* one line, lower case, no full stop */
    const char *help;      /* paragraphs shown below the options by --help, or NULL */
    /* argv[0] is "oriel NAME".  Errors among the diagnostics make a status of 0 into 1. */
    exit_status (*run)(command_context *context, int argc, char **argv);
} command;

/* All commands in the order that help shows them, ended by NULL. */
extern const command *const commands[];

/* NULL when there is no command of that name. */
const command *command_find(const char *name);

/* What a command's line consists of; NULL for what it has not. */
typedef struct command_line {
    const struct argp_option *options; /* its own, ended by {0} */
    argp_parser_t parser;              /* gets them and the arguments */
    void *input;                       /* the parser's state->input */
    const struct argp *shared;         /* options that it has in common with others */
    void *shared_input;
} command_line;

/* Parses it with argp; --help and --usage are taken care of.
 * True: go on.  False: return *status at once. */
bool command_parse(const command *c, const command_line *line, int argc, char **argv,
                   exit_status *status);

#endif /* ORIEL_CLI_COMMAND_H */
