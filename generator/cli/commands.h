#ifndef ORIEL_CLI_COMMANDS_H
#define ORIEL_CLI_COMMANDS_H

/* One declaration for each command; its file defines it, commands.c lists it. */

#include "cli/command.h"

extern const command describe_command;
extern const command revision_command;
extern const command check_command;
extern const command init_command;
extern const command list_command;
extern const command verify_command;
extern const command merge_command;
extern const command embed_command;
extern const command generate_command;
extern const command upgrade_command;
extern const command downgrade_command;
extern const command current_command;
extern const command history_command;
extern const command heads_command;
extern const command show_command;
extern const command stamp_command;
extern const command snapshot_command;

#endif /* ORIEL_CLI_COMMANDS_H */
