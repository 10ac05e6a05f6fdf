#include "cli/commands.h"
#include "cli/file_report.h"
#include "cli/source_options.h"
#include "emit/output_file.h"

/* oriel generate: the models of all views, as C. */

typedef struct generate_options {
    command_context *context;
    const char *out, *depfile, *stamp;
    bool check, tables;
} generate_options;

enum { KEY_OUT = 'o', KEY_DEPFILE = 256, KEY_STAMP, KEY_CHECK, KEY_TABLES };

static const struct argp_option options_list[] = {
    {"out", KEY_OUT, "DIR", 0, "Directory the files go to (default: oriel.ini's, else out)", 0},
    {"tables", KEY_TABLES, NULL, 0, "Make models of tables too", 0},
    {"check", KEY_CHECK, NULL, 0, "Write nothing; exit with 4 if a file would change", 0},
    {"depfile", KEY_DEPFILE, "FILE", 0, "Write the files read, as a rule for make and ninja", 0},
    {"stamp", KEY_STAMP, "FILE", 0, "Touch FILE after success: what the depfile's rule makes", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    generate_options *o = state->input;
    switch (key) {
    case KEY_OUT:
        o->out = argument;
        return 0;
    case KEY_TABLES:
        o->tables = true;
        return 0;
    case KEY_CHECK:
        o->check = true;
        return 0;
    case KEY_DEPFILE:
        o->depfile = argument;
        return 0;
    case KEY_STAMP:
        o->stamp = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* The status to end with. */
static exit_status report(const generate_options *o, const output_problem *problem) {
    if (problem->message == NULL) {
        return EXIT_STATUS_FINE;
    }
    exit_status status = file_report(o->context, problem->path, problem->message);
    return problem->is_stale ? EXIT_STATUS_STALE : status;
}

/* Blanks in file names are escaped as make wants them. */
static void add_depfile_name(text *t, const char *name) {
    for (const char *c = name; *c != '\0'; c++) {
        if (*c == ' ' || *c == '#') {
            text_add_char(t, '\\');
        }
        text_add(t, *c == '$' ? "$$" : "");
        if (*c != '$') {
            text_add_char(t, *c);
        }
    }
}

static output_problem write_depfile(const generate_options *o, const source_set *sources) {
    text t = text_new(o->context->arena);
    add_depfile_name(&t, o->stamp != NULL ? o->stamp : o->depfile);
    text_add_char(&t, ':');
    for (int i = 0; i < sources->count; i++) {
        text_add(&t, " \\\n  ");
        add_depfile_name(&t, sources->items[i].path);
    }
    text_add_char(&t, '\n');
    return output_file_replace(o->context->arena, o->depfile, text_string(&t));
}

static exit_status write_outputs(const generate_options *o, const emitted_file_list *files,
                                 const source_set *sources) {
    arena *a = o->context->arena;
    output_problem problem =
        o->check ? output_files_check(a, o->out, files) : output_files_write(a, o->out, files);
    if (problem.message == NULL && !o->check && o->depfile != NULL) {
        problem = write_depfile(o, sources);
    }
    if (problem.message == NULL && !o->check && o->stamp != NULL) {
        problem = output_file_replace(a, o->stamp, "");
    }
    return report(o, &problem);
}

static exit_status generate_run(command_context *context, int argc, char **argv) {
    source_options sources = {.context = context};
    generate_options options = {.context = context};
    const command_line line = {.options = options_list,
                               .parser = parse_option,
                               .input = &options,
                               .shared = &source_options_argp,
                               .shared_input = &sources};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&generate_command, &line, argc, argv, &status)) {
        return status;
    }
    const settings *s = source_options_settings(&sources, &status);
    const source_set *set = s == NULL ? NULL : source_options_set(&sources, s, &status);
    replay *r = set == NULL ? NULL : source_options_replay(&sources, &status);
    if (r == NULL || context->diagnostics->error_count > 0) {
        return status;
    }
    if (options.out == NULL) {
        options.out = s->out != NULL ? s->out : "out";
    }
    const model_options wanted = {
        .tables = options.tables, .schema_prefix = s->schema_prefix, .name_prefix = s->name_prefix};
    const model *m = model_build(replay_catalog(r), context->arena, &wanted, context->diagnostics);
    if (m->relations.count == 0) {
        diagnostics_add(context->diagnostics, DIAGNOSTIC_NOTE, NULL, (position){NULL, 0},
                        options.tables ? "there is no view and no table to make a model of"
                                       : "there is no view to make a model of; --tables makes "
                                         "models of tables");
    }
    emitted_file_list files = emit_model(context->arena, m, ORIEL_VERSION);
    return write_outputs(&options, &files, set);
}

const command generate_command = {
    .name = "generate",
    .arguments = "[SOURCE...]",
    .summary = "write the C models of all views",
    .help = SOURCE_OPTIONS_HELP,
    .run = generate_run,
};
