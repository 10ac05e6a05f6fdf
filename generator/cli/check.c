#include "cli/commands.h"
#include "cli/file_report.h"
#include "cli/output.h"
#include "cli/project.h"
#include "emit/output_file.h"
#include "revise/pair_check.h"
#include "source/directory.h"

/* oriel check: what can be proven of a project without a database. */

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    (void)argument;
    (void)state;
    return key == ARGP_KEY_END ? 0 : ARGP_ERR_UNKNOWN;
}

/* The migrations were replayed before: only errors are news. */
static void adopt_errors(const project *p, const diagnostics *from) {
    for (int i = 0; i < from->list.count; i++) {
        const diagnostic *one = &from->list.items[i];
        if (one->severity == DIAGNOSTIC_ERROR) {
            diagnostic *added = diagnostics_add(p->context->diagnostics, one->severity,
                                                one->sqlstate, one->at, "%s", one->message);
            added->detail = one->detail;
            added->hint = one->hint;
            added->peer = one->peer;
            added->peer_label = one->peer_label;
        }
    }
}

static const char *pending_text(view_change_kind kind) {
    switch (kind) {
    case VIEW_NEW:
        return "no migration makes this view";
    case VIEW_REPLACED:
    case VIEW_REMADE:
        return "the migrations make this view with another text";
    case VIEW_ADJUSTED:
        return "the migrations put something else on this view";
    case VIEW_GONE:
        return "no view file makes this view any more";
    case VIEW_SAME:
    case VIEW_CARRIED:
        return NULL;
    }
    return NULL;
}

static exit_status report_pending(const project *p, const view_plan *plan) {
    exit_status status = EXIT_STATUS_FINE;
    for (int i = 0; plan != NULL && i < plan->count; i++) {
        const view_change *change = &plan->items[i];
        const char *what = pending_text(change->kind);
        if (what != NULL) {
            const view_entry *entry = change->to != NULL ? change->to : change->from;
            diagnostics_add(p->context->diagnostics, DIAGNOSTIC_ERROR, NULL,
                            sql_statement_position(entry->create, -1), "%s is pending: %s",
                            view_entry_name(p->context->arena, entry), what)
                ->hint = "Write the migration with `oriel revision'.";
            status = EXIT_STATUS_STALE;
        }
    }
    return status;
}

static exit_status check_views(const project *p) {
    revision_input input = project_revision(p, "check");
    input.diagnostics = diagnostics_new(p->context->arena);
    const revision *made = revision_make(&input);
    adopt_errors(p, input.diagnostics);
    switch (made->outcome) {
    case REVISION_NOTHING:
        return EXIT_STATUS_FINE;
    case REVISION_MADE:
        return report_pending(p, made->plan);
    case REVISION_WRONG:
        return EXIT_STATUS_INPUT_WRONG;
    case REVISION_BUG:
        return EXIT_STATUS_BUG;
    }
    return EXIT_STATUS_BUG;
}

/* Only where there are models: not every project has them made yet. */
static exit_status check_models(const project *p) {
    arena *a = p->context->arena;
    const char *out = p->settings->out != NULL ? p->settings->out : "out";
    if (!directory_is(out)) {
        return EXIT_STATUS_FINE;
    }
    revision_input input = project_revision(p, "check");
    input.diagnostics = diagnostics_new(a);
    replay *r = revision_replay_views(&input);
    const model_options wanted = {.schema_prefix = p->settings->schema_prefix,
                                  .name_prefix = p->settings->name_prefix};
    const model *m = model_build(replay_catalog(r), a, &wanted, input.diagnostics);
    emitted_file_list files = emit_model(a, m, ORIEL_VERSION);
    output_problem problem = output_files_check(a, out, &files);
    if (problem.message == NULL) {
        return EXIT_STATUS_FINE;
    }
    exit_status status = file_report(p->context, problem.path, problem.message);
    return problem.is_stale ? EXIT_STATUS_STALE : status;
}

static bool check_pairs(const project *p) {
    pair_check_input input = {.arena = p->context->arena,
                              .pg_version = p->pg_version,
                              .snapshots = p->settings->snapshots,
                              .diagnostics = p->context->diagnostics,
                              .pairs = p->pairs,
                              .ups = p->ups,
                              .downs = p->downs};
    return pair_check_all(&input);
}

static exit_status check_run(command_context *context, int argc, char **argv) {
    project p = {.context = context};
    const command_line line = {.parser = parse_option, .shared = &project_argp, .shared_input = &p};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&check_command, &line, argc, argv, &status) || !project_read(&p, &status)) {
        return status;
    }
    if (!migration_pairs_require_one_head(context->arena, p.pairs, context->diagnostics) ||
        !check_pairs(&p)) {
        return EXIT_STATUS_INPUT_WRONG;
    }
    exit_status views = check_views(&p);
    if (views == EXIT_STATUS_INPUT_WRONG || views == EXIT_STATUS_BUG) {
        return views;
    }
    exit_status models = check_models(&p);
    status = models != EXIT_STATUS_FINE ? models : views;
    if (status == EXIT_STATUS_FINE) {
        text t = text_new(context->arena);
        text_printf(&t, "%d migration%s, %d view file%s: fine\n", p.pairs->count,
                    p.pairs->count == 1 ? "" : "s", p.view_count, p.view_count == 1 ? "" : "s");
        output_text(&t);
    }
    return status;
}

const command check_command = {
    .name = "check",
    .summary = "prove from the files alone that migrations, views and models fit",
    .help = "Every migration runs after those before it and is undone by its down file; the view "
            "files say what the migrations produce; the models are current. Exits with 4 when a "
            "migration is still to be written or models are to be generated, with 1 when "
            "something is wrong.",
    .run = check_run,
};
