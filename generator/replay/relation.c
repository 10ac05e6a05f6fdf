#include "replay/relation.h"

#include <stdlib.h>
#include <strings.h>

#include "analyze/column_ref.h"
#include "analyze/coercion.h"
#include "analyze/database_name.h"
#include "replay/object_name.h"

char relation_persistence(const PgQuery__RangeVar *var) {
    const char *p = string_or_null(var->relpersistence);
    return p != NULL ? p[0] : 'p';
}

bool relation_is_temporary(const pg_class *relation) {
    return relation->persistence == 't';
}

const char *relation_kind_noun(char kind) {
    switch (kind) {
    case 'v':
        return "view";
    case 'm':
        return "materialized view";
    case 'S':
        return "sequence";
    case 'i':
    case 'I':
        return "index";
    case 'c':
        return "composite type";
    case 'f':
        return "foreign table";
    case 't':
        return "toast table";
    default:
        return "table";
    }
}

oid relation_namespace(replay *r, const char *name, int location) {
    if (strcmp(name, "pg_temp") == 0) {
        return search_path_temp_namespace(r->catalog);
    }
    oid namespace = search_path_namespace(r->catalog, name);
    if (namespace == INVALID_OID) {
        replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, location, "schema \"%s\" does not exist",
                      name);
    }
    return namespace;
}

oid relation_creation_namespace(replay *r, const PgQuery__RangeVar *var, char *persistence) {
    const char *schema = string_or_null(var->schemaname);
    bool temp = relation_persistence(var) == 't';
    oid namespace;
    if (!database_name_check_relation(r->analysis, var, var->location)) {
        return INVALID_OID;
    }
    if (schema != NULL && temp && strcmp(schema, "pg_temp") != 0) {
        oid existing = search_path_existing_temp_namespace(r->catalog);
        oid named = search_path_namespace(r->catalog, schema);
        if (named == INVALID_OID) {
            replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, var->location,
                          "schema \"%s\" does not exist", schema);
            return INVALID_OID;
        }
        if (named != existing) {
            replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, var->location,
                          "cannot create temporary relation in non-temporary schema");
            return INVALID_OID;
        }
    }
    if (schema != NULL) {
        namespace = relation_namespace(r, schema, var->location);
        if (namespace == INVALID_OID) {
            return INVALID_OID;
        }
    } else if (temp) {
        namespace = search_path_temp_namespace(r->catalog);
    } else {
        namespace = search_path_active(r->catalog)->creation;
        if (namespace == INVALID_OID) {
            replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, var->location,
                          "no schema has been selected to create in");
            return INVALID_OID;
        }
    }
    if (namespace == search_path_existing_temp_namespace(r->catalog)) {
        if (*persistence == 'u') {
            replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, var->location,
                          "only temporary relations may be created in temporary schemas");
            return INVALID_OID;
        }
        *persistence = 't';
    }
    return namespace;
}

const pg_class *relation_open(replay *r, const PgQuery__RangeVar *var, bool missing_ok) {
    const char *schema = string_or_null(var->schemaname);
    if (!database_name_check_relation(r->analysis, var, -1)) {
        return NULL;
    }
    const pg_class *found = search_path_relation(r->catalog, schema, var->relname);
    if (found != NULL || missing_ok) {
        return found;
    }
    if (schema != NULL && search_path_namespace(r->catalog, schema) == INVALID_OID) {
        replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist", schema);
    } else if (schema != NULL) {
        replay_refuse(r, SQLSTATE_UNDEFINED_TABLE, -1, "relation \"%s.%s\" does not exist", schema,
                      var->relname);
    } else {
        replay_refuse(r, SQLSTATE_UNDEFINED_TABLE, -1, "relation \"%s\" does not exist",
                      var->relname);
    }
    return NULL;
}

bool relation_check_not_system(replay *r, const pg_class *relation) {
    if (relation->oid < FIRST_UNPINNED_OID) {
        return replay_refuse(r, SQLSTATE_INSUFFICIENT_PRIVILEGE, -1,
                             "permission denied: \"%s\" is a system catalog", relation->name);
    }
    return true;
}

int relation_column(const pg_class *relation, const char *name) {
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *a = &relation->attributes[i];
        if (!a->dropped && strcmp(a->name, name) == 0) {
            return i + 1;
        }
    }
    return 0;
}

const pg_attribute *relation_attribute(const pg_class *relation, int number) {
    return number >= 1 && number <= relation->attribute_count ? &relation->attributes[number - 1]
                                                              : NULL;
}

pg_class *relation_edit(replay *r, oid relation) {
    const pg_class *old = catalog_relation(r->catalog, relation);
    pg_class *edit = arena_copy(r->arena, old, sizeof *old);
    edit->attributes =
        arena_copy(r->arena, old->attributes, sizeof(pg_attribute) * (size_t)old->attribute_count);
    return edit;
}

pg_attribute *relation_edit_attributes(pg_class *edit) {
    /* relation_edit made this copy: it is ours to change. */
    return (pg_attribute *)edit->attributes;
}

void relation_update(replay *r, const pg_class *edit) {
    catalog_update(r->catalog, CLASS_RELATION, edit);
}

const char *relation_storage(replay *r, const pg_attribute *a) {
    static const char *const words[] = {"PLAIN", "EXTERNAL", "EXTENDED", "MAIN"};
    static const char letters[] = "pexm";
    char of_type = catalog_type(r->catalog, a->type)->storage;
    const char *word = words[0];
    for (int i = 0; i < 4; i++) {
        if (a->storage != NULL ? strcasecmp(a->storage, words[i]) == 0 : letters[i] == of_type) {
            word = words[i];
        }
    }
    return word;
}

void relation_depend_column(replay *r, oid relation, int number) {
    const pg_attribute *a = relation_attribute(catalog_relation(r->catalog, relation), number);
    object_address self = address_of_column(relation, number);
    depend_normal(r, self, address_of(CLASS_TYPE, a->type));
    if (a->collation != INVALID_OID && a->collation != DEFAULT_COLLATION_OID) {
        depend_normal(r, self, address_of(CLASS_COLLATION, a->collation));
    }
}

/* Row types that contain the column looked at: none of them may come up again. */
typedef struct containing {
    oid relation;
    const struct containing *outer;
} containing;

static bool composite_columns_allowed(replay *r, oid relation, const char *column,
                                      const containing *outer);

static bool column_type_allowed(replay *r, const char *column, oid type, const containing *outer) {
    const pg_type *t = catalog_type(r->catalog, type);
    if (t == NULL) {
        return true;
    }
    switch (t->typtype) {
    case 'p':
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "column \"%s\" has pseudo-type %s", column,
                             type_format_bare(r->catalog, r->arena, type));
    case 'd':
        return column_type_allowed(r, column, t->base, outer);
    case 'c':
        return composite_columns_allowed(r, t->relation, column, outer);
    case 'r':
    case 'm':
        return column_type_allowed(r, column, t->range_subtype, outer);
    default:
        break;
    }
    oid element = type_element(r->catalog, type);
    return element == INVALID_OID || column_type_allowed(r, column, element, outer);
}

static bool composite_columns_allowed(replay *r, oid relation, const char *column,
                                      const containing *outer) {
    (void)column;
    const pg_class *c = catalog_relation(r->catalog, relation);
    if (c == NULL) {
        return true;
    }
    for (const containing *o = outer; o != NULL; o = o->outer) {
        if (o->relation == relation) {
            return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                 "composite type %s cannot be made a member of itself",
                                 type_format_bare(r->catalog, r->arena, c->row_type));
        }
    }
    if (c->oid < FIRST_USER_OID) {
        return true;
    }
    containing inner = {relation, outer};
    for (int i = 0; i < c->attribute_count; i++) {
        const pg_attribute *a = &c->attributes[i];
        if (!a->dropped && !column_type_allowed(r, a->name, a->type, &inner)) {
            return false;
        }
    }
    return true;
}

bool relation_check_column_type(replay *r, const char *column, oid type, oid collation,
                                oid container) {
    containing self = {container, NULL};
    if (!column_type_allowed(r, column, type, container != INVALID_OID ? &self : NULL)) {
        return false;
    }
    if (collation == INVALID_OID && type_collation(r->catalog, type) != INVALID_OID) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                           "no collation was derived for column \"%s\" with collatable type %s",
                           column, type_format_bare(r->catalog, r->arena, type));
        d->hint = "Use the COLLATE clause to set the collation explicitly.";
        return false;
    }
    return true;
}

bool relation_check_columns(replay *r, const attribute_list *attributes, char kind) {
    if (attributes->count > 1600) {
        return replay_refuse(r, SQLSTATE_TOO_MANY_COLUMNS, -1,
                             "tables can have at most 1600 columns");
    }
    for (int i = 0; i < attributes->count; i++) {
        for (int j = i + 1; j < attributes->count; j++) {
            if (strcmp(attributes->items[j].name, attributes->items[i].name) == 0) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                                     "column \"%s\" specified more than once",
                                     attributes->items[i].name);
            }
        }
    }
    for (int i = 0; i < attributes->count; i++) {
        const char *name = attributes->items[i].name;
        if (kind != 'v' && kind != 'c' && system_column_number(name) != 0) {
            return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                                 "column name \"%s\" conflicts with a system column name", name);
        }
    }
    for (int i = 0; i < attributes->count; i++) {
        const pg_attribute *a = &attributes->items[i];
        if (!a->dropped &&
            !relation_check_column_type(r, a->name, a->type, a->collation, INVALID_OID)) {
            return false;
        }
    }
    return true;
}

bool relation_check_column_compression(replay *r, oid type, const char *method) {
    if (method == NULL || strcmp(method, "default") == 0) {
        return true;
    }
    if (catalog_type(r->catalog, type)->storage == 'p') {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "column data type %s does not support compression",
                             type_format_bare(r->catalog, r->arena, type));
    }
    return strcmp(method, "pglz") == 0 || strcmp(method, "lz4") == 0 ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "invalid compression method \"%s\"", method);
}

bool relation_check_compression(replay *r, const attribute_list *attributes) {
    for (int i = 0; i < attributes->count; i++) {
        const pg_attribute *a = &attributes->items[i];
        if (!relation_check_column_compression(r, a->type, a->compression)) {
            return false;
        }
    }
    return true;
}

static bool has_row_type(char kind) {
    return strchr("rpfvm", kind) != NULL;
}

/* The name must be free among relations and, for those with a row type, among types. */
static bool name_is_free(replay *r, const relation_plan *plan) {
    bool system = plan->namespace == PG_CATALOG_NAMESPACE || plan->namespace == PG_TOAST_NAMESPACE;
    if (system && strchr("iI", plan->kind) == NULL) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_INSUFFICIENT_PRIVILEGE, -1,
                           "permission denied to create \"%s.%s\"",
                           catalog_namespace(r->catalog, plan->namespace)->name, plan->name);
        d->detail = "System catalog modifications are currently disallowed.";
        return false;
    }
    if (catalog_find_named(r->catalog, CLASS_RELATION, plan->namespace, plan->name) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_TABLE, -1, "relation \"%s\" already exists",
                             plan->name);
    }
    if (!has_row_type(plan->kind) && plan->kind != 'S') {
        return true;
    }
    const pg_type *type = catalog_find_named(r->catalog, CLASS_TYPE, plan->namespace, plan->name);
    if (type == NULL || !type->defined || object_name_move_array(r, type)) {
        return true;
    }
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_DUPLICATE_OBJECT, -1,
                                   "type \"%s\" already exists", plan->name);
    d->hint = "A relation has an associated type of the same name, so you must use a name that "
              "doesn't conflict with any existing type.";
    return false;
}

static pg_type row_type_record(const relation_plan *plan, oid relation) {
    return (pg_type){
        .namespace = plan->namespace,
        .name = plan->name,
        .typtype = 'c',
        .category = 'C',
        .defined = true,
        .delimiter = ',',
        .length = -1,
        .relation = relation,
        .typmod = -1,
    };
}

/* The functions that all types of a sort share are those of a built-in example. */
static void take_functions(replay *r, pg_type *type, oid like) {
    const pg_type *example = catalog_type(r->catalog, like);
    if (example != NULL) {
        type->input = example->input;
        type->output = example->output;
        type->modin = 0;
        type->modout = 0;
        type->subscript = like == RECORDOID ? 0 : example->subscript;
    }
}

static void add_row_type(replay *r, const relation_plan *plan, pg_class *rel) {
    pg_type row = row_type_record(plan, rel->oid);
    rel->array_type = catalog_new_oid(r->catalog);
    const pg_type *shell = catalog_find_named(r->catalog, CLASS_TYPE, plan->namespace, plan->name);
    row.oid = shell != NULL ? shell->oid : catalog_new_oid(r->catalog);
    rel->row_type = row.oid;
    row.array = rel->array_type;
    take_functions(r, &row, RECORDOID);
    if (shell != NULL) {
        depend_remove(r->catalog, address_of(CLASS_TYPE, row.oid), DEPENDENCY_ANY);
        catalog_update(r->catalog, CLASS_TYPE, &row);
    } else {
        catalog_add(r->catalog, CLASS_TYPE, &row);
    }
    depend_add(r->catalog, address_of(CLASS_TYPE, row.oid), address_of(CLASS_RELATION, rel->oid),
               DEPENDENCY_INTERNAL);
    pg_type array = row;
    array.oid = rel->array_type;
    array.name = object_name_choose_array(r, plan->name, plan->namespace);
    array.typtype = 'b';
    array.category = 'A';
    array.relation = 0;
    array.array = 0;
    array.element = row.oid;
    take_functions(r, &array, TEXTARRAYOID);
    catalog_add(r->catalog, CLASS_TYPE, &array);
    depend_add(r->catalog, address_of(CLASS_TYPE, array.oid), address_of(CLASS_TYPE, row.oid),
               DEPENDENCY_INTERNAL);
}

oid relation_create(replay *r, const relation_plan *plan) {
    if (!name_is_free(r, plan)) {
        return INVALID_OID;
    }
    pg_class rel = {
        .namespace = plan->namespace,
        .name = plan->name,
        .kind = plan->kind,
        .persistence = plan->persistence,
        .is_populated = true,
        .attribute_count = plan->attributes.count,
        .attributes = arena_copy(r->arena, plan->attributes.items,
                                 sizeof(pg_attribute) * (size_t)plan->attributes.count),
        .of_type = plan->of_type,
        .access_method = plan->access_method,
        .replica_identity = strchr("rpm", plan->kind) != NULL ? 'd' : 'n',
    };
    rel.oid = catalog_new_oid(r->catalog);
    if (has_row_type(plan->kind)) {
        add_row_type(r, plan, &rel);
    }
    catalog_add(r->catalog, CLASS_RELATION, &rel);
    object_address self = address_of(CLASS_RELATION, rel.oid);
    if (plan->kind != 'i' && plan->kind != 'I' && plan->kind != 'c') {
        depend_normal(r, self, address_of(CLASS_NAMESPACE, plan->namespace));
    }
    if (plan->kind != 'i' && plan->kind != 'I') {
        for (int i = 1; i <= rel.attribute_count; i++) {
            relation_depend_column(r, rel.oid, i);
        }
    }
    if (plan->of_type != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_TYPE, plan->of_type));
    }
    return rel.oid;
}

static int compare_oids(const void *x, const void *y) {
    oid a = *(const oid *)x;
    oid b = *(const oid *)y;
    return a < b ? -1 : a > b;
}

oid_list relation_children(replay *r, oid relation) {
    oid_list list = {0};
    depend_scan scan = depend_scan_referrers(r->catalog, address_of(CLASS_RELATION, relation));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (d->dependent.class != CLASS_RELATION || d->referenced.sub != 0 ||
            d->dependent.sub != 0) {
            continue;
        }
        const pg_class *child = catalog_relation(r->catalog, d->dependent.object);
        for (int i = 0; child != NULL && i < child->parent_count; i++) {
            if (child->parents[i] == relation) {
                *LIST_PUSH(r->arena, &list) = child->oid;
                break;
            }
        }
    }
    if (list.count > 1) {
        qsort(list.items, (size_t)list.count, sizeof(oid), compare_oids);
    }
    return list;
}

oid_list relation_family(replay *r, oid relation) {
    oid_list all = {0};
    *LIST_PUSH(r->arena, &all) = relation;
    for (int i = 0; i < all.count; i++) {
        oid_list children = relation_children(r, all.items[i]);
        for (int j = 0; j < children.count; j++) {
            bool known = false;
            for (int k = 0; k < all.count && !known; k++) {
                known = all.items[k] == children.items[j];
            }
            if (!known) {
                *LIST_PUSH(r->arena, &all) = children.items[j];
            }
        }
    }
    return all;
}

int relation_parents_within(const pg_class *relation, const oid_list *family) {
    int count = 0;
    for (int p = 0; p < relation->parent_count; p++) {
        for (int i = 0; i < family->count; i++) {
            count += relation->parents[p] == family->items[i];
        }
    }
    return count;
}
