#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/big_stack.h"
#include "cli/command.h"
#include "cli/diagnostic_printer.h"
#include "cli/output.h"

/* What main's thread hands to the one that works. */
typedef struct run {
    const command *command;
    int argc;
    char **argv;
    exit_status status;
} run;

static void run_command(void *argument) {
    run *r = argument;
    jmp_buf out_of_memory;
    arena *volatile a = arena_new(&out_of_memory);
    if (a == NULL || setjmp(out_of_memory) != 0) {
        fputs("oriel: error: out of memory\n", stderr);
        r->status = EXIT_STATUS_INPUT_OUTPUT;
        arena_free(a);
        return;
    }
    command_context context = {.arena = a, .diagnostics = diagnostics_new(a)};
    exit_status status = r->command->run(&context, r->argc, r->argv);
    exit_status written = output_finish();
    diagnostic_printer_print(stderr, context.diagnostics);
    if (status == EXIT_STATUS_FINE && context.diagnostics->error_count > 0) {
        status = EXIT_STATUS_INPUT_WRONG;
    }
    r->status = written == EXIT_STATUS_FINE ? status : written;
    arena_free(a);
}

static void print_help(FILE *to) {
    fputs("Usage: oriel COMMAND [OPTION...] [ARGUMENT...]\n"
          "Typed C from PostgreSQL views, and migrations that bring the views there.\n\n",
          to);
    for (const command *const *c = commands; *c != NULL; c++) {
        fprintf(to, "  %-12s %s\n", (*c)->name, (*c)->summary);
    }
    fputs("\n`oriel COMMAND --help' tells more about a command.\n"
          "  -?, --help     Give this help list\n"
          "  -V, --version  Print the program's version\n",
          to);
}

static exit_status wrong_usage(const char *what, const char *word) {
    fprintf(stderr, "oriel: %s%s\nTry `oriel --help' for more information.\n", what, word);
    return EXIT_STATUS_USAGE_WRONG;
}

static exit_status run_on_big_stack(run *r) {
    if (!big_stack_run(run_command, r)) {
        fputs("oriel: error: could not start a thread\n", stderr);
        return EXIT_STATUS_INPUT_OUTPUT;
    }
    return r->status;
}

static bool is_one_of(const char *word, const char *short_form, const char *long_form) {
    return strcmp(word, short_form) == 0 || strcmp(word, long_form) == 0;
}

int main(int argc, char **argv) {
    (void)signal(SIGPIPE, SIG_IGN); /* a reader that went away is a write error like others */
    if (argc < 2) {
        print_help(stderr);
        return EXIT_STATUS_USAGE_WRONG;
    }
    if (is_one_of(argv[1], "-?", "--help")) {
        print_help(stdout);
        return (int)output_finish();
    }
    if (is_one_of(argv[1], "-V", "--version")) {
        output_string("oriel " ORIEL_VERSION "\n");
        return (int)output_finish();
    }
    if (argv[1][0] == '-') {
        return (int)wrong_usage("unrecognized option ", argv[1]);
    }
    run r = {.command = command_find(argv[1]), .argc = argc - 1, .argv = argv + 1};
    if (r.command == NULL) {
        return (int)wrong_usage("there is no command ", argv[1]);
    }
    char name[64];
    (void)snprintf(name, sizeof name, "oriel %s", r.command->name);
    argv[1] = name;
    return (int)run_on_big_stack(&r);
}
