#include <string.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/project.h"
#include "revise/view_order.h"

/* oriel list: the views of a project, what they use and what is to be written about them. */

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    (void)argument;
    (void)state;
    return key == ARGP_KEY_END ? 0 : ARGP_ERR_UNKNOWN;
}

static const char *state_word(const view_change *change) {
    switch (change->kind) {
    case VIEW_SAME:
    case VIEW_CARRIED:
        return "current";
    case VIEW_NEW:
        return "new";
    case VIEW_REPLACED:
    case VIEW_REMADE:
    case VIEW_ADJUSTED:
        return "changed";
    case VIEW_GONE:
        return "gone";
    }
    return "";
}

static int widest_name(arena *a, const view_plan *plan) {
    int widest = 0;
    for (int i = 0; i < plan->count; i++) {
        const view_change *change = &plan->items[i];
        const view_entry *entry = change->to != NULL ? change->to : change->from;
        int width = (int)strlen(view_entry_name(a, entry));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void add_uses(text *t, arena *a, const view_plan *plan, const view_entry *entry) {
    const char *lead = "  uses ";
    for (int i = 0; i < plan->count; i++) {
        const view_entry *other = plan->items[i].to;
        if (other != NULL && other != entry && view_order_names(entry, other)) {
            text_printf(t, "%s%s", lead, view_entry_name(a, other));
            lead = ", ";
        }
    }
}

static void add_line(text *t, arena *a, const view_plan *plan, const view_change *change,
                     int width) {
    const view_entry *entry = change->to != NULL ? change->to : change->from;
    text_printf(t, "%-7s  %-17s  %-*s", state_word(change),
                entry->materialized ? "materialized view" : "view", width,
                view_entry_name(a, entry));
    add_uses(t, a, plan, entry);
    while (t->length > 0 && t->bytes[t->length - 1] == ' ') {
        t->bytes[--t->length] = '\0';
    }
    text_add_char(t, '\n');
}

static exit_status list_run(command_context *context, int argc, char **argv) {
    project p = {.context = context};
    const command_line line = {.parser = parse_option, .shared = &project_argp, .shared_input = &p};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&list_command, &line, argc, argv, &status) || !project_read(&p, &status)) {
        return status;
    }
    revision_input input = project_revision(&p, "list");
    const revision *made = revision_make(&input);
    if (made->plan == NULL) {
        return EXIT_STATUS_INPUT_WRONG;
    }
    text t = text_new(context->arena);
    int width = widest_name(context->arena, made->plan);
    for (int i = 0; i < made->plan->count; i++) {
        add_line(&t, context->arena, made->plan, &made->plan->items[i], width);
    }
    output_text(&t);
    return made->outcome == REVISION_BUG ? EXIT_STATUS_BUG : EXIT_STATUS_FINE;
}

const command list_command = {
    .name = "list",
    .summary = "print the views, what they use and whether a migration is to be written",
    .help = "Views come in the order in which they can be made. \"new\", \"changed\" and \"gone\" "
            "are what `oriel revision' would write about; all others are current.",
    .run = list_run,
};
