#include "analyze/write_check.h"

#include "analyze/updatability.h"
#include "parse/sqlstate.h"

#define MAX_DEPTH 1000 /* of views over views; one can select from itself */

typedef struct write_check {
    analysis *analysis;
    const query *query;
    int depth;
} write_check;

static const char *column_name(const pg_class *relation, int attribute) {
    return relation->attributes[attribute - 1].name;
}

/* --- Columns ---------------------------------------------------------------------------------- */

/* Only parts of one column can be written one after the other. */
static bool check_once(write_check *w, const pg_class *relation, const assignment_list *list) {
    for (int i = 0; i < list->count; i++) {
        for (int j = 0; j < i; j++) {
            const assignment *one = &list->items[i], *other = &list->items[j];
            if (one->attribute == other->attribute && (one->whole || other->whole)) {
                analysis_error(w->analysis, SQLSTATE_SYNTAX_ERROR, -1,
                               "multiple assignments to same column \"%s\"",
                               column_name(relation, one->attribute));
                return false;
            }
        }
    }
    return true;
}

static diagnostic *refuse_value(write_check *w, const char *column, bool inserts,
                                const char *what) {
    analysis *an = w->analysis;
    diagnostic *d =
        inserts ? analysis_error(an, SQLSTATE_GENERATED_ALWAYS, -1,
                                 "cannot insert a non-DEFAULT value into column \"%s\"", column)
                : analysis_error(an, SQLSTATE_GENERATED_ALWAYS, -1,
                                 "column \"%s\" can only be updated to DEFAULT", column);
    d->detail = analysis_text(an, "Column \"%s\" is %s.", column, what);
    return d;
}

static bool check_column(write_check *w, const pg_attribute *column, bool inserts) {
    const query *q = w->query;
    bool overridden = inserts && (q->overriding_system || q->overriding_user);
    if (column->identity == 'a' && !overridden) {
        diagnostic *d = refuse_value(w, column->name, inserts,
                                     "an identity column defined as GENERATED ALWAYS");
        d->hint = inserts ? "Use OVERRIDING SYSTEM VALUE to override." : NULL;
        return false;
    }
    if (column->generated != 0) {
        (void)refuse_value(w, column->name, inserts, "a generated column");
        return false;
    }
    return true;
}

static const assignment *find_assignment(const assignment_list *list, int attribute) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].attribute == attribute) {
            return &list->items[i];
        }
    }
    return NULL;
}

static bool check_columns(write_check *w, const pg_class *relation, const assignment_list *list,
                          bool inserts) {
    if (!check_once(w, relation, list)) {
        return false;
    }
    for (int i = 0; i < relation->attribute_count; i++) {
        const assignment *written = find_assignment(list, i + 1);
        if (written != NULL && !written->is_default &&
            !check_column(w, &relation->attributes[i], inserts)) {
            return false;
        }
    }
    return true;
}

/* --- Views ------------------------------------------------------------------------------------ */

static const char *const to_write[] = {
    [QUERY_INSERT] = "insert into",
    [QUERY_UPDATE] = "update",
    [QUERY_DELETE] = "delete from",
};

static bool refuse_view(write_check *w, const pg_class *view, const char *why_not) {
    static const char *const hints[] = {
        [QUERY_INSERT] = "To enable inserting into the view, provide an INSTEAD OF INSERT trigger "
                         "or an unconditional ON INSERT DO INSTEAD rule.",
        [QUERY_UPDATE] = "To enable updating the view, provide an INSTEAD OF UPDATE trigger or an "
                         "unconditional ON UPDATE DO INSTEAD rule.",
        [QUERY_DELETE] = "To enable deleting from the view, provide an INSTEAD OF DELETE trigger "
                         "or an unconditional ON DELETE DO INSTEAD rule.",
    };
    query_command command = w->query->command;
    diagnostic *d = analysis_error(w->analysis, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                                   "cannot %s view \"%s\"", to_write[command], view->name);
    d->detail = why_not;
    d->hint = hints[command];
    return false;
}

/* What an output of the view writes to below; 0 with the reason. */
static int attribute_below(const query *view, const target *output, const char **why_not) {
    const expr *e = output->expr;
    *why_not = NULL;
    if (e->kind != EXPR_VAR || e->u.var.rtindex != view->from.items[0]->rtindex ||
        e->u.var.levels_up != 0) {
        *why_not = "View columns that are not columns of their base relation are not updatable.";
    } else if (e->u.var.attribute < 0) {
        *why_not = "View columns that refer to system columns are not updatable.";
    } else if (e->u.var.attribute == 0) {
        *why_not = "View columns that return whole-row references are not updatable.";
    }
    return *why_not == NULL ? e->u.var.attribute : 0;
}

static bool refuse_column(write_check *w, const pg_class *view, int attribute,
                          const char *why_not) {
    bool inserts = w->query->command == QUERY_INSERT;
    analysis_error(w->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                   "cannot %s column \"%s\" of view \"%s\"", inserts ? "insert into" : "update",
                   column_name(view, attribute), view->name)
        ->detail = why_not;
    return false;
}

/* The same assignments to the columns of the relation below. */
static bool assignments_below(write_check *w, const pg_class *view, const assignment_list *list,
                              assignment_list *below) {
    for (int i = 0, attribute = 0; i < view->query->targets.count; i++) {
        const target *output = &view->query->targets.items[i];
        if (output->junk) {
            continue;
        }
        attribute++;
        for (int j = 0; j < list->count; j++) {
            const assignment *written = &list->items[j];
            if (written->attribute != attribute) {
                continue;
            }
            const char *why_not;
            assignment one = *written;
            one.attribute = attribute_below(view->query, output, &why_not);
            if (one.attribute == 0) {
                return refuse_column(w, view, attribute, why_not);
            }
            *LIST_PUSH(w->analysis->arena, below) = one;
        }
    }
    return true;
}

static bool check_relation(write_check *w, const pg_class *relation, const assignment_list *list,
                           const assignment_list *conflict);

static bool check_view(write_check *w, const pg_class *view, const assignment_list *list,
                       const assignment_list *conflict) {
    const catalog *c = w->analysis->catalog;
    bool deletes = w->query->command == QUERY_DELETE;
    const char *why_not = deletes ? updatability_why_not_deletable(c, view->query)
                                  : updatability_why_not(c, view->query);
    if (why_not != NULL) {
        return refuse_view(w, view, why_not);
    }
    assignment_list below = {0}, conflict_below = {0};
    if (!assignments_below(w, view, list, &below) ||
        !assignments_below(w, view, conflict, &conflict_below) || w->depth++ > MAX_DEPTH) {
        return false;
    }
    const range_table_entry *base = query_rte(view->query, view->query->from.items[0]->rtindex);
    return check_relation(w, catalog_relation(c, base->relation), &below, &conflict_below);
}

/* --- Relations -------------------------------------------------------------------------------- */

static bool check_relation(write_check *w, const pg_class *relation, const assignment_list *list,
                           const assignment_list *conflict) {
    static const int events[] = {
        [QUERY_INSERT] = CAN_INSERT, [QUERY_UPDATE] = CAN_UPDATE, [QUERY_DELETE] = CAN_DELETE};
    const catalog *c = w->analysis->catalog;
    if (!check_columns(w, relation, list, w->query->command == QUERY_INSERT) ||
        !check_columns(w, relation, conflict, false)) {
        return false;
    }
    if (relation->kind != 'v' || relation->query == NULL) {
        return true;
    }
    int elsewhere = updatability_of_rules(c, relation) | updatability_of_triggers(c, relation);
    return (elsewhere & events[w->query->command]) != 0 || check_view(w, relation, list, conflict);
}

bool write_check_query(analysis *an, const query *q) {
    for (int i = 0; i < q->ctes.count; i++) {
        const query *inner = q->ctes.items[i]->query;
        if (inner != NULL && inner->command != QUERY_SELECT && !write_check_query(an, inner)) {
            return false;
        }
    }
    if (q->result_relation == 0) {
        return true;
    }
    write_check w = {.analysis = an, .query = q};
    const pg_class *relation =
        catalog_relation(an->catalog, query_rte(q, q->result_relation)->relation);
    return check_relation(&w, relation, &q->assignments, &q->conflict_assignments);
}
