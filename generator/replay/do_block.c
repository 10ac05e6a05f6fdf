#include "replay/object_statements.h"

#include "catalog/extension.h"
#include "replay/definition.h"
#include "replay/plpgsql_function.h"

/* DO: its body is compiled, but not run. */

typedef struct do_plan {
    const char *body; /* or NULL */
    const char *language;
} do_plan;

static bool read_options(replay *r, const PgQuery__DoStmt *s, do_plan *plan) {
    *plan = (do_plan){.language = NULL};
    for (size_t i = 0; i < s->n_args; i++) {
        const PgQuery__DefElem *option = s->args[i]->def_elem;
        const char **value = strcmp(option->defname, "as") == 0 ? &plan->body : &plan->language;
        if (*value != NULL) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, option->location,
                                 "conflicting or redundant options");
        }
        *value = node_string(option->arg);
    }
    if (plan->body == NULL) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "no inline code specified");
    }
    plan->language = plan->language != NULL ? plan->language : "plpgsql";
    return true;
}

static bool check_language(replay *r, const char *name) {
    static const char *const without[] = {"internal", "c", "sql"};
    if (catalog_find_named(r->catalog, CLASS_LANGUAGE, 0, name) == NULL) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_UNDEFINED_OBJECT, -1,
                                       "language \"%s\" does not exist", name);
        if (extension_known(r->catalog, name) != NULL) {
            d->hint = "Use CREATE EXTENSION to load the language into the database.";
        }
        return false;
    }
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        if (strcmp(name, without[i]) == 0) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "language \"%s\" does not support inline code execution", name);
        }
    }
    return true;
}

bool do_replay(replay *r, PgQuery__Node *node) {
    do_plan plan;
    if (!read_options(r, node->do_stmt, &plan) || !check_language(r, plan.language)) {
        return false;
    }
    if (strcmp(plan.language, "plpgsql") == 0 && !plpgsql_function_check_block(r, plan.body)) {
        return false;
    }
    replay_warn(r, SQLSTATE_WARNING, -1,
                "the effect of a DO block cannot be known without a server");
    return true;
}
