#include "analyze/range_entry.h"
#include "analyze/qualified_name.h"

#include "parse/sqlstate.h"

range_table_entry *range_entry_new(parse_state *ps, rte_kind kind, const PgQuery__Alias *alias,
                                   const char *name) {
    range_table_entry *rte = ARENA_NEW(ps->analysis->arena, range_table_entry);
    rte->kind = kind;
    rte->has_alias = alias != NULL;
    rte->alias = alias != NULL ? alias->aliasname : name;
    rte->in_from = true;
    rte->location = -1;
    return rte;
}

rte_column *range_entry_add_column(parse_state *ps, range_table_entry *rte, const char *name,
                                   oid type, int32_t typmod, oid collation) {
    rte_column *column = LIST_PUSH(ps->analysis->arena, &rte->columns);
    column->name = name;
    column->type = type;
    column->typmod = typmod;
    column->collation = collation;
    return column;
}

int range_entry_apply_names(range_table_entry *rte, const PgQuery__Alias *alias) {
    size_t given = alias == NULL ? 0 : alias->n_colnames, used = 0;
    int live = 0;
    for (int i = 0; i < rte->columns.count; i++) {
        rte_column *column = &rte->columns.items[i];
        if (column->type == INVALID_OID) {
            continue;
        }
        live++;
        if (used < given) {
            column->name = name_part(alias->colnames[used++]);
        }
    }
    return used < given ? live : -1;
}

bool range_entry_rename(parse_state *ps, range_table_entry *rte, const PgQuery__Alias *alias,
                        const char *what) {
    int live = range_entry_apply_names(rte, alias);
    if (live < 0) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, -1,
                   "%s \"%s\" has %d columns available but %d columns specified", what, rte->alias,
                   live, (int)alias->n_colnames);
    return false;
}

namespace_item *range_entry_add(parse_state *ps, range_table_entry *rte) {
    arena *a = ps->analysis->arena;
    namespace_item *item = ARENA_NEW(a, namespace_item);
    item->name = rte->alias;
    item->rte = rte;
    item->rtindex = parse_state_add_rte(ps, rte);
    item->column_count = rte->columns.count;
    item->columns = ARENA_ARRAY(a, namespace_column, rte->columns.count);
    for (int i = 0; i < rte->columns.count; i++) {
        const rte_column *from = &rte->columns.items[i];
        namespace_column *to = &item->columns[i];
        to->name = from->name;
        to->rtindex = from->type == INVALID_OID ? 0 : item->rtindex;
        to->attribute = i + 1;
        to->type = from->type;
        to->typmod = from->typmod;
        to->collation = from->collation;
    }
    item->relation_visible = true;
    item->columns_visible = true;
    item->lateral_ok = true;
    return item;
}

expr *range_entry_var(parse_state *ps, const namespace_column *column, int levels_up,
                      int location) {
    expr *var = expr_new(ps->analysis->arena, EXPR_VAR, column->type, location);
    var->typmod = column->typmod;
    var->collation = column->collation;
    var->u.var.rtindex = column->rtindex;
    var->u.var.attribute = column->attribute;
    var->u.var.levels_up = levels_up;
    return var;
}

join_node *range_entry_join_node(parse_state *ps, int rtindex) {
    join_node *node = ARENA_NEW(ps->analysis->arena, join_node);
    node->kind = JOIN_NODE_TABLE;
    node->rtindex = rtindex;
    return node;
}
