#ifndef ORIEL_CLI_OUTPUT_H
#define ORIEL_CLI_OUTPUT_H

/*
 * Writing to standard output, so that nothing is lost without a word: a full disk or a closed pipe
 * is an error of the whole run.
 */

#include "base/text.h"
#include "cli/exit_status.h"

/* Writes now or later; a failure is remembered. */
void output_string(const char *string);
void output_text(const text *t);

/*
 * Writes out what is left.  Returns 0, or says on standard error what went wrong and returns
 * EXIT_STATUS_INPUT_OUTPUT.  Said once however often it is called.
 */
exit_status output_finish(void);

#endif /* ORIEL_CLI_OUTPUT_H */
