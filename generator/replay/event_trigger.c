#include "replay/object_statements.h"

#include "replay/definition.h"

/* CREATE and ALTER EVENT TRIGGER. */

static bool is_known_event(const char *name) {
    static const char *const events[] = {"ddl_command_start", "ddl_command_end", "sql_drop",
                                         "table_rewrite"};
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        if (strcmp(events[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool check_filter(replay *r, const PgQuery__CreateEventTrigStmt *s) {
    bool seen = false;
    for (size_t i = 0; i < s->n_whenclause; i++) {
        const definition_option *e = s->whenclause[i]->def_elem;
        if (!definition_is(e, "tag")) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "unrecognized filter variable \"%s\"", e->defname);
        }
        if (seen) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "filter variable \"%s\" specified more than once", e->defname);
        }
        seen = true;
    }
    return true;
}

bool create_event_trigger_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateEventTrigStmt *s = node->create_event_trig_stmt;
    if (!is_known_event(s->eventname)) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "unrecognized event name \"%s\"",
                             s->eventname);
    }
    if (!check_filter(r, s)) {
        return false;
    }
    if (catalog_find_named(r->catalog, CLASS_EVENT_TRIGGER, 0, s->trigname) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "event trigger \"%s\" already exists", s->trigname);
    }
    const pg_proc *f =
        definition_function_returning(r, (name_parts){s->n_funcname, s->funcname}, 0, NULL,
                                      EVENT_TRIGGEROID, SQLSTATE_INVALID_OBJECT_DEFINITION);
    if (f == NULL) {
        return false;
    }
    oid made = catalog_add(r->catalog, CLASS_EVENT_TRIGGER, &(pg_named){.name = s->trigname});
    depend_normal(r, address_of(CLASS_EVENT_TRIGGER, made), address_of(CLASS_PROC, f->oid));
    return true;
}

bool alter_event_trigger_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterEventTrigStmt *s = node->alter_event_trig_stmt;
    return catalog_find_named(r->catalog, CLASS_EVENT_TRIGGER, 0, s->trigname) != NULL ||
           replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "event trigger \"%s\" does not exist",
                         s->trigname);
}
