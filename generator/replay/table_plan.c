#include "replay/table_plan.h"

#include "analyze/coercion.h"
#include "analyze/type_name.h"
#include "replay/column_default.h"
#include "replay/constraint.h"
#include "replay/sequence.h"
#include "replay/object_name.h"

/* The integer type behind a serial type's name, or 0. */
static oid serial_type(const PgQuery__TypeName *t) {
    static const struct {
        const char *name;
        oid type;
    } serials[] = {
        {"smallserial", INT2OID}, {"serial2", INT2OID},   {"serial", INT4OID},
        {"serial4", INT4OID},     {"bigserial", INT8OID}, {"serial8", INT8OID},
    };
    const char *name =
        t != NULL && t->n_names == 1 && !t->pct_type ? node_string(t->names[0]) : NULL;
    for (size_t i = 0; name != NULL && i < sizeof serials / sizeof serials[0]; i++) {
        if (strcmp(serials[i].name, name) == 0) {
            return serials[i].type;
        }
    }
    return INVALID_OID;
}

/* What is known of a column while its constraints are read. */
typedef struct column_reading {
    table_plan *plan;
    PgQuery__ColumnDef *def;
    pg_attribute *attribute;
    int number;
    bool saw_nullable, saw_default, saw_identity, saw_generated;
    oid serial;
} column_reading;

static bool column_conflict(replay *r, const column_reading *c, int location, const char *what) {
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, location, "%s for column \"%s\" of table \"%s\"",
                         what, c->def->colname, c->plan->table);
}

static bool read_nullable(replay *r, column_reading *c, const PgQuery__Constraint *k,
                          bool not_null) {
    if (c->saw_nullable && c->attribute->not_null != not_null) {
        return column_conflict(r, c, k->location, "conflicting NULL/NOT NULL declarations");
    }
    c->attribute->not_null = not_null;
    c->saw_nullable = true;
    return true;
}

static bool read_default(replay *r, column_reading *c, const PgQuery__Constraint *k) {
    if (c->saw_default) {
        return column_conflict(r, c, k->location, "multiple default values specified");
    }
    c->saw_default = true;
    *LIST_PUSH(r->arena, &c->plan->defaults) = (planned_default){
        .attribute = c->number,
        .node = k->raw_expr,
        .location = k->location,
    };
    return true;
}

static bool read_identity(replay *r, column_reading *c, const PgQuery__Constraint *k) {
    if (c->plan->typed) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "identity columns are not supported on typed tables");
    }
    if (c->plan->partition) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "identity columns are not supported on partitions");
    }
    if (c->saw_identity) {
        return column_conflict(r, c, k->location, "multiple identity specifications");
    }
    const sequence_owner owner = {
        .table = c->plan->table,
        .column = c->def->colname,
        .namespace = c->plan->namespace,
        .persistence = c->plan->persistence,
        .type = c->attribute->type,
        .identity = true,
        .option_count = k->n_options,
        .options = k->options,
    };
    if (!table_plan_sequence(r, c->plan, &owner, c->number)) {
        return false;
    }
    c->attribute->identity = k->generated_when[0];
    c->saw_identity = true;
    if (c->saw_nullable && !c->attribute->not_null) {
        return column_conflict(r, c, k->location, "conflicting NULL/NOT NULL declarations");
    }
    c->saw_nullable = true;
    c->attribute->not_null = true;
    return true;
}

static bool read_generated(replay *r, column_reading *c, const PgQuery__Constraint *k) {
    if (c->plan->typed) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "generated columns are not supported on typed tables");
    }
    if (c->plan->partition) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "generated columns are not supported on partitions");
    }
    if (c->saw_generated) {
        return column_conflict(r, c, k->location, "multiple generation clauses specified");
    }
    c->attribute->generated = 's';
    c->saw_generated = true;
    *LIST_PUSH(r->arena, &c->plan->defaults) = (planned_default){
        .attribute = c->number,
        .node = k->raw_expr,
        .generated = true,
        .location = k->location,
    };
    return true;
}

static bool refuse_on_foreign(replay *r, const table_plan *plan, const PgQuery__Constraint *k,
                              const char *what) {
    return !plan->foreign ||
           replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, k->location,
                         "%s constraints are not supported on foreign tables", what);
}

static PgQuery__Node *string_node(replay *r, const char *s) {
    PgQuery__Node *n = ARENA_NEW(r->arena, PgQuery__Node);
    pg_query__node__init(n);
    n->node_case = PG_QUERY__NODE__NODE_STRING;
    n->string = ARENA_NEW(r->arena, PgQuery__String);
    pg_query__string__init(n->string);
    n->string->sval = arena_strdup(r->arena, s);
    return n;
}

static bool read_constraint(replay *r, column_reading *c, PgQuery__Constraint *k) {
    table_plan *plan = c->plan;
    switch (k->contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_NULL:
        return read_nullable(r, c, k, false);
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
        return read_nullable(r, c, k, true);
    case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
        return read_default(r, c, k);
    case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
        return read_identity(r, c, k);
    case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
        return read_generated(r, c, k);
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
        *LIST_PUSH(r->arena, &plan->checks) = (planned_constraint){k, c->def->colname};
        return true;
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
        if (!refuse_on_foreign(r, plan, k,
                               k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY ? "primary key"
                                                                                   : "unique")) {
            return false;
        }
        if (k->n_keys == 0) {
            k->keys = ARENA_ARRAY(r->arena, PgQuery__Node *, 1);
            k->keys[0] = string_node(r, c->def->colname);
            k->n_keys = 1;
        }
        *LIST_PUSH(r->arena, &plan->keys) = (planned_constraint){k, c->def->colname};
        return true;
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
        if (!refuse_on_foreign(r, plan, k, "foreign key")) {
            return false;
        }
        k->fk_attrs = ARENA_ARRAY(r->arena, PgQuery__Node *, 1);
        k->fk_attrs[0] = string_node(r, c->def->colname);
        k->n_fk_attrs = 1;
        *LIST_PUSH(r->arena, &plan->foreign_keys) = (planned_constraint){k, c->def->colname};
        return true;
    default:
        return true;
    }
}

static bool check_combination(replay *r, const column_reading *c, const PgQuery__Constraint *k) {
    if (c->saw_default && c->saw_identity) {
        return column_conflict(r, c, k->location, "both default and identity specified");
    }
    if (c->saw_default && c->saw_generated) {
        return column_conflict(r, c, k->location,
                               "both default and generation expression specified");
    }
    if (c->saw_identity && c->saw_generated) {
        return column_conflict(r, c, k->location,
                               "both identity and generation expression specified");
    }
    return true;
}

static bool read_constraints(replay *r, column_reading *c) {
    if (!constraint_merge_attributes(r, c->def->n_constraints, c->def->constraints)) {
        return false;
    }
    for (size_t i = 0; i < c->def->n_constraints; i++) {
        PgQuery__Constraint *k = c->def->constraints[i]->constraint;
        if (!read_constraint(r, c, k) || !check_combination(r, c, k)) {
            return false;
        }
    }
    return true;
}

bool table_plan_sequence(replay *r, table_plan *plan, const sequence_owner *owner, int attribute) {
    planned_sequence s = {.attribute = attribute};
    if (!sequence_plan_for_column(r, owner, &s.plan)) {
        return false;
    }
    *LIST_PUSH(r->arena, &plan->sequences) = s;
    return true;
}

static bool add_serial(replay *r, column_reading *c) {
    const sequence_owner owner = {
        .table = c->plan->table,
        .column = c->def->colname,
        .namespace = c->plan->namespace,
        .persistence = c->plan->persistence,
        .type = c->serial,
    };
    if (!table_plan_sequence(r, c->plan, &owner, c->number)) {
        return false;
    }
    *LIST_PUSH(r->arena, &c->plan->defaults) = (planned_default){
        .attribute = c->number, .serial = c->plan->sequences.count, .location = -1};
    c->saw_default = true;
    c->saw_nullable = true;
    c->attribute->not_null = true;
    return true;
}

/* The column's type, modifier and collation. */
static bool read_type(replay *r, column_reading *c) {
    PgQuery__ColumnDef *def = c->def;
    c->serial = serial_type(def->type_name);
    if (c->serial != INVALID_OID) {
        if (def->type_name->n_array_bounds > 0) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, def->type_name->location,
                                 "array of serial is not implemented");
        }
        c->attribute->type = c->serial;
        c->attribute->typmod = -1;
        return true;
    }
    type_and_typmod t = type_name_resolve(r->analysis, def->type_name);
    if (t.type == INVALID_OID) {
        return false;
    }
    c->attribute->type = t.type;
    c->attribute->typmod = t.typmod;
    c->attribute->dims = (int16_t)def->type_name->n_array_bounds;
    if (def->type_name->setof) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "column \"%s\" cannot be declared SETOF", def->colname);
    }
    int location = def->coll_clause != NULL ? def->coll_clause->location : -1;
    return type_name_collation(r->analysis, def->coll_clause, t.type, location,
                               &c->attribute->collation);
}

bool table_plan_column(replay *r, table_plan *plan, PgQuery__ColumnDef *def) {
    pg_attribute attribute = {
        .name = object_name_cut(r->arena, def->colname),
        .typmod = -1,
        .is_local = true,
        .compression = string_or_null(def->compression),
        .storage = string_or_null(def->storage),
    };
    column_reading c = {.plan = plan, .def = def, .attribute = &attribute};
    c.number =
        (plan->existing != NULL ? plan->existing->attribute_count : 0) + plan->columns.count + 1;
    bool typed = def->type_name != NULL;
    if ((typed && !read_type(r, &c)) || (c.serial != INVALID_OID && !add_serial(r, &c)) ||
        !read_constraints(r, &c)) {
        return false;
    }
    *LIST_PUSH(r->arena, &plan->columns) = attribute;
    return true;
}

bool table_plan_constraint(replay *r, table_plan *plan, PgQuery__Constraint *k) {
    switch (k->contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
        *LIST_PUSH(r->arena, &plan->checks) = (planned_constraint){k, NULL};
        return true;
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
        if (!refuse_on_foreign(r, plan, k,
                               k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY ? "primary key"
                               : k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE
                                   ? "unique"
                                   : "exclusion")) {
            return false;
        }
        if (plan->partitioned && k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, k->location,
                                 "exclusion constraints are not supported on partitioned tables");
        }
        *LIST_PUSH(r->arena, &plan->keys) = (planned_constraint){k, NULL};
        return true;
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
        if (!refuse_on_foreign(r, plan, k, "foreign key")) {
            return false;
        }
        *LIST_PUSH(r->arena, &plan->foreign_keys) = (planned_constraint){k, NULL};
        return true;
    default:
        return true;
    }
}

bool table_plan_elements(replay *r, table_plan *plan, size_t count, PgQuery__Node **elements) {
    for (size_t i = 0; i < count; i++) {
        PgQuery__Node *n = elements[i];
        bool done = true;
        if (n->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF) {
            done = table_plan_column(r, plan, n->column_def);
        } else if (n->node_case == PG_QUERY__NODE__NODE_CONSTRAINT) {
            done = table_plan_constraint(r, plan, n->constraint);
        } else if (n->node_case == PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE) {
            done = table_plan_like(r, plan, n->table_like_clause);
        }
        if (!done) {
            return false;
        }
    }
    return true;
}

bool table_plan_make_sequences(replay *r, table_plan *plan) {
    for (int i = 0; i < plan->sequences.count; i++) {
        planned_sequence *s = &plan->sequences.items[i];
        s->made = sequence_make(r, &s->plan);
        if (s->made == INVALID_OID) {
            return false;
        }
    }
    for (int i = 0; i < plan->defaults.count; i++) {
        planned_default *d = &plan->defaults.items[i];
        d->sequence = d->serial > 0 ? plan->sequences.items[d->serial - 1].made : INVALID_OID;
    }
    return true;
}

bool table_plan_add_defaults(replay *r, const table_plan *plan, oid relation) {
    for (int i = 0; i < plan->defaults.count; i++) {
        if (!column_default_add(r, relation, &plan->defaults.items[i])) {
            return false;
        }
    }
    return true;
}

bool table_plan_give_sequences(replay *r, const table_plan *plan, oid relation) {
    oid namespace = catalog_relation(r->catalog, relation)->namespace;
    for (int i = 0; i < plan->sequences.count; i++) {
        const planned_sequence *s = &plan->sequences.items[i];
        if (s->plan.namespace != namespace) {
            return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                                 "sequence must be in same schema as table it is linked to");
        }
        sequence_own(r, s->made, relation, s->attribute, s->plan.owner.identity);
    }
    return true;
}

bool table_plan_check_on_commit(replay *r, PgQuery__OnCommitAction action, char persistence) {
    bool written = action != PG_QUERY__ON_COMMIT_ACTION__ONCOMMIT_NOOP &&
                   action != PG_QUERY__ON_COMMIT_ACTION__ON_COMMIT_ACTION_UNDEFINED;
    return !written || persistence == 't' ||
           replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                         "ON COMMIT can only be used on temporary tables");
}
