#include "cli/command.h"

#include <string.h>

#include "cli/commands.h"

const command *const commands[] = {
    &init_command,
    &generate_command,
    &describe_command,
    &revision_command,
    &check_command,
    &list_command,
    &verify_command,
    &merge_command,
    &embed_command,
    &upgrade_command,
    &downgrade_command,
    &current_command,
    &history_command,
    &heads_command,
    &show_command,
    &stamp_command,
    &snapshot_command,
    NULL,
};

const command *command_find(const char *name) {
    for (const command *const *c = commands; *c != NULL; c++) {
        if (strcmp((*c)->name, name) == 0) {
            return *c;
        }
    }
    return NULL;
}
