#include "cli/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/output.h"

enum { KEY_HELP = '?', KEY_USAGE = 0x7001 };

/* argp's own --help exits the process; these only take note. */
static const struct argp_option help_options[] = {
    {"help", KEY_HELP, NULL, 0, "Give this help list", -1},
    {"usage", KEY_USAGE, NULL, 0, "Give a short usage message", -1},
    {0},
};

typedef struct parse_state {
    const command_line *line;
    bool help, usage;
} parse_state;

static error_t parse_help(int key, char *argument, struct argp_state *state) {
    parse_state *s = state->input;
    (void)argument;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = s->line->input;
        if (s->line->shared != NULL) {
            state->child_inputs[1] = s->line->shared_input;
        }
        return 0;
    case KEY_HELP:
        s->help = true;
        return ECANCELED; /* what else is missing or wrong does not matter then */
    case KEY_USAGE:
        s->usage = true;
        return ECANCELED;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* argp wants the lines before and behind the options in one string with a vertical tab between. */
static const char *argp_doc(arena *a, const command *c) {
    return arena_printf(a, "%c%s.\v%s", c->summary[0] - 'a' + 'A', c->summary + 1,
                        c->help == NULL ? "" : c->help);
}

static bool print_help(const struct argp *argp, unsigned flags, char *name, exit_status *status) {
    argp_help(argp, stdout, flags, name);
    *status = output_finish();
    return false;
}

bool command_parse(const command *c, const command_line *line, int argc, char **argv,
                   exit_status *status) {
    arena *a = arena_new(NULL);
    if (a == NULL) {
        abort();
    }
    parse_state state = {.line = line};
    const struct argp own = {.options = line->options, .parser = line->parser};
    const struct argp_child children[] = {{.argp = &own}, {.argp = line->shared}, {0}};
    const struct argp argp = {.options = help_options,
                              .parser = parse_help,
                              .args_doc = c->arguments,
                              .doc = argp_doc(a, c),
                              .children = children};
    *status = EXIT_STATUS_USAGE_WRONG;
    error_t error = argp_parse(&argp, argc, argv, ARGP_NO_EXIT | ARGP_NO_HELP, NULL, &state);
    bool go_on = error == 0;
    if (state.help) {
        go_on = print_help(&argp, ARGP_HELP_STD_HELP & ~ARGP_HELP_EXIT_OK, argv[0], status);
    } else if (state.usage) {
        go_on = print_help(&argp, ARGP_HELP_USAGE, argv[0], status);
    }
    arena_free(a);
    return go_on;
}
