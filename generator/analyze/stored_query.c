#include "analyze/stored_query.h"

#include <string.h>

#include "analyze/select.h"
#include "catalog/extension.h"
#include "catalog/search_path.h"

/* --- Where names are looked up ---------------------------------------------------------------- */

/* The texts of snapshots were written with this path in force. */
static void set_path_of_snapshot(catalog *c, const char *schema) {
    const char *const path[] = {"pg_catalog", schema != NULL ? schema : "pg_temp", "pg_temp"};
    search_path_set(c, path, schema != NULL ? 3 : 2);
}

/* Built-in views are not touched by what users made: they are read in a catalog without it. */
static catalog *catalog_for(const catalog *c, oid object) {
    return object < FIRST_USER_OID ? catalog_new(catalog_arena(c), catalog_snapshot_of(c))
                                   : (catalog *)(uintptr_t)c;
}

/* The schema that an extension's objects go into, or NULL. */
static const char *schema_of_extension(const catalog *c, object_address member) {
    const pg_named *owner = catalog_find(c, CLASS_EXTENSION, extension_of(c, member));
    const pg_namespace *schema = owner == NULL ? NULL : catalog_namespace(c, owner->parent);
    return schema == NULL ? NULL : schema->name;
}

/* --- Analysis --------------------------------------------------------------------------------- */

static PgQuery__Node *parse_query(arena *a, const char *sql) {
    sql_fragment_error error;
    PgQuery__ParseResult *tree = sql_parse_text(a, sql, &error);
    bool is_query = tree != NULL && tree->n_stmts == 1 &&
                    tree->stmts[0]->stmt->node_case == PG_QUERY__NODE__NODE_SELECT_STMT;
    return is_query ? tree->stmts[0]->stmt : NULL;
}

/* The catalog is as before afterwards. */
static query *analyse(catalog *c, const char *schema, const char *sql) {
    arena *a = catalog_arena(c);
    PgQuery__Node *node = parse_query(a, sql);
    if (node == NULL) {
        return NULL;
    }
    sql_statement statement = {.text = sql, .length = strlen(sql), .node = node};
    analysis an = {.catalog = c,
                   .arena = a,
                   .diagnostics = diagnostics_new(a),
                   .statement = &statement};
    catalog_mark mark = catalog_save(c);
    set_path_of_snapshot(c, schema);
    query *q = select_analyze(&an, node, true);
    catalog_rollback(c, mark);
    return q;
}

/* The text means what the catalog says of the view's columns. */
static bool gives_columns(const query *q, const pg_class *view) {
    int column = 0;
    for (int i = 0; i < q->targets.count; i++) {
        if (q->targets.items[i].junk) {
            continue;
        }
        if (column >= view->attribute_count ||
            q->targets.items[i].expr->type != view->attributes[column].type) {
            return false;
        }
        column++;
    }
    return column == view->attribute_count;
}

query *stored_query_of_view(const catalog *c, const pg_class *view) {
    bool is_view = view->kind == 'v' || view->kind == 'm';
    if (!is_view || view->query != NULL || view->definition == NULL) {
        return view->query;
    }
    catalog_note *note = catalog_note_of(c, view);
    if (!note->made) {
        note->made = true; /* before the work: a view that leads to itself ends here */
        const char *schema = schema_of_extension(c, (object_address){CLASS_RELATION, view->oid, 0});
        query *q = analyse(catalog_for(c, view->oid), schema, view->definition);
        note->value = q != NULL && gives_columns(q, view) ? q : NULL;
    }
    return note->value;
}
