#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/file_report.h"
#include "cli/output.h"
#include "cli/project.h"
#include "revise/pair_file.h"

/* oriel revision: the next migration pair, from what changed in the view files. */

typedef struct revision_options {
    command_context *context;
    const char *message;
    bool sql;
} revision_options;

enum { KEY_MESSAGE = 'm', KEY_SQL = 256 };

static const struct argp_option options_list[] = {
    {"message", KEY_MESSAGE, "TEXT", 0, "What the migration does; its name is made of it", 0},
    {"sql", KEY_SQL, NULL, 0, "Print the pair instead of writing it", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    revision_options *o = state->input;
    switch (key) {
    case KEY_SQL:
        o->sql = true;
        return 0;
    case ARGP_KEY_ARG:
    case KEY_MESSAGE:
        o->message = o->message == NULL
                         ? argument
                         : arena_printf(o->context->arena, "%s %s", o->message, argument);
        return 0;
    case ARGP_KEY_END:
        if (o->message == NULL || pair_file_slug(o->context->arena, o->message)[0] == '\0') {
            argp_error(state, "revision needs a few words that say what the migration does");
            return EINVAL;
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const char *change_word(view_change_kind kind) {
    switch (kind) {
    case VIEW_SAME:
        return NULL;
    case VIEW_NEW:
        return "new";
    case VIEW_REPLACED:
        return "replaced";
    case VIEW_REMADE:
        return "dropped and made again";
    case VIEW_CARRIED:
        return "made again with what it uses";
    case VIEW_ADJUSTED:
        return "adjusted";
    case VIEW_GONE:
        return "dropped";
    }
    return NULL;
}

static void add_changes(text *t, arena *a, const view_plan *plan) {
    for (int i = 0; i < plan->count; i++) {
        const view_change *change = &plan->items[i];
        const view_entry *entry = change->to != NULL ? change->to : change->from;
        const char *word = change_word(change->kind);
        if (word != NULL) {
            text_printf(t, "  %s: %s%s%s\n", view_entry_name(a, entry), word,
                        change->reason != NULL ? ", because " : "",
                        change->reason != NULL ? change->reason : "");
        }
    }
}

static exit_status deliver(const revision_options *o, const project *p, const revision *made) {
    arena *a = o->context->arena;
    pair_file pair = pair_file_next(a, p->migrations, p->pairs, pair_file_slug(a, o->message));
    text t = text_new(a);
    if (o->sql) {
        text_printf(&t, "-- %s\n%s\n-- %s\n%s", pair.up_path, made->up, pair.down_path, made->down);
        output_text(&t);
        return EXIT_STATUS_FINE;
    }
    file_problem problem = pair_file_write(a, p->migrations, &pair, made->up, made->down);
    if (problem.message != NULL) {
        return file_report(p->context, problem.path, problem.message);
    }
    text_printf(&t, "%s\n%s\n", pair.up_path, pair.down_path);
    add_changes(&t, a, made->plan);
    output_text(&t);
    return EXIT_STATUS_FINE;
}

/* A project that has not written its views into files yet does not mean to lose them. */
static exit_status refuse_to_drop_all(const project *p) {
    diagnostics_add(p->context->diagnostics, DIAGNOSTIC_ERROR, NULL, (position){0},
                    "there are no view files, so every view would be dropped")
        ->hint =
        "Write each view's CREATE VIEW statement into a file of its own in the directory of "
        "views; to drop the views, write the migration by hand.";
    return EXIT_STATUS_INPUT_WRONG;
}

static exit_status revision_run(command_context *context, int argc, char **argv) {
    project p = {.context = context};
    revision_options options = {.context = context};
    const command_line line = {.options = options_list,
                               .parser = parse_option,
                               .input = &options,
                               .shared = &project_argp,
                               .shared_input = &p};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&revision_command, &line, argc, argv, &status) ||
        !project_read(&p, &status)) {
        return status;
    }
    if (!migration_pairs_require_one_head(context->arena, p.pairs, context->diagnostics)) {
        return EXIT_STATUS_INPUT_WRONG;
    }
    revision_input input = project_revision(&p, options.message);
    const revision *made = revision_make(&input);
    switch (made->outcome) {
    case REVISION_NOTHING:
        output_string(options.sql ? "-- " : "");
        output_string("nothing to do: the view files say what the migrations produce\n");
        return EXIT_STATUS_FINE;
    case REVISION_MADE:
        return p.view_count > 0 ? deliver(&options, &p, made) : refuse_to_drop_all(&p);
    case REVISION_WRONG:
        return EXIT_STATUS_INPUT_WRONG;
    case REVISION_BUG:
        return EXIT_STATUS_BUG;
    }
    return EXIT_STATUS_BUG;
}

const command revision_command = {
    .name = "revision",
    .arguments = "[TEXT...]",
    .summary = "write the next migration pair from what changed in the view files",
    .help = "Compares the view files with what the migrations produce. Views are replaced in place "
            "where PostgreSQL accepts it; otherwise they are dropped and made again with all that "
            "depends on them. The pair is replayed up and down before it is written.",
    .run = revision_run,
};
