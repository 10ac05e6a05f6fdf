#include <errno.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/describe_format.h"
#include "cli/output.h"
#include "cli/relation_list.h"
#include "cli/source_options.h"

typedef struct describe_format {
    const char *name;
    void (*write)(text *t, const relation_list *list);
    describe_query_format of_queries;
} describe_format;

static const describe_format formats[] = {
    {"table", describe_format_table, DESCRIBE_QUERY_TABLE},
    {"tsv", describe_format_tsv, DESCRIBE_QUERY_TSV},
    {"json", describe_format_json, DESCRIBE_QUERY_JSON},
};

typedef struct describe_options {
    arena *arena;
    const describe_format *format;
    LIST_OF(const char *) why;
    const char *query;
} describe_options;

enum { KEY_FORMAT = 'f', KEY_WHY = 'w', KEY_QUERY = 'q' };

static const struct argp_option options_list[] = {
    {"format", KEY_FORMAT, "FORMAT", 0, "Print as table (default), tsv or json", 0},
    {"query", KEY_QUERY, "FILE", 0,
     "Print instead the columns and parameters of the queries in FILE", 0},
    {"why", KEY_WHY, "VIEW.COLUMN", 0,
     "Tell instead what decided that this column is nullable or not (may be given again)", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    describe_options *o = state->input;
    if (key == KEY_QUERY) {
        o->query = argument;
        return 0;
    }
    if (key == KEY_WHY) {
        *LIST_PUSH(o->arena, &o->why) = argument;
        return 0;
    }
    if (key != KEY_FORMAT) {
        return ARGP_ERR_UNKNOWN;
    }
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(formats[i].name, argument) == 0) {
            o->format = &formats[i];
            return 0;
        }
    }
    argp_error(state, "there is no format %s; choose one of: table, tsv, json", argument);
    return EINVAL;
}

static exit_status describe_query_file(const describe_options *o, source_options *sources) {
    arena *a = o->arena;
    diagnostics *d = sources->context->diagnostics;
    if (o->why.count > 0) {
        diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, (position){0},
                        "--query and --why do not go together");
        return EXIT_STATUS_USAGE_WRONG;
    }
    bool unreadable = false;
    exit_status status = EXIT_STATUS_FINE;
    replay *r = source_options_replay(sources, &status);
    const source_file *file = r == NULL ? NULL : source_file_read(a, o->query, d, &unreadable);
    if (file == NULL) {
        return unreadable ? EXIT_STATUS_INPUT_OUTPUT : status;
    }
    text t = text_new(a);
    describe_queries(&t, r, a, file, o->format->of_queries);
    output_text(&t);
    return status;
}

static exit_status describe_run(command_context *context, int argc, char **argv) {
    source_options sources = {.context = context};
    describe_options options = {.arena = context->arena, .format = &formats[0]};
    const command_line line = {.options = options_list,
                               .parser = parse_option,
                               .input = &options,
                               .shared = &source_options_argp,
                               .shared_input = &sources};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&describe_command, &line, argc, argv, &status)) {
        return status;
    }
    if (options.query != NULL) {
        return describe_query_file(&options, &sources);
    }
    replay *r = source_options_replay(&sources, &status);
    if (r != NULL) {
        text t = text_new(context->arena);
        const relation_list *list = relation_list_of(replay_catalog(r), context->arena);
        for (int i = 0; i < options.why.count; i++) {
            describe_why(&t, list, options.why.items[i], context->diagnostics);
        }
        if (options.why.count == 0) {
            options.format->write(&t, list);
        }
        output_text(&t);
    }
    return status;
}

const command describe_command = {
    .name = "describe",
    .arguments = "[SOURCE...]",
    .summary = "print the columns of all relations with their types and nullability",
    .help = SOURCE_OPTIONS_HELP,
    .run = describe_run,
};
