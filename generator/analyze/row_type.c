#include "analyze/row_type.h"

#include "analyze/coercion.h"
#include "analyze/polymorphic.h"
#include "parse/sqlstate.h"
#include "analyze/record_origin.h"

static row_type only_kind(row_type_kind kind, oid type) {
    return (row_type){.kind = kind, .type = type};
}

/* --- Named types
 * ---------------------------------------------------------------------------------- */

static row_type of_relation(const catalog *c, arena *a, oid relation_oid, oid type) {
    row_type row = only_kind(ROW_TYPE_COMPOSITE, type);
    const pg_class *relation = catalog_relation(c, relation_oid);
    if (!relation) {
        return only_kind(ROW_TYPE_OTHER, type);
    }
    row.count = relation->attribute_count;
    row.columns = ARENA_ARRAY(a, row_column, row.count);
    for (int i = 0; i < row.count; i++) {
        const pg_attribute *attribute = &relation->attributes[i];
        row.columns[i].name = attribute->dropped ? "" : attribute->name;
        row.columns[i].typmod = -1;
        if (!attribute->dropped) {
            row.columns[i].type = attribute->type;
            row.columns[i].typmod = attribute->typmod;
            row.columns[i].collation = attribute->collation;
        }
    }
    return row;
}

row_type row_type_of_type(const catalog *c, arena *a, oid type) {
    const pg_type *t = catalog_type(c, type);
    if (!t) {
        return only_kind(ROW_TYPE_OTHER, type);
    }
    if (type == RECORDOID) {
        return only_kind(ROW_TYPE_UNKNOWN_RECORD, type);
    }
    if (t->typtype == 'c') {
        return of_relation(c, a, t->relation, type);
    }
    if (t->typtype == 'd') {
        oid relation = type_relation(c, type);
        if (relation) {
            row_type row = of_relation(c, a, relation, type);
            row.kind = ROW_TYPE_COMPOSITE_DOMAIN;
            return row;
        }
        return only_kind(ROW_TYPE_SCALAR, type);
    }
    if (t->typtype == 'p' && type != VOIDOID && type != CSTRINGOID) {
        return only_kind(ROW_TYPE_OTHER, type);
    }
    return only_kind(ROW_TYPE_SCALAR, type);
}

/* --- Functions
 * -------------------------------------------------------------------------------------- */

static bool is_out(char mode) {
    return mode == 'o' || mode == 'b' || mode == 't';
}

static int count_out(const pg_proc *proc) {
    int count = 0;
    for (int i = 0; proc->modes && i < proc->all_count; i++) {
        count += is_out(proc->modes[i]) ? 1 : 0;
    }
    return count;
}

/* The columns that two or more OUT arguments make, or none. */
static row_type of_out_arguments(const catalog *c, arena *a, const pg_proc *proc,
                                 const expr *call) {
    row_type row = only_kind(ROW_TYPE_UNKNOWN_RECORD, RECORDOID);
    int count = count_out(proc);
    oid *types = ARENA_ARRAY(a, oid, count);
    const expr_list *args = call && call->kind == EXPR_FUNC ? &call->u.func.args : NULL;
    if (count < 2 || !polymorphic_out_types(c, proc, args, types, count)) {
        return row;
    }
    row.kind = ROW_TYPE_RECORD;
    row.columns = ARENA_ARRAY(a, row_column, count);
    for (int i = 0; i < proc->all_count; i++) {
        if (!is_out(proc->modes[i])) {
            continue;
        }
        row_column *column = &row.columns[row.count];
        const char *name = proc->arg_names ? proc->arg_names[i] : "";
        column->name = *name ? name : arena_printf(a, "column%d", row.count + 1);
        column->type = types[row.count];
        column->typmod = -1;
        column->collation = type_collation(c, column->type);
        row.count++;
    }
    return row;
}

row_type row_type_of_function(const catalog *c, arena *a, const pg_proc *proc, const expr *call) {
    oid type = proc->result;
    if (type == RECORDOID) {
        return of_out_arguments(c, a, proc, call);
    }
    if (type_is_polymorphic(type) && call) {
        type = call->type;
    }
    return row_type_of_type(c, a, type);
}

/* --- Expressions
 * ------------------------------------------------------------------------------------ */

static row_type of_row_constructor(const catalog *c, arena *a, const expr *e) {
    row_type row = only_kind(ROW_TYPE_RECORD, RECORDOID);
    row.count = e->u.row.items.count;
    row.columns = ARENA_ARRAY(a, row_column, row.count);
    for (int i = 0; i < row.count; i++) {
        const expr *item = e->u.row.items.items[i];
        const char *name = e->u.row.names ? e->u.row.names[i] : NULL;
        row.columns[i].name = name ? name : arena_printf(a, "f%d", i + 1);
        row.columns[i].type = item->type;
        row.columns[i].typmod = item->typmod;
        row.columns[i].collation =
            item->collation ? item->collation : type_collation(c, item->type);
    }
    return row;
}

static row_type of_entry(arena *a, const range_table_entry *rte) {
    row_type row = only_kind(ROW_TYPE_RECORD, RECORDOID);
    row.count = rte->columns.count;
    row.columns = ARENA_ARRAY(a, row_column, row.count);
    for (int i = 0; i < row.count; i++) {
        const rte_column *column = &rte->columns.items[i];
        row.columns[i] =
            (row_column){column->name, column->type, column->typmod, column->collation};
    }
    return row;
}

static row_type of_called(parse_state *ps, oid function, const expr *call) {
    const catalog *c = ps->analysis->catalog;
    const pg_proc *proc = catalog_proc(c, function);
    oid element = proc && call->kind == EXPR_FUNC
                      ? polymorphic_element_without_array(c, proc, &call->u.func.args)
                      : INVALID_OID;
    if (element != INVALID_OID) {
        analysis_error(ps->analysis, SQLSTATE_UNDEFINED_OBJECT, -1,
                       "could not find array type for data type %s",
                       analysis_type(ps->analysis, element));
        return only_kind(ROW_TYPE_UNKNOWN_RECORD, RECORDOID);
    }
    return proc ? row_type_of_function(c, ps->analysis->arena, proc, call)
                : row_type_of_type(c, ps->analysis->arena, call->type);
}

static row_type of_record(parse_state *ps, const expr *e) {
    record_origin origin = record_origin_trace(ps, e);
    if (origin.rte) {
        return of_entry(ps->analysis->arena, origin.rte);
    }
    e = origin.expr;
    switch (e->kind) {
    case EXPR_ROW:
        if (e->type == RECORDOID) {
            return of_row_constructor(ps->analysis->catalog, ps->analysis->arena, e);
        }
        break;
    case EXPR_FUNC:
        return of_called(ps, e->u.func.function, e);
    case EXPR_OP:
        return of_called(ps, e->u.op.function, e);
    default:
        break;
    }
    return row_type_of_type(ps->analysis->catalog, ps->analysis->arena, e->type);
}

row_type row_type_of_expr(parse_state *ps, const expr *e) {
    if (e->kind == EXPR_VAR && e->u.var.attribute == 0) {
        /* Aliases of the columns count, whatever the row's type is. */
        record_origin origin = record_origin_trace(ps, e);
        if (origin.rte && origin.rte->kind != RTE_RELATION && e->type == RECORDOID) {
            return of_entry(ps->analysis->arena, origin.rte);
        }
    }
    if (e->type == RECORDOID) {
        return of_record(ps, e);
    }
    return row_type_of_type(ps->analysis->catalog, ps->analysis->arena, e->type);
}
