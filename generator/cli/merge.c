#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/file_report.h"
#include "cli/output.h"
#include "cli/project.h"
#include "revise/pair_check.h"
#include "revise/pair_file.h"

/* oriel merge: gives one of two migrations with the same number the next one. */

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    if (key != ARGP_KEY_ARG) {
        return key == ARGP_KEY_END ? 0 : ARGP_ERR_UNKNOWN;
    }
    if (state->arg_num > 0) {
        argp_error(state, "there is one migration to renumber");
        return EINVAL;
    }
    *(const char **)state->input = argument;
    return 0;
}

/* The first of two pairs with one number; -1: there are none. */
static int find_heads(const migration_pairs *pairs) {
    for (int i = 0; i + 1 < pairs->count; i++) {
        if (pairs->items[i].number == pairs->items[i + 1].number) {
            return i;
        }
    }
    return -1;
}

static bool is_named(const migration_pair *pair, const char *name) {
    return strcmp(pair->id, name) == 0 || strcmp(pair->slug, name) == 0;
}

static exit_status move_file(const project *p, const char *from, const char *to) {
    if (rename(from, to) != 0) {
        return file_report(
            p->context, from,
            arena_printf(p->context->arena, "could not rename to %s: %s", to, strerror(errno)));
    }
    text t = text_new(p->context->arena);
    text_printf(&t, "%s -> %s\n", from, to);
    output_text(&t);
    return EXIT_STATUS_FINE;
}

static exit_status renumber(const project *p, int index) {
    const migration_pair *pair = &p->pairs->items[index];
    pair_file next = pair_file_next(p->context->arena, p->migrations, p->pairs, pair->slug);
    exit_status status = move_file(p, pair->down_path, next.down_path);
    if (status == EXIT_STATUS_FINE) {
        status = move_file(p, pair->up_path, next.up_path);
        if (status != EXIT_STATUS_FINE) {
            (void)rename(next.down_path, pair->down_path);
        }
    }
    return status;
}

static exit_status merge(const project *p, const char *wanted) {
    diagnostics *d = p->context->diagnostics;
    int first = find_heads(p->pairs);
    if (first < 0) {
        output_string("nothing to do: there is one head\n");
        return EXIT_STATUS_FINE;
    }
    int moved = first + 1;
    if (wanted != NULL && is_named(&p->pairs->items[first], wanted)) {
        moved = first;
    } else if (wanted != NULL && !is_named(&p->pairs->items[moved], wanted)) {
        diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, (position){0},
                        "%s is not one of the heads %s and %s", wanted, p->pairs->items[first].id,
                        p->pairs->items[moved].id);
        return EXIT_STATUS_USAGE_WRONG;
    }
    pair_check_input input = {.arena = p->context->arena,
                              .pg_version = p->pg_version,
                              .snapshots = p->settings->snapshots,
                              .diagnostics = d,
                              .pairs = p->pairs,
                              .ups = p->ups,
                              .downs = p->downs};
    if (!pair_check_merge(&input, first, moved)) {
        return EXIT_STATUS_INPUT_WRONG;
    }
    return renumber(p, moved);
}

static exit_status merge_run(command_context *context, int argc, char **argv) {
    project p = {.context = context};
    const char *wanted = NULL;
    const command_line line = {.parser = parse_option,
                               .input = (void *)&wanted,
                               .shared = &project_argp,
                               .shared_input = &p};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&merge_command, &line, argc, argv, &status) || !project_read(&p, &status)) {
        return status;
    }
    return merge(&p, wanted);
}

const command merge_command = {
    .name = "merge",
    .arguments = "[MIGRATION]",
    .summary = "give one of two migrations with the same number the next number",
    .help = "First both orders are replayed and must give the same catalog; then MIGRATION (its "
            "name with or without the number; default: the second by name) is renumbered. A "
            "database that has it applied recognises it by its checksum.",
    .run = merge_run,
};
