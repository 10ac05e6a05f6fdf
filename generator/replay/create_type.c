#include "replay/object_statements.h"

#include <stdlib.h>

#include "analyze/type_name.h"
#include "replay/definition.h"
#include "replay/new_type.h"
#include "replay/object_name.h"
#include "replay/relation.h"

/* CREATE TYPE ... AS (columns) and AS ENUM, and ALTER TYPE of an enum's labels. */

/* --- Composite types -------------------------------------------------------------------------- */

static bool read_column(replay *r, const PgQuery__ColumnDef *def, pg_attribute *column) {
    PgQuery__TypeName name = *def->type_name;
    name.location = -1; /* the server does not point at the types of these columns */
    type_and_typmod t = type_name_resolve(r->analysis, &name);
    if (t.type == INVALID_OID) {
        return false;
    }
    *column = (pg_attribute){
        .name = def->colname,
        .type = t.type,
        .typmod = t.typmod,
        .dims = (int16_t)def->type_name->n_array_bounds,
        .is_local = true,
    };
    if (def->type_name->setof) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "column \"%s\" cannot be declared SETOF", def->colname);
    }
    if (def->coll_clause == NULL) {
        return type_name_collation(r->analysis, NULL, t.type, -1, &column->collation);
    }
    PgQuery__CollateClause clause = *def->coll_clause;
    clause.location = -1;
    return type_name_collation(r->analysis, &clause, t.type, -1, &column->collation);
}

static void tie_row_type(replay *r, oid relation, oid shell) {
    pg_class *edit = relation_edit(r, relation);
    pg_type row = new_type_record(edit->namespace, edit->name, 'c', 'C');
    row.oid = shell;
    row.relation = relation;
    new_type_set_functions(r, &row, "record_in", "record_out");
    edit->row_type = new_type_add(r, &row, NULL);
    edit->array_type = row.array;
    relation_update(r, edit);
    depend_add(r->catalog, address_of(CLASS_RELATION, relation),
               address_of(CLASS_TYPE, edit->row_type), DEPENDENCY_INTERNAL);
}

bool composite_type_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CompositeTypeStmt *s = node->composite_type_stmt;
    char persistence = 'p';
    oid namespace = relation_creation_namespace(r, s->typevar, &persistence);
    oid shell;
    if (namespace == INVALID_OID || !new_type_claim(r, namespace, s->typevar->relname, &shell)) {
        return false;
    }
    relation_plan plan = {
        .name = s->typevar->relname,
        .namespace = namespace,
        .kind = 'c',
        .persistence = persistence,
    };
    for (size_t i = 0; i < s->n_coldeflist; i++) {
        if (!read_column(r, s->coldeflist[i]->column_def, LIST_PUSH(r->arena, &plan.attributes))) {
            return false;
        }
    }
    if (!relation_check_columns(r, &plan.attributes, 'c')) {
        return false;
    }
    oid relation = relation_create(r, &plan);
    if (relation == INVALID_OID) {
        return false;
    }
    tie_row_type(r, relation, shell);
    return true;
}

/* --- Enums ------------------------------------------------------------------------------------ */

static bool check_label(replay *r, const char *label) {
    if (strlen(label) <= NAME_LIMIT) {
        return true;
    }
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_INVALID_NAME, -1, "invalid enum label \"%s\"", label);
    d->detail = "Labels must be 63 bytes or less.";
    return false;
}

static int compare_labels(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static bool check_labels_differ(replay *r, const char *const *labels, int count) {
    const char **sorted = arena_copy(r->arena, labels, sizeof *labels * (size_t)count);
    if (count > 1) {
        qsort(sorted, (size_t)count, sizeof *sorted, compare_labels);
    }
    for (int i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1], sorted[i]) == 0) {
            return replay_refuse(
                r, "23505", -1,
                "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"");
        }
    }
    return true;
}

bool create_enum_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateEnumStmt *s = node->create_enum_stmt;
    new_name place;
    oid shell;
    if (!definition_place(r, s->n_type_name, s->type_name, &place) ||
        !new_type_claim(r, place.namespace, place.name, &shell)) {
        return false;
    }
    const char **labels = ARENA_ARRAY(r->arena, const char *, s->n_vals);
    for (size_t i = 0; i < s->n_vals; i++) {
        labels[i] = node_string(s->vals[i]);
        if (!check_label(r, labels[i])) {
            return false;
        }
    }
    if (!check_labels_differ(r, labels, (int)s->n_vals)) {
        return false;
    }
    pg_type type = new_type_record(place.namespace, place.name, 'e', 'E');
    type.oid = shell;
    type.length = 4;
    type.storage = 'p';
    type.labels = labels;
    type.label_count = (int)s->n_vals;
    new_type_set_functions(r, &type, "enum_in", "enum_out");
    new_type_add(r, &type, NULL);
    return true;
}

static int find_label(const pg_type *type, const char *label) {
    for (int i = 0; i < type->label_count; i++) {
        if (strcmp(type->labels[i], label) == 0) {
            return i;
        }
    }
    return -1;
}

static bool refuse_unknown_label(replay *r, const char *label) {
    return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "\"%s\" is not an existing enum label", label);
}

static bool refuse_taken_label(replay *r, const char *label) {
    return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "enum label \"%s\" already exists",
                         label);
}

static bool add_label(replay *r, const pg_type *type, const PgQuery__AlterEnumStmt *s) {
    if (!check_label(r, s->new_val)) {
        return false;
    }
    if (find_label(type, s->new_val) >= 0) {
        return s->skip_if_new_val_exists || refuse_taken_label(r, s->new_val);
    }
    int place = type->label_count;
    if (string_or_null(s->new_val_neighbor) != NULL) {
        place = find_label(type, s->new_val_neighbor);
        if (place < 0) {
            return refuse_unknown_label(r, s->new_val_neighbor);
        }
        place += s->new_val_is_after ? 1 : 0;
    }
    const char **labels = ARENA_ARRAY(r->arena, const char *, type->label_count + 1);
    for (int i = 0; i < type->label_count; i++) {
        labels[i < place ? i : i + 1] = type->labels[i];
    }
    labels[place] = s->new_val;
    pg_type edit = *type;
    edit.labels = labels;
    edit.label_count++;
    catalog_update(r->catalog, CLASS_TYPE, &edit);
    return true;
}

static bool rename_label(replay *r, const pg_type *type, const PgQuery__AlterEnumStmt *s) {
    if (!check_label(r, s->new_val)) {
        return false;
    }
    int old = find_label(type, s->old_val);
    if (old < 0) {
        return refuse_unknown_label(r, s->old_val);
    }
    if (find_label(type, s->new_val) >= 0) {
        return refuse_taken_label(r, s->new_val);
    }
    const char **labels =
        arena_copy(r->arena, type->labels, sizeof *labels * (size_t)type->label_count);
    labels[old] = s->new_val;
    pg_type edit = *type;
    edit.labels = labels;
    catalog_update(r->catalog, CLASS_TYPE, &edit);
    return true;
}

bool alter_enum_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterEnumStmt *s = node->alter_enum_stmt;
    PgQuery__TypeName name = PG_QUERY__TYPE_NAME__INIT;
    name.n_names = s->n_type_name;
    name.names = s->type_name;
    name.location = -1;
    oid object = type_name_resolve(r->analysis, &name).type;
    if (object == INVALID_OID) {
        return false;
    }
    const pg_type *type = catalog_type(r->catalog, object);
    if (type->typtype != 'e') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s is not an enum",
                             type_format_bare(r->catalog, r->arena, object));
    }
    return string_or_null(s->old_val) != NULL ? rename_label(r, type, s) : add_label(r, type, s);
}
