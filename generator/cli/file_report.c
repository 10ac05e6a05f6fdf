#include "cli/file_report.h"

#include "source/source_file.h"

exit_status file_report(command_context *context, const char *path, const char *message) {
    diagnostics_add(context->diagnostics, DIAGNOSTIC_ERROR, NULL,
                    source_file_unread(context->arena, path), "%s", message);
    return EXIT_STATUS_INPUT_OUTPUT;
}
