#include "analyze/stored_query.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/function_argument.h"
#include "analyze/polymorphic.h"
#include "analyze/row_type.h"
#include "analyze/select.h"
#include "catalog/extension.h"
#include "catalog/search_path.h"

/* A text, and what its names mean. */
typedef struct stored_text {
    const char *sql;
    const char *const *path;
    int path_count;
    const pg_proc *function; /* whose body it is, or NULL */
} stored_text;

/* --- Where names are looked up ---------------------------------------------------------------- */

/* What initdb made is not touched by what users made: it is read in a catalog without it. */
static catalog *catalog_for(const catalog *c, oid object) {
    return object < FIRST_USER_OID ? catalog_new(catalog_arena(c), catalog_snapshot_of(c))
                                   : (catalog *)(uintptr_t)c;
}

static void add_name(arena *a, stored_text *text, const char *name) {
    const char **names = ARENA_ARRAY(a, const char *, text->path_count + 1);
    for (int i = 0; i < text->path_count; i++) {
        names[i] = text->path[i];
    }
    names[text->path_count++] = name;
    text->path = names;
}

static void add_schema(const catalog *c, stored_text *text, oid schema) {
    const pg_namespace *n = catalog_namespace(c, schema);
    if (n != NULL) {
        add_name(catalog_arena(c), text, n->name);
    }
}

/* Texts of snapshots were written with pg_catalog and the extension's schema as the path. */
static void add_path_of_snapshot(const catalog *c, stored_text *text, oid extension_oid) {
    const pg_named *owner = catalog_find(c, CLASS_EXTENSION, extension_oid);
    add_name(catalog_arena(c), text, "pg_catalog");
    if (owner != NULL) {
        add_schema(c, text, owner->parent);
    }
    add_name(catalog_arena(c), text, "pg_temp");
}

/* A function without a path of its own runs in its caller's: what is in force, or what is usual. */
static void add_path_of_caller(const catalog *c, stored_text *text, const pg_proc *function) {
    const search_path *active = search_path_active(c);
    for (int i = 0; i < active->count; i++) {
        if (active->schemas[i] != PG_CATALOG_NAMESPACE) {
            add_schema(c, text, active->schemas[i]);
        }
    }
    add_schema(c, text, function->namespace);
    add_name(catalog_arena(c), text, "public");
}

/* --- Analysis --------------------------------------------------------------------------------- */

static PgQuery__Node *parse_query(arena *a, const char *sql) {
    sql_fragment_error error;
    PgQuery__ParseResult *tree = sql_parse_text(a, sql, &error);
    bool is_query = tree != NULL && tree->n_stmts == 1 &&
                    tree->stmts[0]->stmt->node_case == PG_QUERY__NODE__NODE_SELECT_STMT;
    return is_query ? tree->stmts[0]->stmt : NULL;
}

static query *fit_outputs(analysis *an, const query *body, const pg_proc *function);

/* The catalog is as before afterwards. */
static query *analyse(catalog *c, const stored_text *text) {
    arena *a = catalog_arena(c);
    PgQuery__Node *node = parse_query(a, text->sql);
    if (node == NULL) {
        return NULL;
    }
    sql_statement statement = {.text = text->sql, .length = strlen(text->sql), .node = node};
    analysis an = {
        .catalog = c, .arena = a, .diagnostics = diagnostics_new(a), .statement = &statement};
    catalog_mark mark = catalog_save(c);
    search_path_set(c, text->path, text->path_count);
    if (text->function != NULL) {
        function_argument_open(&an, text->function);
    }
    query *q = select_analyze(&an, node, true);
    if (q != NULL && text->function != NULL) {
        q = fit_outputs(&an, q, text->function);
    }
    catalog_rollback(c, mark);
    return q;
}

/* --- Views ------------------------------------------------------------------------------------ */

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
        stored_text text = {.sql = view->definition};
        add_path_of_snapshot(c, &text,
                             extension_of(c, (object_address){CLASS_RELATION, view->oid, 0}));
        query *q = analyse(catalog_for(c, view->oid), &text);
        note->value = q != NULL && gives_columns(q, view) ? q : NULL;
    }
    return note->value;
}

/* --- Functions -------------------------------------------------------------------------------- */

static bool fit_output(analysis *an, query *q, target *t, oid type) {
    if (t->expr->type == type) {
        return true;
    }
    coercion_target to = {.type = type,
                          .typmod = -1,
                          .context = COERCION_ASSIGNMENT,
                          .form = COERCE_IMPLICIT_CAST,
                          .location = -1};
    /* A set operation's columns are not its targets. */
    expr *fitted = q->set_operations != NULL
                       ? NULL
                       : coercion_to_target(parse_state_new(an, NULL), t->expr, to);
    t->expr = fitted;
    return fitted != NULL && !an->failed;
}

static int live_columns(const row_type *row) {
    int count = 0;
    for (int i = 0; i < row->count; i++) {
        count += row->columns[i].type != INVALID_OID;
    }
    return count;
}

/* A copy of the query whose outputs are of the types that the function declares. */
static query *fit_outputs(analysis *an, const query *body, const pg_proc *function) {
    if (body->command != QUERY_SELECT) {
        return NULL;
    }
    query *q = arena_copy(an->arena, body, sizeof *body);
    q->targets.items = arena_copy(an->arena, body->targets.items,
                                  sizeof *body->targets.items * (size_t)body->targets.count);
    int outputs = 0;
    for (int i = 0; i < q->targets.count; i++) {
        outputs += !q->targets.items[i].junk;
    }
    row_type row = row_type_of_function(an->catalog, an->arena, function, NULL);
    bool is_row = row.kind == ROW_TYPE_COMPOSITE || row.kind == ROW_TYPE_COMPOSITE_DOMAIN ||
                  row.kind == ROW_TYPE_RECORD;
    bool spread = is_row && (outputs > 1 || q->targets.items[0].expr->type != function->result);
    if (spread ? outputs != live_columns(&row) : outputs != 1) {
        return NULL;
    }
    for (int i = 0, column = 0; i < q->targets.count; i++) {
        if (q->targets.items[i].junk) {
            continue;
        }
        while (spread && row.columns[column].type == INVALID_OID) {
            column++;
        }
        oid type = spread ? row.columns[column++].type : function->result;
        if (type != RECORDOID && !fit_output(an, q, &q->targets.items[i], type)) {
            return NULL;
        }
    }
    return q;
}

static bool is_polymorphic(const pg_proc *function) {
    bool found = type_is_polymorphic(function->result);
    for (int i = 0; i < function->arg_count; i++) {
        found = found || type_is_polymorphic(function->args[i]);
    }
    for (int i = 0; function->all_args != NULL && i < function->all_count; i++) {
        found = found || type_is_polymorphic(function->all_args[i]);
    }
    return found;
}

static query *query_of_function(const catalog *c, const pg_proc *function) {
    if (function->body != NULL) {
        analysis an = {.catalog = (catalog *)(uintptr_t)c,
                       .arena = catalog_arena(c),
                       .diagnostics = diagnostics_new(catalog_arena(c))};
        return fit_outputs(&an, function->body, function);
    }
    stored_text text = {.sql = function->source,
                        .path = function->path,
                        .path_count = function->path_count,
                        .function = function};
    oid owner = extension_of(c, (object_address){CLASS_PROC, function->oid, 0});
    if (function->oid < FIRST_USER_OID || owner != INVALID_OID) {
        add_path_of_snapshot(c, &text, owner);
    } else if (function->path == NULL) {
        add_path_of_caller(c, &text, function);
    }
    return analyse(catalog_for(c, function->oid), &text);
}

query *stored_query_of_function(const catalog *c, const pg_proc *function) {
    enum { SQL_LANGUAGE = 14 };
    if (function->language != SQL_LANGUAGE || function->kind != 'f' ||
        (function->source == NULL && function->body == NULL) || is_polymorphic(function)) {
        return NULL;
    }
    catalog_note *note = catalog_note_of(c, function);
    if (!note->made) {
        note->made = true;
        note->value = query_of_function(c, function);
    }
    return note->value;
}
