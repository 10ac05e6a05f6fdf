#ifndef ORIEL_CLI_FILE_REPORT_H
#define ORIEL_CLI_FILE_REPORT_H

/* Problems with files that a command wrote or was to write, as diagnostics. */

#include "cli/command.h"

/* An error at the file, without a line; the status to end with. */
exit_status file_report(command_context *context, const char *path, const char *message);

#endif /* ORIEL_CLI_FILE_REPORT_H */
