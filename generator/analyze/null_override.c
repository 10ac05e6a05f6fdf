#include "analyze/null_override.h"

#include <string.h>

#include "parse/sql_lexer.h"

typedef struct select_item {
    size_t start;  /* in the text */
    int attribute; /* of its first column, from 1 */
    int width;     /* columns it stands for */
} select_item;

typedef struct override_reader {
    arena *arena;
    diagnostics *diagnostics;
    const pg_class *view;
    const sql_statement *statement;
    const char *text; /* from the statement's start to the end of its last line */
    size_t length;
    LIST_OF(select_item) items;
    size_t items_end; /* behind the last item */
    null_override *result;
} override_reader;

/* One comment and what stands around it. */
typedef struct comment_place {
    size_t start, end;
    size_t before_end;  /* behind the token before */
    size_t after_start; /* the token behind */
} comment_place;

static position reader_position(const override_reader *r, size_t at) {
    return (position){r->statement->file, r->statement->offset + at};
}

/* --- Items ------------------------------------------------------------------------------------ */

static const PgQuery__SelectStmt *select_of(const PgQuery__Node *node) {
    const PgQuery__Node *q = NULL;
    if (node != NULL && node->node_case == PG_QUERY__NODE__NODE_VIEW_STMT) {
        q = node->view_stmt->query;
    } else if (node != NULL && node->node_case == PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT) {
        q = node->create_table_as_stmt->query;
    }
    if (q == NULL || q->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return NULL;
    }
    const PgQuery__SelectStmt *s = q->select_stmt;
    while (s->larg != NULL) {
        s = s->larg;
    }
    return s;
}

static const query *leftmost_query(const query *q) {
    while (q->set_operations != NULL) {
        const set_operation *op = q->set_operations;
        while (!op->is_leaf) {
            op = op->left;
        }
        q = query_rte(q, op->rtindex)->subquery;
    }
    return q;
}

static bool is_star_node(const PgQuery__Node *node) {
    return node->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

static bool is_star(const PgQuery__Node *value) {
    if (value != NULL && value->node_case == PG_QUERY__NODE__NODE_COLUMN_REF) {
        const PgQuery__ColumnRef *ref = value->column_ref;
        return ref->n_fields > 0 && is_star_node(ref->fields[ref->n_fields - 1]);
    }
    if (value != NULL && value->node_case == PG_QUERY__NODE__NODE_A_INDIRECTION) {
        const PgQuery__AIndirection *path = value->a_indirection;
        return path->n_indirection > 0 && is_star_node(path->indirection[path->n_indirection - 1]);
    }
    return false;
}

/* A star's columns all have its location. */
static int star_width(const query *q, int first) {
    int width = 0;
    for (int i = first - 1;
         i >= 0 && i < q->targets.count && !q->targets.items[i].junk &&
         q->targets.items[i].expr->location == q->targets.items[first - 1].expr->location;
         i++) {
        width++;
    }
    return width;
}

static void read_items(override_reader *r) {
    const PgQuery__SelectStmt *s = select_of(r->statement->node);
    const query *q = leftmost_query(r->view->query);
    int attribute = 1;
    for (size_t i = 0; s != NULL && i < s->n_target_list; i++) {
        const PgQuery__Node *node = s->target_list[i];
        if (node->node_case != PG_QUERY__NODE__NODE_RES_TARGET || node->res_target->location <= 0) {
            return;
        }
        select_item item = {(size_t)node->res_target->location, attribute,
                            is_star(node->res_target->val) ? star_width(q, attribute) : 1};
        *LIST_PUSH(r->arena, &r->items) = item;
        attribute += item.width;
    }
}

static bool ends_list(const char *text, const sql_token *token, const sql_token *before) {
    static const char *const words[] = {"from",  "into",      "where",  "group", "having",
                                        "union", "intersect", "except", "order", "window",
                                        "limit", "offset",    "fetch",  "for"};
    if (sql_token_is_char(text, before, '.') || sql_token_is_word(text, before, "as") ||
        sql_token_is_word(text, before, "distinct") || sql_token_is_word(text, before, "within")) {
        return false;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (sql_token_is_word(text, token, words[i])) {
            return true;
        }
    }
    return sql_token_is_char(text, token, ';');
}

static void find_items_end(override_reader *r) {
    size_t from = r->items.items[r->items.count - 1].start;
    sql_token before = {.kind = SQL_TOKEN_END};
    int depth = 0;
    r->items_end = r->length;
    for (sql_token t = sql_lexer_next(r->text, r->length, from); t.kind != SQL_TOKEN_END;
         t = sql_lexer_next(r->text, r->length, t.end)) {
        depth += sql_token_is_char(r->text, &t, '(') - sql_token_is_char(r->text, &t, ')');
        if (depth < 0 || (depth == 0 && ends_list(r->text, &t, &before))) {
            return;
        }
        r->items_end = t.end;
        before = t;
    }
}

/* --- Comments --------------------------------------------------------------------------------- */

static bool has_line_break(const override_reader *r, size_t from, size_t to) {
    return from < to && memchr(r->text + from, '\n', to - from) != NULL;
}

/* The item a comment is for, or NULL. */
static const select_item *item_of(const override_reader *r, const comment_place *c) {
    const select_item *item = NULL;
    if (r->items.count == 0 ||
        (c->start >= r->items_end && has_line_break(r, r->items_end, c->start))) {
        return NULL;
    }
    for (int i = 0; i < r->items.count; i++) {
        const select_item *next = &r->items.items[i];
        if (next->start < c->start) {
            item = next;
        } else {
            bool alone = item == NULL || has_line_break(r, c->before_end, c->start);
            return alone && next->start == c->after_start ? next : item;
        }
    }
    return item;
}

static const char *skip_blanks(const char *c, const char *end) {
    while (c < end && strchr(" \t\r\n", *c) != NULL) {
        c++;
    }
    return c;
}

/* Behind the word, or NULL. */
static const char *skip_word(const char *c, const char *end, const char *word) {
    for (; *word != '\0'; word++, c++) {
        if (c >= end || (*c | 0x20) != (*word | 0x20)) {
            return NULL;
        }
    }
    return skip_blanks(c, end);
}

/* False: the comment is no annotation. */
static bool read_annotation(const override_reader *r, const comment_place *c,
                            null_override_kind *kind) {
    const char *end = r->text + c->end;
    if (r->text[c->start] == '/') {
        end -= c->end >= c->start + 4 ? 2 : 0;
    }
    const char *word = skip_word(skip_blanks(r->text + c->start + 2, end), end, "oriel:");
    if (word == NULL) {
        return false;
    }
    const char *behind = skip_word(word, end, "nullable");
    const char *null = skip_word(word, end, "not");
    null = null == NULL ? NULL : skip_word(null, end, "null");
    *kind = behind == end ? NULL_OVERRIDE_NULLABLE
            : null == end ? NULL_OVERRIDE_NOT_NULL
                          : NULL_OVERRIDE_NONE;
    return true;
}

static diagnostic *reader_error(override_reader *r, const comment_place *c, const char *message) {
    static diagnostic nobody;
    return r->diagnostics == NULL ? &nobody
                                  : diagnostics_add(r->diagnostics, DIAGNOSTIC_ERROR, NULL,
                                                    reader_position(r, c->start), "%s", message);
}

static void read_comment(override_reader *r, const comment_place *c) {
    null_override_kind kind;
    if (!read_annotation(r, c, &kind)) {
        return;
    }
    const select_item *item = item_of(r, c);
    if (kind == NULL_OVERRIDE_NONE) {
        reader_error(r, c, "unrecognized annotation")->hint =
            "Write \"oriel: not null\" or \"oriel: nullable\".";
    } else if (item == NULL) {
        reader_error(r, c, "annotation stands at no column")->hint =
            "Put it behind an item of the view's outermost SELECT list.";
    } else if (item->width != 1) {
        reader_error(r, c, "annotation stands at several columns")->hint =
            "Write the columns out instead of using *.";
    } else if (item->attribute <= r->view->attribute_count) {
        r->result[item->attribute - 1] = (null_override){kind, reader_position(r, c->start)};
    }
}

static size_t comment_end(const override_reader *r, size_t at, size_t limit) {
    if (r->text[at] == '-') {
        const char *line_break = memchr(r->text + at, '\n', limit - at);
        return line_break == NULL ? limit : (size_t)(line_break - r->text);
    }
    int depth = 0;
    for (; at + 1 < limit; at++) {
        bool opens = r->text[at] == '/' && r->text[at + 1] == '*';
        bool closes = r->text[at] == '*' && r->text[at + 1] == '/';
        at += opens || closes;
        depth += opens - closes;
        if (depth == 0) {
            return at + 1;
        }
    }
    return limit;
}

/* The comments between two tokens. */
static void read_gap(override_reader *r, size_t from, size_t to) {
    for (size_t at = from; at + 1 < to;) {
        bool starts = (r->text[at] == '-' && r->text[at + 1] == '-') ||
                      (r->text[at] == '/' && r->text[at + 1] == '*');
        if (!starts) {
            at++;
            continue;
        }
        size_t end = comment_end(r, at, to);
        read_comment(r, &(comment_place){at, end, from, to});
        at = end;
    }
}

const null_override *null_override_of_view(arena *a, const pg_class *view, diagnostics *d) {
    const sql_statement *s = view->source;
    if (s == NULL || s->file == NULL || view->query == NULL) {
        return NULL;
    }
    override_reader r = {.arena = a, .diagnostics = d, .view = view, .statement = s};
    r.text = s->file->bytes + s->offset;
    r.length = s->length;
    while (s->offset + r.length < s->file->length && r.text[r.length] != '\n') {
        r.length++;
    }
    if (strstr(arena_strndup(a, r.text, r.length), "oriel:") == NULL) {
        return NULL;
    }
    r.result = ARENA_ARRAY(a, null_override, view->attribute_count + 1);
    read_items(&r);
    if (r.items.count > 0) {
        find_items_end(&r);
    }
    size_t from = 0;
    sql_token t;
    do {
        t = sql_lexer_next(r.text, r.length, from);
        read_gap(&r, from, t.kind == SQL_TOKEN_END ? r.length : t.start);
        from = t.end;
    } while (t.kind != SQL_TOKEN_END && t.start < s->length);
    return r.result;
}

/* --- Check ------------------------------------------------------------------------------------ */

static bool is_always_null(const query *q, int output) {
    const query *leaf = leftmost_query(q);
    if (output > leaf->targets.count) {
        return false;
    }
    const expr *e = leaf->targets.items[output - 1].expr;
    while (e->kind == EXPR_RELABEL || e->kind == EXPR_COERCE_VIA_IO) {
        e = e->u.coerce.arg;
    }
    return e->kind == EXPR_CONST && e->u.constant.value == NULL;
}

static void check_column(const pg_class *view, int attribute, const null_override *o,
                         const nullability *proof, diagnostics *d) {
    const char *name = view->attributes[attribute - 1].name;
    if (o->kind == NULL_OVERRIDE_NULLABLE && proof->not_null) {
        diagnostic *added =
            diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, o->at,
                            "column \"%s\" is declared nullable but is never null", name);
        added->detail = arena_printf(d->arena, "Proven by: %s.", proof->reason);
        added->peer = proof->at;
        added->peer_label = "proven here";
    } else if (o->kind == NULL_OVERRIDE_NOT_NULL && proof->not_null) {
        diagnostics_add(d, DIAGNOSTIC_NOTE, NULL, o->at,
                        "column \"%s\" needs no annotation, it is proven never to be null", name)
            ->detail = arena_printf(d->arena, "Proven by: %s.", proof->reason);
    } else if (o->kind == NULL_OVERRIDE_NOT_NULL && is_always_null(view->query, attribute)) {
        diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, o->at,
                        "column \"%s\" is declared not null but is the constant NULL", name);
    }
}

void null_override_check(const catalog *c, arena *a, diagnostics *d) {
    nullability_proofs *proofs = nullability_new_without_overrides(c, a);
    catalog_scan scan = catalog_scan_all(c, CLASS_RELATION);
    for (const pg_class *view; (view = catalog_next(&scan)) != NULL;) {
        bool is_view = view->kind == 'v' || view->kind == 'm';
        const null_override *overrides = is_view ? null_override_of_view(a, view, d) : NULL;
        for (int i = 0; overrides != NULL && i < view->attribute_count; i++) {
            if (overrides[i].kind != NULL_OVERRIDE_NONE) {
                const nullability *columns = nullability_of_relation(proofs, view);
                check_column(view, i + 1, &overrides[i], &columns[i], d);
            }
        }
    }
}
