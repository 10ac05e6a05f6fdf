#include "analyze/dependency.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/coercion.h"
#include "catalog/search_path.h"

typedef struct dependency_scope dependency_scope;

/* A query level whose range table Vars refer to. */
struct dependency_scope {
    const query *query; /* NULL: Vars are columns of the recorder's own relation */
    const dependency_scope *outer;
};

typedef struct recorder {
    catalog *catalog;
    object_address dependent;
    dependency_type type, self_type;
    oid self_relation;
    const dependency_scope *scope;
    arena *arena;
    LIST_OF(object_address) found;
} recorder;

static bool record_expr(expr *e, void *context);
static void record_query(recorder *r, query *q);

/* --- What was found -------------------------------------------------------------------------- */

static void add(recorder *r, catalog_class class, oid object, int32_t sub) {
    if (object < FIRST_USER_OID) {
        return;
    }
    for (int i = 0; i < r->found.count; i++) {
        const object_address *f = &r->found.items[i];
        if (f->class == class && f->object == object && f->sub == sub) {
            return;
        }
    }
    *LIST_PUSH(r->arena, &r->found) = (object_address){class, object, sub};
}

static void add_type(recorder *r, oid type) {
    add(r, CLASS_TYPE, type, 0);
}

static void add_collation(recorder *r, oid collation) {
    add(r, CLASS_COLLATION, collation, 0);
}

static void add_proc(recorder *r, oid function) {
    add(r, CLASS_PROC, function, 0);
}

static void add_operator(recorder *r, oid operator_oid) {
    add(r, CLASS_OPERATOR, operator_oid, 0);
}

/* A whole relation goes without saying where a column of it is needed. */
static bool is_implied(const recorder *r, const object_address *address) {
    for (int i = 0; address->sub == 0 && i < r->found.count; i++) {
        const object_address *f = &r->found.items[i];
        if (f->sub != 0 && f->class == address->class && f->object == address->object) {
            return true;
        }
    }
    return false;
}

static void write_down(recorder *r) {
    for (int i = 0; i < r->found.count; i++) {
        const object_address *f = &r->found.items[i];
        if (is_implied(r, f)) {
            continue;
        }
        bool own = r->self_relation != INVALID_OID && f->class == CLASS_RELATION &&
                   f->object == r->self_relation;
        depend_add(r->catalog, r->dependent, *f, own ? r->self_type : r->type);
    }
}

/* --- Expressions ----------------------------------------------------------------------------- */

/* A function's column that comes from a composite type depends on that type's attribute. */
static void record_function_column(recorder *r, const range_table_entry *rte, int attribute) {
    int before = 0;
    for (int i = 0; i < rte->function_count; i++) {
        const rte_function *f = &rte->functions[i];
        if (attribute <= before || attribute > before + f->column_count) {
            before += f->column_count;
            continue;
        }
        oid base = type_base(r->catalog, f->expr->type);
        const pg_type *type = catalog_type(r->catalog, base);
        if (!f->has_column_definitions && type != NULL && type->relation != INVALID_OID) {
            add(r, CLASS_RELATION, type->relation, attribute - before);
        }
        return;
    }
}

static void record_join_column(recorder *r, const dependency_scope *scope,
                               const range_table_entry *rte, int attribute) {
    if (attribute < 1 || attribute > rte->columns.count ||
        rte->columns.items[attribute - 1].join_alias == NULL) {
        return;
    }
    const dependency_scope *outer = r->scope;
    r->scope = scope;
    record_expr(rte->columns.items[attribute - 1].join_alias, r);
    r->scope = outer;
}

static void record_entry_column(recorder *r, const dependency_scope *scope,
                                const range_table_entry *rte, int attribute) {
    switch (rte->kind) {
    case RTE_RELATION:
        if (attribute != 0) {
            add(r, CLASS_RELATION, rte->relation, attribute);
        }
        break;
    case RTE_JOIN:
        record_join_column(r, scope, rte, attribute);
        break;
    case RTE_FUNCTION:
        record_function_column(r, rte, attribute);
        break;
    case RTE_SUBQUERY:
    case RTE_TABLE_FUNC:
    case RTE_VALUES:
    case RTE_CTE:
    case RTE_RESULT:
        break;
    }
}

static void record_var(recorder *r, const expr *var) {
    const dependency_scope *scope = r->scope;
    for (int i = 0; i < var->u.var.levels_up && scope != NULL; i++) {
        scope = scope->outer;
    }
    if (scope == NULL) {
        return;
    }
    if (scope->query == NULL) {
        if (r->self_relation != INVALID_OID) {
            add(r, CLASS_RELATION, r->self_relation, var->u.var.attribute);
        }
        return;
    }
    if (var->u.var.rtindex >= 1 && var->u.var.rtindex <= scope->query->rtable.count) {
        record_entry_column(r, scope, query_rte(scope->query, var->u.var.rtindex),
                            var->u.var.attribute);
    }
}

static bool is_number(const char *text) {
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* The parts of a possibly qualified, possibly quoted name; schema NULL when there is none. */
static const char *split_name(recorder *r, const char *text, const char **schema) {
    char *copy = arena_strdup(r->arena, text), *out = copy;
    char *part = copy;
    bool quoted = false;
    *schema = NULL;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"' && quoted && p[1] == '"') {
            *out++ = *p++;
        } else if (*p == '"') {
            quoted = !quoted;
        } else if (*p == '.' && !quoted) {
            *out++ = '\0';
            *schema = part;
            part = out;
        } else {
            bool upper = !quoted && *p >= 'A' && *p <= 'Z';
            *out++ = (char)(upper ? *p - 'A' + 'a' : *p);
        }
    }
    *out = '\0';
    return part;
}

/* Constants of the types that stand for objects: 'name'::regclass. */
static void record_object_constant(recorder *r, const expr *e) {
    const char *value = e->u.constant.value;
    if (value == NULL || (e->type != REGCLASSOID && e->type != REGTYPEOID)) {
        return;
    }
    catalog_class class = e->type == REGCLASSOID ? CLASS_RELATION : CLASS_TYPE;
    if (is_number(value)) {
        oid object = (oid)strtoul(value, NULL, 10);
        if (catalog_find(r->catalog, class, object) != NULL) {
            add(r, class, object, 0);
        }
        return;
    }
    const char *schema;
    const char *name = split_name(r, value, &schema);
    if (class == CLASS_RELATION) {
        const pg_class *relation = search_path_relation(r->catalog, schema, name);
        add(r, class, relation == NULL ? INVALID_OID : relation->oid, 0);
    } else {
        const pg_type *type = search_path_type(r->catalog, schema, name);
        add(r, class, type == NULL ? INVALID_OID : type->oid, 0);
    }
}

static void record_field(recorder *r, const expr *e) {
    oid base = type_base(r->catalog, e->u.field_select.arg->type);
    const pg_type *type = catalog_type(r->catalog, base);
    if (type != NULL && type->relation != INVALID_OID) {
        add(r, CLASS_RELATION, type->relation, e->u.field_select.field);
    } else {
        add_type(r, e->type);
    }
    add_collation(r, e->collation);
}

static void record_sorting(recorder *r, const sort_group_list *list) {
    for (int i = 0; i < list->count; i++) {
        add_operator(r, list->items[i].equal_operator);
        add_operator(r, list->items[i].sort_operator);
    }
}

static void record_node(recorder *r, const expr *e) {
    switch ((int)e->kind) {
    case EXPR_VAR:
        record_var(r, e);
        break;
    case EXPR_CONST:
        add_type(r, e->type);
        add_collation(r, e->collation);
        record_object_constant(r, e);
        break;
    case EXPR_PARAM:
    case EXPR_RELABEL:
    case EXPR_COERCE_VIA_IO:
    case EXPR_ARRAY_COERCE:
        add_type(r, e->type);
        add_collation(r, e->collation);
        break;
    case EXPR_CONVERT_ROWTYPE:
    case EXPR_COERCE_TO_DOMAIN:
    case EXPR_ROW:
    case EXPR_ARRAY:
    case EXPR_NULLIF:
        add_type(r, e->type);
        if (e->kind == EXPR_NULLIF) {
            add_operator(r, e->u.op.operator);
        }
        break;
    case EXPR_AGGREF:
        add_proc(r, e->u.aggref.function);
        record_sorting(r, &e->u.aggref.order);
        record_sorting(r, &e->u.aggref.distinct);
        break;
    case EXPR_WINDOW_FUNC:
        add_proc(r, e->u.window_func.function);
        break;
    case EXPR_SUBSCRIPT:
        add_type(r, e->type);
        break;
    case EXPR_FUNC:
        add_proc(r, e->u.func.function);
        break;
    case EXPR_OP:
    case EXPR_DISTINCT:
        add_operator(r, e->u.op.operator);
        break;
    case EXPR_SCALAR_ARRAY_OP:
        add_operator(r, e->u.scalar_array_op.operator);
        break;
    case EXPR_ROW_COMPARE:
        for (int i = 0; i < e->u.row_compare.left.count; i++) {
            add_operator(r, e->u.row_compare.operators[i]);
        }
        break;
    case EXPR_FIELD_SELECT:
        record_field(r, e);
        break;
    case EXPR_COLLATE:
        add_collation(r, e->u.collate.collation);
        break;
    default:
        break;
    }
}

static bool record_expr(expr *e, void *context) {
    recorder *r = context;
    record_node(r, e);
    expr_each_child(e, record_expr, r);
    if (e->kind == EXPR_SUBLINK && e->u.sublink.query != NULL) {
        record_query(r, e->u.sublink.query);
    }
    return false;
}

/* --- Queries --------------------------------------------------------------------------------- */

static void record_entry(recorder *r, const range_table_entry *rte) {
    if (rte->kind == RTE_RELATION) {
        add(r, CLASS_RELATION, rte->relation, 0);
        add_proc(r, rte->sample.method);
    }
    bool defines_types = rte->kind == RTE_TABLE_FUNC;
    for (int i = 0; i < rte->function_count; i++) {
        defines_types = defines_types || rte->functions[i].has_column_definitions;
    }
    for (int i = 0; defines_types && i < rte->columns.count; i++) {
        add_type(r, rte->columns.items[i].type);
        add_collation(r, rte->columns.items[i].collation);
    }
    if (rte->subquery != NULL) {
        record_query(r, rte->subquery);
    }
}

static void record_with_query(recorder *r, common_table_expr *cte) {
    if (cte->cycle != NULL) {
        add_type(r, cte->cycle->mark_type);
        add_collation(r, cte->cycle->mark_collation);
        add_operator(r, cte->cycle->mark_equal_operator);
    }
    if (cte->query != NULL) {
        record_query(r, cte->query);
    }
}

static void record_query(recorder *r, query *q) {
    dependency_scope scope = {q, r->scope};
    r->scope = &scope;
    for (int i = 0; i < q->rtable.count; i++) {
        record_entry(r, q->rtable.items[i]);
    }
    for (int i = 0; i < q->ctes.count; i++) {
        record_with_query(r, q->ctes.items[i]);
    }
    query_each_expr(q, record_expr, r);
    record_sorting(r, &q->group);
    record_sorting(r, &q->order);
    record_sorting(r, &q->distinct);
    for (int i = 0; i < q->windows.count; i++) {
        record_sorting(r, &q->windows.items[i]->partition);
        record_sorting(r, &q->windows.items[i]->order);
    }
    for (int i = 0; i < q->constraint_dependencies.count; i++) {
        add(r, CLASS_CONSTRAINT, q->constraint_dependencies.items[i], 0);
    }
    r->scope = scope.outer;
}

/* --- Doors ----------------------------------------------------------------------------------- */

void dependency_record_query(catalog *c, object_address dependent, query *q, dependency_type type) {
    recorder r = {.catalog = c,
                  .dependent = dependent,
                  .type = type,
                  .self_type = type,
                  .arena = arena_new(NULL)};
    record_query(&r, q);
    write_down(&r);
    arena_free(r.arena);
}

void dependency_record_expr(catalog *c, object_address dependent, expr *e, oid self_relation,
                            dependency_type type, dependency_type self_type) {
    dependency_scope scope = {NULL, NULL};
    recorder r = {.catalog = c,
                  .dependent = dependent,
                  .type = type,
                  .self_type = self_type,
                  .self_relation = self_relation,
                  .scope = &scope,
                  .arena = arena_new(NULL)};
    record_expr(e, &r);
    write_down(&r);
    arena_free(r.arena);
}
