#include "replay/trigger.h"

#include "analyze/column_ref.h"
#include "analyze/dependency.h"
#include "analyze/function_call.h"
#include "replay/column_default.h"
#include "replay/constraint.h"
#include "replay/deletion.h"
#include "replay/relation.h"
#include "replay/source_text.h"
#include "replay/statements.h"
#include "replay/trigger_condition.h"

/* CREATE TRIGGER, what partitions have of it, and ALTER TRIGGER ... RENAME. */

/* --- Clones in partitions --------------------------------------------------------------------- */

/* May a trigger of this relation take the place of the one that has its name? */
static bool may_replace(replay *r, const pg_trigger *old, bool replace, bool is_clone) {
    if (old == NULL) {
        return true;
    }
    const pg_class *rel = catalog_relation(r->catalog, old->parent);
    if (!replace) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "trigger \"%s\" for relation \"%s\" already exists", old->name,
                             rel->name);
    }
    const char *problem = !is_clone && (old->internal || old->parent_trigger != INVALID_OID)
                              ? "an internal or a child trigger"
                          : old->constraint != INVALID_OID ? "a constraint trigger"
                                                           : NULL;
    return problem == NULL || replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                            "trigger \"%s\" for relation \"%s\" is %s", old->name,
                                            rel->name, problem);
}

/* The record into the catalog, in the place of an older one or not. */
static oid store(replay *r, const pg_trigger *old, pg_trigger *record) {
    record->oid = old != NULL ? old->oid : INVALID_OID;
    if (old != NULL) {
        depend_remove(r->catalog, address_of(CLASS_TRIGGER, old->oid), DEPENDENCY_ANY);
        catalog_update(r->catalog, CLASS_TRIGGER, record);
    } else {
        record->oid = catalog_add(r->catalog, CLASS_TRIGGER, record);
    }
    object_address self = address_of(CLASS_TRIGGER, record->oid);
    depend_normal(r, self, address_of(CLASS_PROC, record->function));
    depend_add(r->catalog, self, address_of(CLASS_RELATION, record->parent), DEPENDENCY_AUTO);
    return record->oid;
}

static bool clone(replay *r, const pg_trigger *from, oid partition, bool replace);

static bool clone_to_partitions(replay *r, oid trigger, oid parent, bool replace) {
    oid_list partitions = relation_children(r, parent);
    for (int i = 0; i < partitions.count; i++) {
        if (!clone(r, catalog_find(r->catalog, CLASS_TRIGGER, trigger), partitions.items[i],
                   replace)) {
            return false;
        }
    }
    return true;
}

static bool clone(replay *r, const pg_trigger *from, oid partition, bool replace) {
    const pg_trigger *old = catalog_find_child(r->catalog, CLASS_TRIGGER, partition, from->name);
    if (!may_replace(r, old, replace, true)) {
        return false;
    }
    pg_trigger copy = *from;
    copy.parent = partition;
    copy.parent_trigger = from->oid;
    oid made = store(r, old, &copy);
    object_address self = address_of(CLASS_TRIGGER, made);
    depend_add(r->catalog, self, address_of(CLASS_TRIGGER, copy.parent_trigger),
               DEPENDENCY_PARTITION_PRIMARY);
    depend_add(r->catalog, self, address_of(CLASS_RELATION, partition),
               DEPENDENCY_PARTITION_SECONDARY);
    return catalog_relation(r->catalog, partition)->kind != 'p' ||
           clone_to_partitions(r, made, partition, replace);
}

typedef LIST_OF(const pg_trigger *) trigger_list;

static trigger_list triggers_of(replay *r, oid relation) {
    trigger_list found = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_TRIGGER, relation);
    const pg_trigger *t;
    while ((t = catalog_next(&scan)) != NULL) {
        *LIST_PUSH(r->arena, &found) = t;
    }
    return found;
}

bool trigger_clone_all(replay *r, oid parent, oid partition) {
    trigger_list found = triggers_of(r, parent);
    for (int i = 0; i < found.count; i++) {
        const pg_trigger *t = found.items[i];
        if ((t->events & TRIGGER_ROW) != 0 && !t->internal && !clone(r, t, partition, false)) {
            return false;
        }
    }
    return true;
}

bool trigger_drop_clones(replay *r, oid partition) {
    trigger_list found = triggers_of(r, partition);
    address_list clones = {0};
    for (int i = 0; i < found.count; i++) {
        if (found.items[i]->parent_trigger != INVALID_OID) {
            object_address self = address_of(CLASS_TRIGGER, found.items[i]->oid);
            depend_remove(r->catalog, self, DEPENDENCY_PARTITION_PRIMARY);
            depend_remove(r->catalog, self, DEPENDENCY_PARTITION_SECONDARY);
            *LIST_PUSH(r->arena, &clones) = self;
        }
    }
    return clones.count == 0 || deletion_perform(r, &clones, false);
}

bool trigger_check_child(replay *r, const pg_class *child, bool partition) {
    trigger_list found = triggers_of(r, child->oid);
    const pg_trigger *first = NULL;
    for (int i = 0; i < found.count; i++) {
        const pg_trigger *t = found.items[i];
        if ((t->events & TRIGGER_ROW) != 0 && t->transition &&
            (first == NULL || strcmp(t->name, first->name) < 0)) {
            first = t;
        }
    }
    if (first == NULL) {
        return true;
    }
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                       partition
                           ? "trigger \"%s\" prevents table \"%s\" from becoming a partition"
                           : "trigger \"%s\" prevents table \"%s\" from becoming an inheritance "
                             "child",
                       first->name, child->name);
    d->detail = partition
                    ? "ROW triggers with transition tables are not supported on partitions."
                    : "ROW triggers with transition tables are not supported in inheritance "
                      "hierarchies.";
    return false;
}

/* --- ALTER TRIGGER ... RENAME ----------------------------------------------------------------- */

/* The trigger and its clones. */
static bool rename_tree(replay *r, const pg_trigger *t, const char *name) {
    const pg_class *rel = catalog_relation(r->catalog, t->parent);
    if (strcmp(t->name, name) != 0) {
        if (catalog_find_child(r->catalog, CLASS_TRIGGER, rel->oid, name) != NULL) {
            return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                 "trigger \"%s\" for relation \"%s\" already exists", name,
                                 rel->name);
        }
        pg_trigger edit = *t;
        edit.name = name;
        catalog_update(r->catalog, CLASS_TRIGGER, &edit);
    }
    oid_list partitions = rel->kind == 'p' ? relation_children(r, rel->oid) : (oid_list){0};
    for (int i = 0; i < partitions.count; i++) {
        trigger_list found = triggers_of(r, partitions.items[i]);
        for (int j = 0; j < found.count; j++) {
            if (found.items[j]->parent_trigger == t->oid &&
                !rename_tree(r, found.items[j], name)) {
                return false;
            }
        }
    }
    return true;
}

bool trigger_rename(replay *r, const PgQuery__RenameStmt *s) {
    const pg_class *rel = relation_open(r, s->relation, s->missing_ok);
    if (rel == NULL) {
        return !r->analysis->failed;
    }
    if (strchr("rvfp", rel->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "relation \"%s\" cannot have triggers", rel->name);
    }
    if (!relation_check_not_system(r, rel)) {
        return false;
    }
    const pg_trigger *t = catalog_find_child(r->catalog, CLASS_TRIGGER, rel->oid, s->subname);
    if (t == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "trigger \"%s\" for table \"%s\" does not exist", s->subname,
                             rel->name);
    }
    if (t->parent_trigger != INVALID_OID) {
        const pg_class *whole = catalog_relation(r->catalog, rel->parents[0]);
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_INTERNAL_ERROR, -1,
                                       "cannot rename trigger \"%s\" on table \"%s\"", t->name,
                                       rel->name);
        d->hint = replay_text(
            r, "Rename the trigger on the partitioned table \"%s\" instead.", whole->name);
        return false;
    }
    return rename_tree(r, t, s->newname);
}

/* --- CREATE TRIGGER --------------------------------------------------------------------------- */

static bool check_relation(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel) {
    bool instead = (s->timing & TRIGGER_INSTEAD) != 0;
    const char *problem = NULL;
    const char *detail = NULL;
    switch (rel->kind) {
    case 'r':
    case 'p':
        if (instead) {
            problem = "\"%s\" is a table";
            detail = "Tables cannot have INSTEAD OF triggers.";
        } else if (rel->kind == 'p' && s->row && s->n_transition_rels > 0) {
            problem = "\"%s\" is a partitioned table";
            detail = "ROW triggers with transition tables are not supported on partitioned tables.";
        }
        break;
    case 'v':
        if (!instead && s->row) {
            problem = "\"%s\" is a view";
            detail = "Views cannot have row-level BEFORE or AFTER triggers.";
        } else if ((s->events & TRIGGER_TRUNCATE) != 0) {
            problem = "\"%s\" is a view";
            detail = "Views cannot have TRUNCATE triggers.";
        } else if (s->n_transition_rels > 0) {
            problem = "\"%s\" is a view";
            detail = "Triggers on views cannot have transition tables.";
        }
        break;
    case 'f':
        if (instead) {
            problem = "\"%s\" is a foreign table";
            detail = "Foreign tables cannot have INSTEAD OF triggers.";
        } else if (s->isconstraint) {
            problem = "\"%s\" is a foreign table";
            detail = "Foreign tables cannot have constraint triggers.";
        } else if (s->n_transition_rels > 0) {
            problem = "\"%s\" is a foreign table";
            detail = "Triggers on foreign tables cannot have transition tables.";
        }
        break;
    default: {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "relation \"%s\" cannot have triggers", rel->name);
        d->detail =
            rel->kind == 'm' ? "This operation is not supported for materialized views." : NULL;
        return false;
    }
    }
    if (problem == NULL) {
        return true;
    }
    const char *noun = rel->kind == 'r'   ? "a table"
                       : rel->kind == 'p' ? (instead ? "a table" : "a partitioned table")
                       : rel->kind == 'v' ? "a view"
                                          : "a foreign table";
    const char *state = rel->kind == 'p' && !instead ? SQLSTATE_FEATURE_NOT_SUPPORTED
                                                     : SQLSTATE_WRONG_OBJECT_TYPE;
    diagnostic *d = analysis_error(r->analysis, state, -1, "\"%s\" is %s", rel->name, noun);
    d->detail = detail;
    return false;
}

static bool check_shape(replay *r, const PgQuery__CreateTrigStmt *s) {
    if (s->row && (s->events & TRIGGER_TRUNCATE) != 0) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "TRUNCATE FOR EACH ROW triggers are not supported");
    }
    if ((s->timing & TRIGGER_INSTEAD) == 0) {
        return true;
    }
    const char *problem = !s->row ? "INSTEAD OF triggers must be FOR EACH ROW"
                          : s->when_clause != NULL
                              ? "INSTEAD OF triggers cannot have WHEN conditions"
                          : s->n_columns > 0 ? "INSTEAD OF triggers cannot have column lists"
                                             : NULL;
    return problem == NULL || replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s", problem);
}

static const pg_proc *find_function(replay *r, const PgQuery__CreateTrigStmt *s) {
    PgQuery__ObjectWithArgs signature = PG_QUERY__OBJECT_WITH_ARGS__INIT;
    signature.n_objname = s->n_funcname;
    signature.objname = s->funcname;
    const pg_proc *p = function_call_lookup_signature(
        r->analysis, PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, &signature, false);
    if (p != NULL && p->result != TRIGGEROID) {
        const char *schema = s->n_funcname > 1 ? node_string(s->funcname[0]) : NULL;
        replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                      "function %s%s%s must return type %s", schema != NULL ? schema : "",
                      schema != NULL ? "." : "", p->name, "trigger");
        return NULL;
    }
    return p;
}

/* UPDATE OF a, b: each column once. */
static bool check_columns(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel) {
    for (size_t i = 0; i < s->n_columns; i++) {
        const char *name = node_string(s->columns[i]);
        int number = relation_column(rel, name);
        if (number == 0) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                                 "column \"%s\" of relation \"%s\" does not exist", name,
                                 rel->name);
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(node_string(s->columns[j]), name) == 0) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                                     "column \"%s\" specified more than once", name);
            }
        }
    }
    return true;
}

/* The constraint that a constraint trigger is, or 0. */
static oid add_constraint(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel) {
    return !s->isconstraint ? INVALID_OID
                            : constraint_store(r, &(pg_constraint){
                                                      .namespace = rel->namespace,
                                                      .parent = rel->oid,
                                                      .name = s->trigname,
                                                      .type = 't',
                                                      .deferrable = s->deferrable,
                                                      .deferred = s->initdeferred,
                                                      .validated = true,
                                                      .is_local = true,
                                                      .no_inherit = true,
                                                  });
}

static void depend_on_parts(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel,
                            expr *condition, object_address self) {
    for (size_t i = 0; i < s->n_columns; i++) {
        depend_normal(
            r, self, address_of_column(rel->oid, relation_column(rel, node_string(s->columns[i]))));
    }
    if (condition != NULL) {
        dependency_record_expr(r->catalog, self, condition, rel->oid, DEPENDENCY_NORMAL,
                               DEPENDENCY_NORMAL);
    }
}

/* The table that a constraint trigger comes FROM has to be there. */
static bool check_origin(replay *r, const PgQuery__CreateTrigStmt *s) {
    return s->constrrel == NULL || relation_open(r, s->constrrel, false) != NULL;
}

bool create_trigger_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateTrigStmt *s = node->create_trig_stmt;
    const pg_class *rel = relation_open(r, s->relation, false);
    expr *condition;
    if (rel == NULL || !relation_check_not_system(r, rel) || !check_relation(r, s, rel) ||
        !check_origin(r, s) || !check_shape(r, s) || !trigger_transition_check(r, s, rel) ||
        !trigger_condition_read(r, s, rel, &condition)) {
        return false;
    }
    const pg_proc *function = find_function(r, s);
    if (function == NULL) {
        return false;
    }
    const pg_trigger *old = catalog_find_child(r->catalog, CLASS_TRIGGER, rel->oid, s->trigname);
    if (!may_replace(r, old, s->replace, false) || !check_columns(r, s, rel)) {
        return false;
    }
    pg_trigger record = {
        .parent = rel->oid,
        .name = s->trigname,
        .function = function->oid,
        .events = (int16_t)((s->row ? TRIGGER_ROW : 0) | s->timing | s->events),
        .constraint = add_constraint(r, s, rel),
        .transition = s->n_transition_rels > 0,
        .definition = source_text_statement(r),
    };
    object_address self = address_of(CLASS_TRIGGER, store(r, old, &record));
    if (record.constraint != INVALID_OID) {
        depend_add(r->catalog, address_of(CLASS_CONSTRAINT, record.constraint), self,
                   DEPENDENCY_INTERNAL);
    }
    depend_on_parts(r, s, rel, condition, self);
    return rel->kind != 'p' || !s->row ||
           clone_to_partitions(r, record.oid, rel->oid, s->replace);
}
