#ifndef ORIEL_CLI_COMMANDS_H
#define ORIEL_CLI_COMMANDS_H

/* One declaration for each command; its file defines it, commands.c lists it. */

#include "cli/command.h"

extern const command describe_command;
extern const command generate_command;

#endif /* ORIEL_CLI_COMMANDS_H */
