#include "analyze/row_coercion.h"

#include "parse/sqlstate.h"

void row_coercion_expand_var(parse_state *ps, const expr *var, expr_list *fields) {
    parse_state *level = parse_state_outer(ps, var->u.var.levels_up);
    range_table_entry *rte = query_rte(level->query, var->u.var.rtindex);
    for (int i = 0; rte && i < rte->columns.count; i++) {
        const rte_column *column = &rte->columns.items[i];
        if (!column->type) {
            continue;
        }
        expr *field = expr_new(ps->analysis->arena, EXPR_VAR, column->type, var->location);
        field->typmod = column->typmod;
        field->collation = column->collation;
        field->u.var.rtindex = var->u.var.rtindex;
        field->u.var.attribute = i + 1;
        field->u.var.levels_up = var->u.var.levels_up;
        *LIST_PUSH(ps->analysis->arena, fields) = field;
    }
}

static expr *cannot_cast(parse_state *ps, oid type, int location, const char *detail) {
    analysis *an = ps->analysis;
    diagnostic *d =
        analysis_error(an, SQLSTATE_CANNOT_COERCE, location, "cannot cast type %s to %s",
                       analysis_type(an, RECORDOID), analysis_type(an, type));
    d->detail = detail;
    return NULL;
}

/* The written cast, or else where the value stands. */
static int place(coercion_target to, const expr *value) {
    return to.location >= 0 ? to.location : expr_location(value);
}

/* Field `number` (from 1) of the row as the attribute wants it. */
static expr *coerce_field(parse_state *ps, expr *field, const pg_attribute *attribute, int number,
                          coercion_target to) {
    analysis *an = ps->analysis;
    coercion_target wanted = {attribute->type, attribute->typmod, to.context, COERCE_IMPLICIT_CAST,
                              -1};
    expr *cast = coercion_to_target(ps, field, wanted);
    if (!cast && !an->failed) {
        cannot_cast(ps, to.type, place(to, field),
                    analysis_text(an, "Cannot cast type %s to %s in column %d.",
                                  analysis_type(an, field->type),
                                  analysis_type(an, attribute->type), number));
    }
    return cast;
}

typedef struct row_source {
    const expr *row;
    expr_list fields;
} row_source;

static bool coerce_fields(parse_state *ps, const row_source *source, const pg_class *relation,
                          coercion_target to, expr_list *result) {
    const expr *row = source->row;
    const expr_list *fields = &source->fields;
    arena *a = ps->analysis->arena;
    int next = 0;
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *attribute = &relation->attributes[i];
        if (attribute->dropped) {
            *LIST_PUSH(a, result) = expr_const_null(a, INT4OID, -1, INVALID_OID);
            continue;
        }
        if (next >= fields->count) {
            cannot_cast(ps, to.type, place(to, row), "Input has too few columns.");
            return false;
        }
        expr *field = coerce_field(ps, fields->items[next], attribute, next + 1, to);
        if (!field) {
            return false;
        }
        *LIST_PUSH(a, result) = field;
        next++;
    }
    if (next < fields->count) {
        cannot_cast(ps, to.type, place(to, row), "Input has too many columns.");
        return false;
    }
    return true;
}

expr *row_coercion_from_record(parse_state *ps, expr *e, coercion_target to) {
    analysis *an = ps->analysis;
    row_source source = {e, {NULL, 0, 0}};
    if (e->kind == EXPR_ROW) {
        source.fields = e->u.row.items;
    } else if (e->kind == EXPR_VAR && e->u.var.attribute == 0) {
        row_coercion_expand_var(ps, e, &source.fields);
    } else {
        return cannot_cast(ps, to.type, place(to, e), NULL);
    }
    oid base = type_base(an->catalog, to.type);
    const pg_class *relation = catalog_relation(an->catalog, type_relation(an->catalog, base));
    if (!relation) {
        return cannot_cast(ps, to.type, place(to, e), NULL);
    }
    expr *row = expr_new(an->arena, EXPR_ROW, base, to.location);
    row->u.row.form = to.form;
    if (!coerce_fields(ps, &source, relation, to, &row->u.row.items)) {
        return NULL;
    }
    if (base == to.type) {
        return row;
    }
    row->u.row.form = COERCE_IMPLICIT_CAST;
    expr *domain = expr_new(an->arena, EXPR_COERCE_TO_DOMAIN, to.type, to.location);
    domain->u.coerce.arg = row;
    domain->u.coerce.form = to.form;
    return domain;
}
