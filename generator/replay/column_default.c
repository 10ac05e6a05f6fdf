#include "replay/column_default.h"

#include "analyze/coercion.h"
#include "analyze/dependency.h"
#include "analyze/select.h"
#include "replay/expression_check.h"
#include "replay/source_text.h"

oid column_default_find(replay *r, oid relation, int attribute) {
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_ATTRDEF, relation);
    const pg_attrdef *d;
    while ((d = catalog_next(&scan)) != NULL) {
        if (d->attribute == attribute) {
            return d->oid;
        }
    }
    return INVALID_OID;
}

bool column_default_remove(replay *r, oid relation, int attribute) {
    oid old = column_default_find(r, relation, attribute);
    if (old == INVALID_OID) {
        return false;
    }
    depend_remove(r->catalog, address_of(CLASS_ATTRDEF, old), DEPENDENCY_ANY);
    catalog_remove(r->catalog, CLASS_ATTRDEF, old);
    pg_class *edit = relation_edit(r, relation);
    pg_attribute *a = &relation_edit_attributes(edit)[attribute - 1];
    a->has_default = false;
    a->default_text = NULL;
    a->default_expr = NULL;
    relation_update(r, edit);
    return true;
}

void dependency_forget(replay *r, object_address dependent, object_address referenced) {
    LIST_OF(dependency) others = {0};
    depend_scan scan = depend_scan_references(r->catalog, dependent);
    const dependency *d;
    bool found = false;
    while ((d = depend_next(&scan)) != NULL) {
        bool meant = d->dependent.sub == dependent.sub && d->referenced.class == referenced.class &&
                     d->referenced.object == referenced.object &&
                     (referenced.sub == 0 || d->referenced.sub == referenced.sub);
        found = found || meant;
        if (!meant) {
            *LIST_PUSH(r->arena, &others) = *d;
        }
    }
    if (!found) {
        return;
    }
    depend_remove(r->catalog, dependent, DEPENDENCY_ANY);
    for (int i = 0; i < others.count; i++) {
        const dependency *o = &others.items[i];
        depend_add(r->catalog, o->dependent, o->referenced, o->type);
    }
}

void dependency_copy_all(replay *r, const dependency_copy *copy) {
    LIST_OF(dependency) found = {0};
    depend_scan scan = depend_scan_references(r->catalog, copy->from);
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        *LIST_PUSH(r->arena, &found) = *d;
    }
    for (int i = 0; i < found.count; i++) {
        object_address to = found.items[i].referenced;
        if (to.class == CLASS_RELATION && to.object == copy->from_relation) {
            to.object = copy->to_relation;
            if (copy->map != NULL && to.sub > 0) {
                to.sub = copy->map[to.sub - 1];
            }
        }
        depend_add(r->catalog, copy->to, to, found.items[i].type);
    }
}

/* The stored default: record, flags of the column, dependency on the column. */
static oid store(replay *r, oid relation, const planned_default *d, expr *e, const char *text) {
    column_default_remove(r, relation, d->attribute);
    pg_class *edit = relation_edit(r, relation);
    pg_attribute *a = &relation_edit_attributes(edit)[d->attribute - 1];
    a->has_default = true;
    a->default_text = text;
    a->default_expr = e;
    relation_update(r, edit);
    pg_attrdef def = {.parent = relation, .name = "", .attribute = (int16_t)d->attribute};
    oid made = catalog_add(r->catalog, CLASS_ATTRDEF, &def);
    depend_add(r->catalog, address_of(CLASS_ATTRDEF, made),
               address_of_column(relation, d->attribute),
               a->generated ? DEPENDENCY_INTERNAL : DEPENDENCY_AUTO);
    return made;
}

static bool add_nextval(replay *r, oid relation, const planned_default *d) {
    const pg_class *sequence = catalog_relation(r->catalog, d->sequence);
    const pg_namespace *schema = catalog_namespace(r->catalog, sequence->namespace);
    const char *name = quote_qualified_in(r->catalog, r->arena, schema->name, sequence->name);
    catalog_scan scan = catalog_scan_name(r->catalog, CLASS_PROC, "nextval");
    const pg_proc *nextval = catalog_next(&scan);
    expr *regclass = expr_new(r->arena, EXPR_CONST, REGCLASSOID, -1);
    regclass->u.constant.value = name;
    expr *call = expr_new(r->arena, EXPR_FUNC, INT8OID, -1);
    call->u.func.function = nextval != NULL ? nextval->oid : INVALID_OID;
    *LIST_PUSH(r->arena, &call->u.func.args) = regclass;
    oid made = store(r, relation, d, call, replay_text(r, "nextval('%s'::regclass)", name));
    depend_normal(r, address_of(CLASS_ATTRDEF, made), address_of(CLASS_RELATION, d->sequence));
    return true;
}

static bool add_like(replay *r, oid relation, const planned_default *d) {
    const pg_class *from = catalog_relation(r->catalog, d->like_relation);
    const pg_attribute *a = relation_attribute(from, d->like_attribute);
    oid old = column_default_find(r, from->oid, d->like_attribute);
    if (old == INVALID_OID) {
        return true;
    }
    oid made = store(r, relation, d, a->generated ? NULL : a->default_expr, a->default_text);
    object_address self = address_of(CLASS_ATTRDEF, made);
    depend_remove(r->catalog, self, DEPENDENCY_ANY);
    dependency_copy_all(r, &(dependency_copy){address_of(CLASS_ATTRDEF, old), self, from->oid,
                                              relation, d->attribute_map});
    return true;
}

static bool refuse_type(replay *r, const pg_attribute *a, const expr *e) {
    diagnostic *d = analysis_error(
        r->analysis, SQLSTATE_DATATYPE_MISMATCH, -1,
        "column \"%s\" is of type %s but default expression is of type %s", a->name,
        type_format_bare(r->catalog, r->arena, a->type),
        type_format_bare(r->catalog, r->arena, e->type));
    d->hint = "You will need to rewrite or cast the expression.";
    return false;
}

/* The first column of the table that a generation expression must not use. */
typedef struct forbidden_use {
    const pg_class *table;
    const expr *found;
} forbidden_use;

static bool find_forbidden(expr *e, void *context) {
    forbidden_use *use = context;
    if (e->kind == EXPR_VAR && e->u.var.levels_up == 0 && e->u.var.attribute >= 0) {
        const pg_attribute *a = relation_attribute(use->table, e->u.var.attribute);
        if (a == NULL || a->generated) {
            use->found = e;
            return true;
        }
        return false;
    }
    return expr_each_child(e, find_forbidden, context);
}

static bool check_generated(replay *r, oid relation, expr *e) {
    forbidden_use use = {.table = catalog_relation(r->catalog, relation)};
    if (find_forbidden(e, &use)) {
        const pg_attribute *a = relation_attribute(use.table, use.found->u.var.attribute);
        diagnostic *d = analysis_error(
            r->analysis, SQLSTATE_INVALID_OBJECT_DEFINITION, use.found->location,
            a != NULL ? "cannot use generated column \"%s\" in column generation expression"
                      : "cannot use whole-row variable in column generation expression",
            a != NULL ? a->name : "");
        d->detail = a != NULL ? "A generated column cannot reference another generated column."
                              : "This would cause the generated column to depend on its own value.";
        return false;
    }
    return !expression_is_mutable(r->catalog, e) ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "generation expression is not immutable");
}

bool column_default_add(replay *r, oid relation, const planned_default *d) {
    if (d->sequence != INVALID_OID) {
        return add_nextval(r, relation, d);
    }
    if (d->node == NULL) {
        return add_like(r, relation, d);
    }
    const pg_class *rel = catalog_relation(r->catalog, relation);
    pg_attribute column = *relation_attribute(rel, d->attribute);
    expr *e = select_analyze_expression(
        r->analysis, &(standalone_expression){
                         .node = d->node,
                         .clause = d->generated ? CLAUSE_GENERATED_COLUMN : CLAUSE_COLUMN_DEFAULT,
                         .relation = relation,
                     });
    if (e == NULL || (d->generated && !check_generated(r, relation, e))) {
        return false;
    }
    parse_state *ps = parse_state_new(r->analysis, NULL);
    expr *cast =
        coercion_to_target(ps, e,
                           (coercion_target){column.type, column.typmod, COERCION_ASSIGNMENT,
                                             COERCE_IMPLICIT_CAST, -1});
    if (cast == NULL) {
        return r->analysis->failed ? false : refuse_type(r, &column, e);
    }
    if (!d->generated && expr_is_null_const(cast)) {
        /* A default of null is the same as none, unless a function looks at its length. */
        column_default_remove(r, relation, d->attribute);
        return true;
    }
    const char *text = d->generated ? source_text_parenthesized(r, d->location)
                                    : source_text_default(r, d->location);
    oid made = store(r, relation, d, cast, text);
    dependency_record_expr(r->catalog, address_of(CLASS_ATTRDEF, made), cast, relation,
                           DEPENDENCY_NORMAL, DEPENDENCY_NORMAL);
    return true;
}
