#include "oracle/random/random_construct.h"

#include <string.h>

#include "catalog/type_format.h"

/* One item of FROM, with the columns it shows by their plain names. */
typedef struct from_item {
    const char *sql, *alias;
    random_columns columns;
} from_item;

typedef struct named_query {
    const char *name;
    random_columns columns;
} named_query;

typedef struct query_writer {
    random_generator *g;
    random_scope *scope;
    int depth;
    LIST_OF(named_query) ctes;
} query_writer;

static void add_column(random_generator *g, random_columns *columns, const char *name, oid type) {
    *LIST_PUSH(g->arena, columns) = (random_column){name, type};
}

/* --- FROM ------------------------------------------------------------------------------------- */

static from_item table_item(random_generator *g) {
    const pg_class *relation = g->relations.items[random_below(&g->random, g->relations.count)];
    from_item item = {.alias = random_alias(g, 't')};
    for (int i = 0; i < relation->attribute_count; i++) {
        add_column(g, &item.columns, quote_identifier(g->arena, relation->attributes[i].name),
                   relation->attributes[i].type);
    }
    const char *only = relation->kind == 'r' && random_chance(&g->random, 10) ? "ONLY " : "";
    item.sql = arena_printf(g->arena, "%s%s AS %s", only, relation->name, item.alias);
    return item;
}

static from_item values_item(random_generator *g, random_scope *outer) {
    from_item item = {.alias = random_alias(g, 'v')};
    int count = 1 + random_below(&g->random, 3), rows = 1 + random_below(&g->random, 3);
    const char *names = "", *sql = "";
    for (int i = 0; i < count; i++) {
        const char *name = random_alias(g, 'c');
        add_column(g, &item.columns, name, random_type(g));
        names = arena_printf(g->arena, "%s%s%s", names, i > 0 ? ", " : "", name);
    }
    random_scope scope = {.outer = outer == NULL ? NULL : outer->outer};
    for (int row = 0; row < rows; row++) {
        sql = arena_printf(g->arena, "%s%s(", sql, row > 0 ? ", " : "");
        for (int i = 0; i < count; i++) {
            sql = arena_printf(g->arena, "%s%s%s", sql, i > 0 ? ", " : "",
                               random_expression(g, &scope, item.columns.items[i].type, 1));
        }
        sql = arena_printf(g->arena, "%s)", sql);
    }
    item.sql = arena_printf(g->arena, "(VALUES %s) AS %s(%s)", sql, item.alias, names);
    return item;
}

static from_item function_item(query_writer *w) {
    static const char *const calls[] = {"generate_series(1, 3)",
                                        "unnest('{a,NULL}'::text[])",
                                        "unnest('{1,2}'::integer[])",
                                        "jsonb_array_elements('[1,null]')",
                                        "regexp_split_to_table('a b', ' ')",
                                        "jsonb_object_keys('{\"a\": 1}')",
                                        "generate_subscripts('{1,2}'::integer[], 1)"};
    static const oid types[] = {INT4OID, TEXTOID, INT4OID, JSONBOID, TEXTOID, TEXTOID, INT4OID};
    random_generator *g = w->g;
    from_item item = {.alias = random_alias(g, 'f')};
    int i = random_below(&g->random, 7);
    const char *call = calls[i];
    if (i == 0) {
        call = arena_printf(g->arena, "generate_series(1, %s)",
                            random_expression(g, w->scope, INT4OID, 1));
    }
    add_column(g, &item.columns, "c", types[i]);
    if (random_chance(&g->random, 30)) {
        add_column(g, &item.columns, "n", INT8OID);
        item.sql = arena_printf(g->arena, "%s WITH ORDINALITY AS %s(c, n)", call, item.alias);
    } else if (random_chance(&g->random, 20)) {
        add_column(g, &item.columns, "d", INT4OID);
        item.sql = arena_printf(g->arena, "ROWS FROM (%s, generate_series(1, 2)) AS %s(c, d)", call,
                                item.alias);
    } else {
        item.sql = arena_printf(g->arena, "%s AS %s(c)", call, item.alias);
    }
    return item;
}

static from_item subquery_item(query_writer *w, bool lateral) {
    random_generator *g = w->g;
    from_item item = {.alias = random_alias(g, 's')};
    random_scope *outer = lateral ? w->scope : w->scope->outer;
    const char *sql = random_query(g, outer, NULL, w->depth - 1, &item.columns);
    item.sql = arena_printf(g->arena, "%s(%s) AS %s", lateral ? "LATERAL " : "", sql, item.alias);
    return item;
}

static from_item cte_item(query_writer *w) {
    random_generator *g = w->g;
    const named_query *cte = &w->ctes.items[random_below(&g->random, w->ctes.count)];
    from_item item = {.alias = random_alias(g, 'w'), .columns = cte->columns};
    item.sql = arena_printf(g->arena, "%s AS %s", cte->name, item.alias);
    return item;
}

static from_item simple_item(query_writer *w, bool lateral) {
    random_generator *g = w->g;
    int kind = random_below(&g->random, 100);
    if (w->ctes.count > 0 && kind < 40) {
        return cte_item(w);
    }
    if (kind >= 50 && kind < 65 && !g->runs) {
        from_item item = {.alias = random_alias(g, 'x')};
        random_scope outside = {.outer = w->scope->outer};
        random_scope *visible = lateral && random_chance(&g->random, 50) ? w->scope : &outside;
        item.sql = random_construct_item(g, visible, item.alias, &item.columns);
        return item;
    }
    if (kind >= 90) {
        return function_item(w);
    }
    if (kind >= 84) {
        return values_item(g, w->scope);
    }
    if (kind >= 65 && w->depth > 0) {
        return subquery_item(w, lateral && random_chance(&g->random, 40));
    }
    return table_item(g);
}

static void show_columns(query_writer *w, const from_item *item) {
    for (int i = 0; i < item->columns.count; i++) {
        add_column(w->g, &w->scope->columns,
                   arena_printf(w->g->arena, "%s.%s", item->alias, item->columns.items[i].name),
                   item->columns.items[i].type);
    }
}

/* In how many of the joined items it is. */
static int times_shown(const random_columns *columns, const char *name) {
    int times = 0;
    for (int i = 0; i < columns->count; i++) {
        const char *dot = strchr(columns->items[i].name, '.');
        times += dot != NULL && strcmp(dot + 1, name) == 0;
    }
    return times;
}

static const char *common_column(random_generator *g, const random_columns *left,
                                 const random_columns *right, oid *type) {
    for (int tries = 0; tries < 20 && left->count > 0 && right->count > 0; tries++) {
        const random_column *l = &left->items[random_below(&g->random, left->count)];
        for (int i = 0; i < right->count; i++) {
            if (strcmp(l->name, right->items[i].name) == 0) {
                *type = l->type;
                return l->name;
            }
        }
    }
    return NULL;
}

/* Half of the conditions compare two columns, as people do. */
static const char *join_condition(query_writer *w, const from_item *left, const from_item *right) {
    random_generator *g = w->g;
    for (int tries = 0; tries < 40 && random_chance(&g->random, 95); tries++) {
        if (left->columns.count == 0 || right->columns.count == 0) {
            break;
        }
        const random_column *l =
            &left->columns.items[random_below(&g->random, left->columns.count)];
        const random_column *r =
            &right->columns.items[random_below(&g->random, right->columns.count)];
        if (l->type == r->type && l->type != POINTOID && l->type != JSONOID && l->type != XMLOID) {
            return arena_printf(g->arena, "%s.%s = %s.%s", left->alias, l->name, right->alias,
                                r->name);
        }
    }
    return random_expression(g, w->scope, BOOLOID, 2);
}

static const char *join_text(query_writer *w, const char *sql, const from_item *left,
                             from_item *right) {
    static const char *const kinds[] = {"JOIN",       "LEFT JOIN", "LEFT JOIN",
                                        "RIGHT JOIN", "FULL JOIN", "CROSS JOIN"};
    random_generator *g = w->g;
    const char *kind = kinds[random_below(&g->random, 6)];
    bool lateral = kind[0] == 'L' || kind[0] == 'J' || (!g->runs && random_chance(&g->random, 5));
    *right = simple_item(w, lateral);
    if (kind[0] == 'C') {
        show_columns(w, right);
        return arena_printf(g->arena, "%s CROSS JOIN %s", sql, right->sql);
    }
    oid type = INVALID_OID;
    const char *common = common_column(g, &left->columns, &right->columns, &type);
    if (common != NULL && random_chance(&g->random, 35) &&
        (times_shown(&w->scope->columns, common) == 1 || random_chance(&g->random, 10))) {
        show_columns(w, right);
        add_column(g, &w->scope->columns, common, type);
        if (random_chance(&g->random, 20)) {
            return arena_printf(g->arena, "%s NATURAL %s %s", sql, kind, right->sql);
        }
        return arena_printf(g->arena, "%s %s %s USING (%s)", sql, kind, right->sql, common);
    }
    show_columns(w, right);
    return arena_printf(g->arena, "%s %s %s ON %s", sql, kind, right->sql,
                        join_condition(w, left, right));
}

static const char *from_text(query_writer *w) {
    random_generator *g = w->g;
    from_item item = simple_item(w, false);
    show_columns(w, &item);
    const char *sql = item.sql;
    for (int joins = random_below(&g->random, 4); joins > 0; joins--) {
        from_item right;
        sql = join_text(w, sql, &item, &right);
        if (random_chance(&g->random, 60)) {
            item = right;
        }
        if (random_chance(&g->random, 20)) {
            sql = arena_printf(g->arena, "(%s)", sql);
        }
    }
    return sql;
}

/* --- Grouping --------------------------------------------------------------------------------- */

static const char *grouping_text(random_generator *g, const random_columns *groups) {
    const char *list = "";
    for (int i = 0; i < groups->count; i++) {
        list = arena_printf(g->arena, "%s%s%s", list, i > 0 ? ", " : "", groups->items[i].name);
    }
    switch (random_below(&g->random, 7)) {
    case 3:
        return arena_printf(g->arena, "ROLLUP (%s)", list);
    case 4:
        return arena_printf(g->arena, "CUBE (%s)", list);
    case 5:
        return arena_printf(g->arena, "GROUPING SETS (%s)", list);
    case 6:
        return arena_printf(g->arena, "GROUPING SETS ((%s), ())", list);
    default:
        return list;
    }
}

static const char *group_clause(query_writer *w) {
    random_generator *g = w->g;
    random_columns groups = {0};
    int count = random_below(&g->random, 4);
    for (int i = 0; i < count; i++) {
        oid type = random_type(g);
        const char *sql =
            random_chance(&g->random, 15) ? random_expression(g, w->scope, type, 1) : NULL;
        if (sql == NULL && w->scope->columns.count > 0) {
            const random_column *c =
                &w->scope->columns.items[random_below(&g->random, w->scope->columns.count)];
            sql = c->name;
            type = c->type;
        }
        bool grouped = type != JSONOID && type != XMLOID && type != POINTOID;
        if (sql != NULL && sql[0] != '\'' && strncmp(sql, "NULL", 4) != 0 && grouped &&
            (sql[0] < '0' || sql[0] > '9') && sql[0] != '(') {
            add_column(g, &groups, sql, type);
        }
    }
    w->scope->ungrouped = w->scope->columns;
    w->scope->columns = groups;
    w->scope->grouped = true;
    return groups.count == 0 ? ""
                             : arena_printf(g->arena, " GROUP BY %s", grouping_text(g, &groups));
}

/* --- SELECT ----------------------------------------------------------------------------------- */

static const char *targets_text(query_writer *w, const random_columns *wanted,
                                random_columns *output) {
    random_generator *g = w->g;
    int count = wanted != NULL ? wanted->count : 1 + random_below(&g->random, 4);
    const char *sql = "";
    for (int i = 0; i < count; i++) {
        oid type = wanted != NULL ? wanted->items[i].type : random_type(g);
        const char *item = NULL;
        if (wanted == NULL && random_chance(&g->random, 45) && w->scope->columns.count > 0) {
            const random_column *c =
                &w->scope->columns.items[random_below(&g->random, w->scope->columns.count)];
            item = c->name;
            type = c->type;
        }
        if (item == NULL) {
            item = random_expression(g, w->scope, type, w->depth);
        }
        const char *name = random_alias(g, 'c');
        add_column(g, output, name, type);
        sql = arena_printf(g->arena, "%s%s%s AS %s", sql, i > 0 ? ", " : "", item, name);
    }
    return sql;
}

static const char *simple_select(query_writer *w, const random_columns *wanted,
                                 random_columns *output) {
    random_generator *g = w->g;
    const char *from = random_chance(&g->random, 96) ? from_text(w) : NULL;
    const char *sql = from == NULL ? "" : arena_printf(g->arena, " FROM %s", from);
    if (random_chance(&g->random, 45)) {
        sql =
            arena_printf(g->arena, "%s WHERE %s", sql, random_expression(g, w->scope, BOOLOID, 2));
    }
    const char *group = "", *having = "";
    if (from != NULL && random_chance(&g->random, 25)) {
        group = group_clause(w);
        if (random_chance(&g->random, 25)) {
            having =
                arena_printf(g->arena, " HAVING %s", random_expression(g, w->scope, BOOLOID, 2));
        }
    }
    w->scope->windows = random_chance(&g->random, 20);
    const char *targets = targets_text(w, wanted, output);
    w->scope->windows = false;
    const char *distinct = random_chance(&g->random, 7) ? "DISTINCT " : "";
    if (!g->runs && wanted == NULL && from != NULL && random_chance(&g->random, 4)) {
        targets = arena_printf(g->arena, "%s, *", targets);
    }
    if (!g->runs && random_chance(&g->random, 2)) {
        distinct =
            arena_printf(g->arena, "DISTINCT ON (%s) ", random_expression(g, w->scope, INT4OID, 1));
    }
    return arena_printf(g->arena, "SELECT %s%s%s%s%s", distinct, targets, sql, group, having);
}

static const char *set_operation(query_writer *w, const random_columns *wanted,
                                 random_columns *output) {
    static const char *const words[] = {"UNION",     "UNION ALL", "UNION ALL",
                                        "INTERSECT", "EXCEPT",    "EXCEPT ALL"};
    random_generator *g = w->g;
    random_columns other = {0};
    const char *left = random_query(g, w->scope->outer, wanted, w->depth - 1, output);
    const char *right = random_query(g, w->scope->outer, output, w->depth - 1, &other);
    return arena_printf(g->arena, "(%s) %s (%s)", left, words[random_below(&g->random, 6)], right);
}

/* WITH RECURSIVE x AS (first UNION ALL step from x) */
static const char *recursive_text(query_writer *w, named_query *cte) {
    random_generator *g = w->g;
    const char *first = random_query(g, NULL, NULL, 1, &cte->columns);
    random_scope scope = {0};
    const char *targets = "";
    for (int i = 0; i < cte->columns.count; i++) {
        add_column(g, &scope.columns,
                   arena_printf(g->arena, "%s.%s", cte->name, cte->columns.items[i].name),
                   cte->columns.items[i].type);
    }
    add_column(g, &scope.columns, "d9.id", INT4OID);
    add_column(g, &scope.columns, "d9.boss", INT4OID);
    for (int i = 0; i < cte->columns.count; i++) {
        targets = arena_printf(g->arena, "%s%s%s", targets, i > 0 ? ", " : "",
                               random_expression(g, &scope, cte->columns.items[i].type, 1));
    }
    return arena_printf(g->arena, "(%s) UNION SELECT %s FROM %s%sdept AS d9 ON d9.id = d9.boss",
                        first, targets, cte->name,
                        random_chance(&g->random, 50) ? " JOIN " : " LEFT JOIN ");
}

static const char *with_text(query_writer *w) {
    random_generator *g = w->g;
    named_query cte = {.name = random_alias(g, 'q')};
    bool recursive = random_chance(&g->random, 25);
    const char *sql = recursive
                          ? recursive_text(w, &cte)
                          : random_query(g, w->scope->outer, NULL, w->depth - 1, &cte.columns);
    *LIST_PUSH(g->arena, &w->ctes) = cte;
    return arena_printf(g->arena, "WITH %s%s AS (%s) ", recursive ? "RECURSIVE " : "", cte.name,
                        sql);
}

/* ORDER BY, LIMIT and locks; most for queries that are only analysed. */
static const char *ending(query_writer *w) {
    static const char *const others[] = {" ORDER BY 1 DESC NULLS LAST",
                                         " ORDER BY 1 USING <",
                                         " ORDER BY 7",
                                         " ORDER BY 1 FETCH FIRST 2 ROWS WITH TIES",
                                         " FETCH FIRST ROW WITH TIES",
                                         " OFFSET 1",
                                         " LIMIT ALL OFFSET 2",
                                         " FOR UPDATE",
                                         " FOR SHARE OF t1 NOWAIT",
                                         " FOR UPDATE OF nope"};
    random_generator *g = w->g;
    if (!g->runs && random_chance(&g->random, 5)) {
        return others[random_below(&g->random, 10)];
    }
    if (!g->runs && random_chance(&g->random, 3)) {
        return arena_printf(g->arena, " ORDER BY %s LIMIT %s",
                            random_expression(g, w->scope, random_type(g), 1),
                            random_expression(g, w->scope, INT8OID, 1));
    }
    const char *order = random_chance(&g->random, 8) ? " ORDER BY 1" : "";
    return random_chance(&g->random, 8)
               ? arena_printf(g->arena, "%s LIMIT %d", order, random_below(&g->random, 3))
               : order;
}

const char *random_query(random_generator *g, random_scope *outer, const random_columns *wanted,
                         int depth, random_columns *output) {
    random_scope scope = {.outer = outer};
    query_writer w = {.g = g, .scope = &scope, .depth = depth > 0 ? depth : 0};
    if (depth > 1 && random_chance(&g->random, 15)) {
        return set_operation(&w, wanted, output);
    }
    const char *with = depth > 1 && random_chance(&g->random, 15) ? with_text(&w) : "";
    const char *sql = simple_select(&w, wanted, output);
    return arena_printf(g->arena, "%s%s%s", with, sql, ending(&w));
}

const char *random_parameter_statement(random_generator *g) {
    random_columns output = {0};
    g->parameters = true;
    const char *sql = random_chance(&g->random, 40) ? random_modification(g)
                                                    : random_query(g, NULL, NULL, 2, &output);
    g->parameters = false;
    return sql;
}
