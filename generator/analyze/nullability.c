#include "analyze/nullability.h"

#include <string.h>

#include "analyze/null_override.h"
#include "analyze/nullability_internal.h"
#include "analyze/stored_query.h"

/* Proofs for relations: a table's constraints, a view's query. */

#define uthash_malloc(size)        arena_alloc(proofs->arena, (size))
#define uthash_free(pointer, size) ((void)(pointer))
#include <uthash.h>

typedef struct relation_proofs {
    oid relation;
    bool busy;
    nullability *columns;
    UT_hash_handle hh;
} relation_proofs;

struct nullability_proofs {
    const catalog *catalog;
    arena *arena;
    relation_proofs *relations;
    inheritance *inheritance;
    bool without_overrides;
    const sql_statement *statement; /* of the query under examination, or NULL */
    const nullability *arguments;   /* of the function whose query it is */
    int argument_count;
    int depth;
};

nullability_proofs *nullability_new(const catalog *c, arena *a) {
    nullability_proofs *proofs = ARENA_NEW(a, nullability_proofs);
    proofs->catalog = c;
    proofs->arena = a;
    proofs->inheritance = inheritance_new(c, a);
    return proofs;
}

nullability_proofs *nullability_new_without_overrides(const catalog *c, arena *a) {
    nullability_proofs *proofs = nullability_new(c, a);
    proofs->without_overrides = true;
    return proofs;
}

const catalog *nullability_catalog(const nullability_proofs *proofs) {
    return proofs->catalog;
}

arena *nullability_arena(const nullability_proofs *proofs) {
    return proofs->arena;
}

inheritance *nullability_inheritance(const nullability_proofs *proofs) {
    return proofs->inheritance;
}

const sql_statement *nullability_statement(const nullability_proofs *proofs) {
    return proofs->statement;
}

position nullability_position(const nullability_proofs *proofs, int location) {
    bool known = proofs->statement != NULL && location >= 0;
    return known ? sql_statement_position(proofs->statement, location) : (position){NULL, 0};
}

/* Reasons go into generated files, which must not tell where they were made: no absolute path. */
static const char *portable_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return path[0] == '/' && slash != NULL ? slash + 1 : path;
}

const char *nullability_place(arena *a, position at) {
    if (at.file == NULL) {
        return "";
    }
    line_column place = source_file_line_column(at.file, at.offset);
    return arena_printf(a, "at %s:%d:%d", portable_name(at.file->name), place.line, place.column);
}

/* --- Tables ---------------------------------------------------------------------------------- */

static bool domain_is_not_null(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    while (t != NULL && t->typtype == 'd') {
        if (t->not_null) {
            return true;
        }
        t = catalog_type(c, t->base);
    }
    return false;
}

/* Facts of a table's check: Vars of range table index 1. */
static bool check_rejects_null(nullability_proofs *proofs, const pg_constraint *check,
                               int attribute) {
    query nothing = {0};
    null_scope s = {.proofs = proofs, .query = &nothing};
    expr_list facts = {0};
    nullability_facts_if_not_false(&s, check->expr, &facts);
    for (int i = 0; i < facts.count; i++) {
        const expr *fact = facts.items[i];
        if (fact->kind == EXPR_VAR && fact->u.var.attribute == attribute) {
            return true;
        }
    }
    return false;
}

static const pg_constraint *find_check(nullability_proofs *proofs, const pg_class *table,
                                       int attribute) {
    catalog_scan scan = catalog_scan_children(proofs->catalog, CLASS_CONSTRAINT, table->oid);
    const pg_constraint *constraint;
    while ((constraint = catalog_next(&scan)) != NULL) {
        if (constraint->type == 'c' && constraint->validated && constraint->expr != NULL &&
            check_rejects_null(proofs, constraint, attribute)) {
            return constraint;
        }
    }
    return NULL;
}

static bool is_in_primary_key(nullability_proofs *proofs, const pg_class *table, int attribute) {
    catalog_scan scan = catalog_scan_children(proofs->catalog, CLASS_CONSTRAINT, table->oid);
    const pg_constraint *constraint;
    while ((constraint = catalog_next(&scan)) != NULL) {
        for (int i = 0; constraint->type == 'p' && i < constraint->key_count; i++) {
            if (constraint->keys[i] == attribute) {
                return true;
            }
        }
    }
    return false;
}

static bool is_range_key(const pg_class *table, const char *column) {
    for (int i = 0; table->partition.strategy == 'r' && i < table->partition.key_count; i++) {
        int number = table->partition.columns[i];
        if (number > 0 && strcmp(table->attributes[number - 1].name, column) == 0) {
            return true;
        }
    }
    return false;
}

/* Ranges hold no NULL: rows with one in the key go to the default partition, or nowhere.  The table
 * whose ranges keep NULL out of the column, or NULL. */
static const pg_class *range_that_holds(nullability_proofs *proofs, const pg_class *table,
                                        const char *column) {
    if (is_range_key(table, column)) {
        inheritance_children children = inheritance_children_of(proofs->inheritance, table->oid);
        bool has_default = false;
        for (int i = 0; i < children.count; i++) {
            has_default = has_default || children.items[i]->is_default_partition;
        }
        if (!has_default) {
            return table;
        }
    }
    while (table != NULL && table->is_partition && table->parent_count > 0) {
        const pg_class *parent = catalog_relation(proofs->catalog, table->parents[0]);
        if (parent != NULL && !table->is_default_partition && is_range_key(parent, column)) {
            return parent;
        }
        table = parent;
    }
    return NULL;
}

static nullability of_own_rows(nullability_proofs *proofs, const pg_class *table, int attribute) {
    const pg_attribute *column = &table->attributes[attribute - 1];
    arena *a = proofs->arena;
    const char *name = arena_printf(a, "%s.%s", table->name, column->name);
    if (table->kind == 'f') {
        return (nullability){
            false,
            arena_printf(a, "%s: constraints of foreign tables are not enforced", name),
            -1,
            {NULL, 0},
            NULL};
    }
    if (column->not_null) {
        bool key = is_in_primary_key(proofs, table, attribute);
        return (nullability){
            true, key ? arena_printf(a, "%s, primary key", name) : name, -1, {NULL, 0}, NULL};
    }
    if (domain_is_not_null(proofs->catalog, column->type)) {
        return (nullability){
            true, arena_printf(a, "%s, its domain is NOT NULL", name), -1, {NULL, 0}, NULL};
    }
    const pg_constraint *check = find_check(proofs, table, attribute);
    if (check != NULL) {
        return (nullability){
            true, arena_printf(a, "%s, constraint %s", name, check->name), -1, {NULL, 0}, NULL};
    }
    const pg_class *range = range_that_holds(proofs, table, column->name);
    if (range != NULL) {
        return (nullability){
            true,
            arena_printf(a, "%s, in the range of a partition of %s", name, range->name),
            -1,
            {NULL, 0},
            NULL};
    }
    return (nullability){false, name, -1, {NULL, 0}, NULL};
}

static int find_attribute(const pg_class *relation, const char *name) {
    for (int i = 0; i < relation->attribute_count; i++) {
        if (!relation->attributes[i].dropped && strcmp(relation->attributes[i].name, name) == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* A table shows its children's rows too, and a child may have given up its parent's NOT NULL. */
static nullability of_table_column(nullability_proofs *proofs, const pg_class *table,
                                   int attribute) {
    nullability own = of_own_rows(proofs, table, attribute);
    inheritance_children children = {NULL, 0};
    if (own.not_null) {
        children = inheritance_children_of(proofs->inheritance, table->oid);
    }
    for (int i = 0; i < children.count; i++) {
        const pg_class *child = children.items[i];
        int number = find_attribute(child, table->attributes[attribute - 1].name);
        if (number == 0) {
            continue;
        }
        const nullability *columns = nullability_of_relation(proofs, child);
        if (!columns[number - 1].not_null) {
            return columns[number - 1];
        }
    }
    return own;
}

/* --- Queries --------------------------------------------------------------------------------- */

const nullability *nullability_of_query(nullability_proofs *proofs, query *q,
                                        const sql_statement *statement) {
    const sql_statement *around = proofs->statement;
    proofs->statement = statement;
    const nullability *proven = nullability_of_subquery(proofs, NULL, q);
    const target_list *outputs = query_outputs(q);
    nullability *placed = ARENA_ARRAY(proofs->arena, nullability, outputs->count + 1);
    int count = 0;
    for (int i = 0; i < outputs->count; i++) {
        if (!outputs->items[i].junk) {
            placed[count] = proven[count];
            if (placed[count].at.file == NULL) {
                placed[count].at = nullability_position(proofs, placed[count].location);
            }
            count++;
        }
    }
    proofs->statement = around;
    return placed;
}

/* --- Functions ------------------------------------------------------------------------------- */

const nullability *nullability_of_body(nullability_proofs *proofs, query *q,
                                       const nullability *arguments, int count) {
    nullability_proofs around = *proofs;
    proofs->statement = NULL;
    proofs->arguments = arguments;
    proofs->argument_count = count;
    proofs->depth++;
    const nullability *columns = nullability_of_subquery(proofs, NULL, q);
    proofs->statement = around.statement;
    proofs->arguments = around.arguments;
    proofs->argument_count = around.argument_count;
    proofs->depth--;
    return columns;
}

nullability nullability_of_argument(const nullability_proofs *proofs, const expr *parameter) {
    int number = parameter->u.param.number;
    if (number < 1 || number > proofs->argument_count) {
        return nullability_unproven("a parameter may be null", parameter);
    }
    return proofs->arguments[number - 1];
}

int nullability_depth(const nullability_proofs *proofs) {
    return proofs->depth;
}

/* --- Relations
 * ------------------------------------------------------------------------------------- */

static void fill_table(nullability_proofs *proofs, const pg_class *table, nullability *columns) {
    for (int i = 0; i < table->attribute_count; i++) {
        if (!table->attributes[i].dropped) {
            columns[i] = of_table_column(proofs, table, i + 1);
        }
    }
}

/* What the comments in the view's text say, where no proof says the same. */
static void apply_overrides(nullability_proofs *proofs, const pg_class *view,
                            nullability *columns) {
    const null_override *overrides =
        proofs->without_overrides ? NULL : null_override_of_view(proofs->arena, view, NULL);
    for (int i = 0; overrides != NULL && i < view->attribute_count; i++) {
        bool not_null = overrides[i].kind == NULL_OVERRIDE_NOT_NULL;
        if (overrides[i].kind != NULL_OVERRIDE_NONE && columns[i].not_null != not_null) {
            const char *what = not_null ? "declared not null" : "declared nullable";
            const char *place = nullability_place(proofs->arena, overrides[i].at);
            columns[i] = (nullability){not_null, arena_printf(proofs->arena, "%s %s", what, place),
                                       -1, overrides[i].at, NULL};
        }
    }
}

/* A materialized view shows the rows of its last filling: what became certain later is not of them.
 */
static void apply_filling(const pg_class *view, nullability *columns) {
    for (int i = 0; view->filled_nullable != NULL && i < view->attribute_count; i++) {
        if (view->filled_nullable[i] && columns[i].not_null) {
            columns[i] =
                (nullability){false, "filled before it could not be null", -1, {NULL, 0}, NULL};
        }
    }
}

/* False: there is no query to prove anything from. */
static bool prove_view(nullability_proofs *proofs, const pg_class *view, nullability *columns) {
    query *q = stored_query_of_view(proofs->catalog, view);
    if (q == NULL) {
        return false;
    }
    const nullability *outputs = nullability_of_query(proofs, q, view->source);
    int output = 0;
    for (int i = 0; i < q->targets.count; i++) {
        if (!q->targets.items[i].junk && output < view->attribute_count) {
            columns[output] = outputs[output];
            output++;
        }
    }
    return true;
}

static void fill_view(nullability_proofs *proofs, const pg_class *view, nullability *columns) {
    if (prove_view(proofs, view, columns)) {
        apply_filling(view, columns);
        apply_overrides(proofs, view, columns);
    }
}

const bool *nullability_of_filling(const catalog *c, arena *a, const pg_class *view) {
    nullability_proofs *proofs = nullability_new(c, a);
    nullability *columns = ARENA_ARRAY(a, nullability, view->attribute_count + 1);
    prove_view(proofs, view, columns);
    bool *nullable = ARENA_ARRAY(a, bool, view->attribute_count + 1);
    for (int i = 0; i < view->attribute_count; i++) {
        nullable[i] = !columns[i].not_null;
    }
    return nullable;
}

static void fill(nullability_proofs *proofs, const pg_class *relation, nullability *columns) {
    switch (relation->kind) {
    case 'r':
    case 'p':
    case 'f':
    case 'S':
        fill_table(proofs, relation, columns);
        break;
    case 'v':
    case 'm':
        fill_view(proofs, relation, columns);
        break;
    default:
        break;
    }
}

const nullability *nullability_of_relation(nullability_proofs *proofs, const pg_class *relation) {
    relation_proofs *known;
    HASH_FIND(hh, proofs->relations, &relation->oid, sizeof relation->oid, known);
    if (known != NULL) {
        return known->columns;
    }
    known = ARENA_NEW(proofs->arena, relation_proofs);
    known->relation = relation->oid;
    known->columns = ARENA_ARRAY(proofs->arena, nullability, relation->attribute_count + 1);
    for (int i = 0; i < relation->attribute_count; i++) {
        known->columns[i] = (nullability){false, "nothing is known of it", -1, {NULL, 0}, NULL};
    }
    HASH_ADD(hh, proofs->relations, relation, sizeof known->relation, known);
    fill(proofs, relation, known->columns);
    return known->columns;
}
