#include "replay/trigger_condition.h"

#include "analyze/collation.h"
#include "analyze/from_clause.h"
#include "replay/relation.h"

/* --- REFERENCING ------------------------------------------------------------------------------ */

typedef struct transition_names {
    const char *old, *new;
} transition_names;

static bool refuse_definition(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s", message);
}

static bool refuse_transition(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s", message);
}

/* Why no transition table of this kind of trigger can be; false with an error. */
static bool check_trigger_kind(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel) {
    int events = s->events & (TRIGGER_INSERT | TRIGGER_DELETE | TRIGGER_UPDATE);
    if (s->row && rel->parent_count > 0) {
        return refuse_transition(
            r, rel->is_partition
                   ? "ROW triggers with transition tables are not supported on partitions"
                   : "ROW triggers with transition tables are not supported on inheritance "
                     "children");
    }
    if (s->timing != 0) {
        return refuse_definition(
            r, "transition table name can only be specified for an AFTER trigger");
    }
    if ((s->events & TRIGGER_TRUNCATE) != 0) {
        return refuse_transition(r, "TRUNCATE triggers with transition tables are not supported");
    }
    if ((events & (events - 1)) != 0) {
        return refuse_transition(r, "transition tables cannot be specified for triggers with more "
                                    "than one event");
    }
    return s->n_columns == 0 ||
           refuse_transition(
               r, "transition tables cannot be specified for triggers with column lists");
}

static bool take_name(replay *r, const PgQuery__CreateTrigStmt *s,
                      const PgQuery__TriggerTransition *t, transition_names *names) {
    const char **name = t->is_new ? &names->new : &names->old;
    int wanted = t->is_new ? TRIGGER_INSERT | TRIGGER_UPDATE : TRIGGER_DELETE | TRIGGER_UPDATE;
    if ((s->events & wanted) == 0) {
        return refuse_definition(
            r, t->is_new ? "NEW TABLE can only be specified for an INSERT or UPDATE trigger"
                         : "OLD TABLE can only be specified for a DELETE or UPDATE trigger");
    }
    if (*name != NULL) {
        return refuse_definition(r, t->is_new ? "NEW TABLE cannot be specified multiple times"
                                              : "OLD TABLE cannot be specified multiple times");
    }
    *name = t->name;
    return true;
}

bool trigger_transition_check(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel) {
    transition_names names = {NULL, NULL};
    for (size_t i = 0; i < s->n_transition_rels; i++) {
        const PgQuery__TriggerTransition *t = s->transition_rels[i]->trigger_transition;
        if (!t->is_table) {
            return refuse_transition(
                r, "ROW variable naming in the REFERENCING clause is not supported");
        }
        if (!check_trigger_kind(r, s, rel) || !take_name(r, s, t, &names)) {
            return false;
        }
    }
    return names.old == NULL || names.new == NULL || strcmp(names.old, names.new) != 0 ||
           refuse_definition(r, "OLD TABLE name and NEW TABLE name cannot be the same");
}

/* --- WHEN ------------------------------------------------------------------------------------- */

enum { OLD_ENTRY = 1, NEW_ENTRY = 2 };

typedef struct condition_check {
    replay *replay;
    const PgQuery__CreateTrigStmt *statement;
    const pg_class *relation;
} condition_check;

static bool show_row(parse_state *ps, const pg_class *rel, const char *name) {
    namespace_item *item = from_clause_relation_item(ps, rel, NULL, false, false);
    if (item == NULL) {
        return false;
    }
    item->name = name;
    item->rte->alias = name;
    item->rte->has_alias = true;
    from_clause_show(ps, item, true, true);
    return true;
}

static const char *first_generated(const pg_class *rel) {
    for (int i = 0; i < rel->attribute_count; i++) {
        if (rel->attributes[i].generated != 0 && !rel->attributes[i].dropped) {
            return rel->attributes[i].name;
        }
    }
    return NULL;
}

/* Generated columns have no value yet when BEFORE triggers run. */
static bool check_generated(const condition_check *c, int number, int location) {
    analysis *an = c->replay->analysis;
    const char *column =
        number == 0 ? first_generated(c->relation)
        : relation_attribute(c->relation, number)->generated != 0
            ? relation_attribute(c->relation, number)->name
            : NULL;
    if (column == NULL) {
        return true;
    }
    diagnostic *d =
        analysis_error(an, SQLSTATE_INVALID_OBJECT_DEFINITION, location,
                       "BEFORE trigger's WHEN condition cannot reference NEW generated columns");
    d->detail =
        number == 0
            ? "A whole-row reference is used and the table contains generated columns."
            : replay_text(c->replay, "Column \"%s\" is a generated column.", column);
    return false;
}

static bool check_new(const condition_check *c, int number, int location) {
    if ((c->statement->events & TRIGGER_DELETE) != 0) {
        return replay_refuse(c->replay, SQLSTATE_INVALID_OBJECT_DEFINITION, location,
                             "DELETE trigger's WHEN condition cannot reference NEW values");
    }
    if ((c->statement->timing & TRIGGER_BEFORE) == 0) {
        return true;
    }
    if (number < 0) {
        return replay_refuse(c->replay, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                             "BEFORE trigger's WHEN condition cannot reference NEW system columns");
    }
    return check_generated(c, number, location);
}

static bool check_column(const condition_check *c, const expr *e) {
    int location = expr_location(e);
    if (!c->statement->row) {
        return replay_refuse(c->replay, SQLSTATE_INVALID_OBJECT_DEFINITION, location,
                             "statement trigger's WHEN condition cannot reference column values");
    }
    if (e->u.var.rtindex == NEW_ENTRY) {
        return check_new(c, e->u.var.attribute, location);
    }
    return (c->statement->events & TRIGGER_INSERT) == 0 ||
           replay_refuse(c->replay, SQLSTATE_INVALID_OBJECT_DEFINITION, location,
                         "INSERT trigger's WHEN condition cannot reference OLD values");
}

/* True when the walk is over: a column was refused. */
static bool visit(expr *e, void *context) {
    return e->kind == EXPR_VAR ? !check_column(context, e) : expr_each_child(e, visit, context);
}

bool trigger_condition_read(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel,
                            expr **condition) {
    *condition = NULL;
    if (s->when_clause == NULL) {
        return true;
    }
    parse_state *ps = parse_state_new(r->analysis, NULL);
    if (!show_row(ps, rel, "old") || !show_row(ps, rel, "new") ||
        !where_clause_transform(ps, s->when_clause, CLAUSE_TRIGGER_WHEN, "WHEN", condition) ||
        !collation_assign_expr(ps, *condition)) {
        return false;
    }
    condition_check check = {r, s, rel};
    return !visit(*condition, &check);
}
