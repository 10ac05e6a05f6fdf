#include "replay/partition.h"

#include "analyze/coercion.h"
#include "analyze/column_ref.h"
#include "analyze/dependency.h"
#include "analyze/select.h"
#include "analyze/type_name.h"
#include "replay/constraint.h"
#include "replay/expression_check.h"
#include "replay/index.h"
#include "replay/source_text.h"
#include "replay/trigger.h"

/* --- PARTITION BY ----------------------------------------------------------------------------- */

static bool read_strategy(replay *r, const PgQuery__PartitionSpec *spec, char *strategy) {
    static const struct {
        const char *name;
        char code;
    } strategies[] = {{"list", 'l'}, {"range", 'r'}, {"hash", 'h'}};
    for (size_t i = 0; i < 3; i++) {
        const char *s = spec->strategy;
        if (strcmp(s, strategies[i].name) == 0 || (s[0] == strategies[i].code && s[1] == '\0')) {
            *strategy = strategies[i].code;
            if (*strategy == 'l' && spec->n_part_params > 1) {
                return replay_refuse(
                    r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                    "cannot use \"list\" partition strategy with more than one column");
            }
            return true;
        }
    }
    return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "unrecognized partitioning strategy \"%s\"", spec->strategy);
}

typedef struct key_part {
    int16_t column;
    oid type, collation;
    expr *expr;
} key_part;

static bool refuse_generated(replay *r, const pg_attribute *a, int location) {
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_INVALID_OBJECT_DEFINITION, location,
                                   "cannot use generated column in partition key");
    d->detail = replay_text(r, "Column \"%s\" is a generated column.", a->name);
    return false;
}

static bool read_key_column(replay *r, const pg_class *table, const PgQuery__PartitionElem *e,
                            key_part *part) {
    int number = relation_column(table, e->name);
    if (number == 0 && system_column_number(e->name) != 0) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, e->location,
                             "cannot use system column \"%s\" in partition key", e->name);
    }
    if (number == 0) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, e->location,
                             "column \"%s\" named in partition key does not exist", e->name);
    }
    const pg_attribute *a = relation_attribute(table, number);
    if (a->generated) {
        return refuse_generated(r, a, e->location);
    }
    *part = (key_part){(int16_t)number, a->type, a->collation, NULL};
    return true;
}

/* What the columns in an expression of the key are. */
typedef struct key_variables {
    const pg_class *table;
    bool any, system;
    const pg_attribute *generated;
} key_variables;

static bool look_at_variable(expr *e, void *context) {
    key_variables *v = context;
    if (e->kind == EXPR_VAR) {
        const pg_attribute *a = relation_attribute(v->table, e->u.var.attribute);
        v->any = true;
        v->system = v->system || e->u.var.attribute < 0;
        v->generated = a != NULL && a->generated ? a : v->generated;
    }
    return expr_each_child(e, look_at_variable, context);
}

/* A value of a stored row that stays the same, and not the same for all rows. */
static bool check_key_variables(replay *r, const pg_class *table, expr *x, int number,
                                int location) {
    const pg_type *type = catalog_type(r->catalog, x->type);
    if (type != NULL && type->typtype == 'p') {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "partition key column %d has pseudo-type %s", number,
                             type_format_bare(r->catalog, r->arena, x->type));
    }
    key_variables v = {.table = table};
    look_at_variable(x, &v);
    if (!v.system && v.generated != NULL) {
        return refuse_generated(r, v.generated, location);
    }
    const char *problem = v.system
                              ? "partition key expressions cannot contain system column references"
                          : expression_is_mutable(r->catalog, x)
                              ? "functions in partition key expression must be marked IMMUTABLE"
                          : !v.any ? "cannot use constant expression as partition key"
                                   : NULL;
    return problem == NULL ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s", problem);
}

static bool read_key_expression(replay *r, const pg_class *table, const PgQuery__PartitionElem *e,
                                int number, key_part *part) {
    expr *x = select_analyze_expression(r->analysis, &(standalone_expression){
                                                         .node = e->expr,
                                                         .clause = CLAUSE_PARTITION_EXPRESSION,
                                                         .relation = table->oid,
                                                     });
    if (x == NULL) {
        return false;
    }
    *part = (key_part){0, x->type, x->collation, x};
    if (x->kind == EXPR_VAR && x->u.var.attribute > 0) {
        part->column = (int16_t)x->u.var.attribute;
        part->expr = NULL;
        return true;
    }
    return check_key_variables(r, table, x, number, e->location);
}

static bool read_key_opclass(replay *r, const PgQuery__PartitionElem *e, char strategy,
                             key_part *part) {
    if (e->n_collation > 0) {
        part->collation = collation_name_resolve(r->analysis, e->n_collation, e->collation, -1);
        if (part->collation == INVALID_OID) {
            return false;
        }
    }
    bool collatable = type_collation(r->catalog, part->type) != INVALID_OID;
    if (collatable && part->collation == INVALID_OID) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_INDETERMINATE_COLLATION, -1,
                           "could not determine which collation to use for partition expression");
        d->hint = "Use the COLLATE clause to set the collation explicitly.";
        return false;
    }
    if (!collatable && part->collation != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                             "collations are not supported by type %s",
                             type_format_bare(r->catalog, r->arena, part->type));
    }
    const pg_am *am =
        catalog_find(r->catalog, CLASS_AM, strategy == 'h' ? HASH_AM_OID : BTREE_AM_OID);
    return index_opclass(r, e->n_opclass, e->opclass, part->type, am) != INVALID_OID;
}

/* The columns of an expression in the key belong to the table as plain key columns do. */
typedef struct key_expression {
    replay *r;
    oid table;
} key_expression;

static bool depend_columns(expr *e, void *context) {
    const key_expression *k = context;
    if (e->kind == EXPR_VAR && e->u.var.attribute > 0) {
        depend_add(k->r->catalog, address_of_column(k->table, e->u.var.attribute),
                   address_of(CLASS_RELATION, k->table), DEPENDENCY_INTERNAL);
    }
    return expr_each_child(e, depend_columns, context);
}

bool partition_set_key(replay *r, oid table, const PgQuery__PartitionSpec *spec) {
    char strategy = 0;
    if (spec->n_part_params > 32) {
        return replay_refuse(r, SQLSTATE_TOO_MANY_COLUMNS, -1,
                             "cannot partition using more than %d columns", 32);
    }
    if (!read_strategy(r, spec, &strategy)) {
        return false;
    }
    const pg_class *rel = catalog_relation(r->catalog, table);
    int count = (int)spec->n_part_params;
    int16_t *columns = ARENA_ARRAY(r->arena, int16_t, count);
    key_part *parts = ARENA_ARRAY(r->arena, key_part, count);
    bool expressions = false;
    for (int i = 0; i < count; i++) {
        const PgQuery__PartitionElem *e = spec->part_params[i]->partition_elem;
        bool done = string_or_null(e->name) != NULL
                        ? read_key_column(r, rel, e, &parts[i])
                        : read_key_expression(r, rel, e, i + 1, &parts[i]);
        if (!done || !read_key_opclass(r, e, strategy, &parts[i])) {
            return false;
        }
        columns[i] = parts[i].column;
        expressions = expressions || columns[i] == 0;
    }
    oid *types = ARENA_ARRAY(r->arena, oid, count);
    oid *collations = ARENA_ARRAY(r->arena, oid, count);
    for (int i = 0; i < count; i++) {
        types[i] = parts[i].type;
        collations[i] = parts[i].collation;
    }
    pg_class *edit = relation_edit(r, table);
    edit->partition = (pg_partition){.strategy = strategy,
                                     .key_count = count,
                                     .columns = columns,
                                     .types = types,
                                     .collations = collations,
                                     .has_expressions = expressions};
    relation_update(r, edit);
    for (int i = 0; i < count; i++) {
        if (columns[i] > 0) {
            depend_add(r->catalog, address_of_column(table, columns[i]),
                       address_of(CLASS_RELATION, table), DEPENDENCY_INTERNAL);
        } else {
            depend_columns(parts[i].expr, &(key_expression){r, table});
            dependency_record_expr(r->catalog, address_of(CLASS_RELATION, table), parts[i].expr,
                                   table, DEPENDENCY_NORMAL, DEPENDENCY_NORMAL);
        }
    }
    return true;
}

bool partition_key_uses(replay *r, const pg_class *table, int number) {
    if (table->partition.strategy == 0) {
        return false;
    }
    depend_scan scan = depend_scan_references(r->catalog, address_of_column(table->oid, number));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (d->type == DEPENDENCY_INTERNAL && d->referenced.class == CLASS_RELATION &&
            d->referenced.object == table->oid) {
            return true;
        }
    }
    return false;
}

/* --- Bounds ----------------------------------------------------------------------------------- */

oid partition_default_of(replay *r, oid parent) {
    oid_list children = relation_children(r, parent);
    for (int i = 0; i < children.count; i++) {
        if (catalog_relation(r->catalog, children.items[i])->is_default_partition) {
            return children.items[i];
        }
    }
    return INVALID_OID;
}

bool partition_set_bound(replay *r, oid partition, oid parent, const partition_bound *bound) {
    const pg_class *whole = catalog_relation(r->catalog, parent);
    const char *name = catalog_relation(r->catalog, partition)->name;
    if (!partition_bound_check(r, whole, name, bound)) {
        return false;
    }
    pg_class *edit = relation_edit(r, partition);
    edit->is_partition = true;
    edit->is_default_partition = bound->is_default;
    edit->partition_bound = bound->is_default ? "DEFAULT" : source_text_statement(r);
    edit->bound = arena_copy(r->arena, bound, sizeof *bound);
    relation_update(r, edit);
    return true;
}

/* --- What a partition takes over ------------------------------------------------------------- */

static bool clone_foreign_keys(replay *r, oid partition, oid parent) {
    const pg_class *from = catalog_relation(r->catalog, parent);
    const int16_t *map = constraint_column_map(r, from, catalog_relation(r->catalog, partition));
    LIST_OF(const pg_constraint *) keys = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, parent);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->type == 'f') {
            *LIST_PUSH(r->arena, &keys) = k;
        }
    }
    for (int i = 0; i < keys.count; i++) {
        if (keys.items[i]->foreign_relation == partition) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "cannot attach table \"%s\" as a partition because it is "
                                 "referenced by foreign key \"%s\"",
                                 catalog_relation(r->catalog, partition)->name,
                                 keys.items[i]->name);
        }
        constraint_clone_foreign_key(r, keys.items[i], partition, map);
    }
    return true;
}

bool partition_take_over(replay *r, oid partition, oid parent) {
    return index_clone_to_partition(r, parent, partition) &&
           clone_foreign_keys(r, partition, parent) && trigger_clone_all(r, parent, partition);
}
