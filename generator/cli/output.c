#include "cli/output.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Standard output is one per process, and so is what became of it. */
static int output_error;
static bool output_reported;

static void output_note_failure(void) {
    if (output_error == 0) {
        output_error = errno != 0 ? errno : EIO;
    }
}

void output_string(const char *string) {
    errno = 0;
    if (fputs(string, stdout) == EOF) {
        output_note_failure();
    }
}

void output_text(const text *t) {
    errno = 0;
    if (fwrite(text_string(t), 1, t->length, stdout) < t->length) {
        output_note_failure();
    }
}

exit_status output_finish(void) {
    errno = 0;
    if (fflush(stdout) == EOF || ferror(stdout)) {
        output_note_failure();
    }
    if (output_error == 0) {
        return EXIT_STATUS_FINE;
    }
    if (!output_reported) {
        output_reported = true;
        fprintf(stderr, "oriel: error: could not write to standard output: %s\n",
                strerror(output_error));
    }
    return EXIT_STATUS_INPUT_OUTPUT;
}
