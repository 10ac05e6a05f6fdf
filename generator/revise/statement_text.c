#include "revise/statement_text.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "parse/fingerprint.h"
#include "parse/sql_lexer.h"

/* Reads tokens and counts parentheses. */
typedef struct walk {
    const char *text;
    size_t length;
    sql_token token;
    int depth;
} walk;

static walk walk_start(const char *sql) {
    return (walk){.text = sql, .length = strlen(sql)};
}

static bool walk_next(walk *w) {
    w->token = sql_lexer_next(w->text, w->length, w->token.end);
    if (sql_token_is_char(w->text, &w->token, '(')) {
        w->depth++;
    } else if (sql_token_is_char(w->text, &w->token, ')')) {
        w->depth--;
    }
    return w->token.kind != SQL_TOKEN_END;
}

static bool walk_is(const walk *w, const char *word) {
    return sql_token_is_word(w->text, &w->token, word);
}

static bool walk_is_char(const walk *w, char c) {
    return sql_token_is_char(w->text, &w->token, c);
}

/* Goes to the next such word outside parentheses. */
static bool walk_find(walk *w, const char *word) {
    while (walk_next(w)) {
        if (w->depth == 0 && walk_is(w, word)) {
            return true;
        }
    }
    return false;
}

const char *statement_text_plain(arena *a, const sql_statement *s) {
    walk w = walk_start(s->text);
    size_t end = 0;
    while (walk_next(&w)) {
        if (!walk_is_char(&w, ';')) {
            end = w.token.end;
        }
    }
    return arena_strndup(a, s->text, end);
}

/* ---- CREATE VIEW ----------------------------------------------------------------------------- */

/* The places that matter in CREATE [OR REPLACE] ... VIEW [IF NOT EXISTS] name [(columns)]. */
typedef struct view_header {
    bool or_replace, recursive, materialized;
    size_t create_end;  /* behind CREATE */
    size_t replace_end; /* behind OR REPLACE, or as create_end */
    size_t name_start, name_end;
    size_t columns_end; /* behind the list of columns, or as name_end */
} view_header;

static void read_name(walk *w, view_header *h) {
    h->name_start = w->token.start;
    h->name_end = w->token.end;
    while (walk_next(w) && walk_is_char(w, '.') && walk_next(w)) {
        h->name_end = w->token.end;
    }
    h->columns_end = h->name_end;
    if (walk_is_char(w, '(')) {
        while (w->depth > 0 && walk_next(w)) {
        }
        h->columns_end = w->token.end;
    }
}

static view_header read_header(const char *create) {
    view_header h = {0};
    walk w = walk_start(create);
    if (!walk_next(&w)) {
        return h;
    }
    h.create_end = h.replace_end = w.token.end;
    while (walk_next(&w) && !walk_is(&w, "view")) {
        if (walk_is(&w, "replace")) {
            h.or_replace = true;
            h.replace_end = w.token.end;
        }
        h.recursive = h.recursive || walk_is(&w, "recursive");
        h.materialized = h.materialized || walk_is(&w, "materialized");
    }
    walk_next(&w);
    walk ahead = w;
    if (walk_is(&w, "if") && walk_next(&ahead) && walk_is(&ahead, "not")) {
        walk_next(&w);
        walk_next(&w);
        walk_next(&w);
    }
    read_name(&w, &h);
    return h;
}

const char *statement_text_view_fingerprint(arena *a, const char *create) {
    view_header h = read_header(create);
    return arena_printf(a, "%s%s%s", h.materialized ? "m" : "v", h.recursive ? "r" : "",
                        sql_fingerprint(a, create + h.name_end));
}

const char *statement_text_or_replace(arena *a, const char *create) {
    view_header h = read_header(create);
    if (h.or_replace) {
        return create;
    }
    return arena_printf(a, "%.*s OR REPLACE%s", (int)h.create_end, create, create + h.create_end);
}

const char *statement_text_without_replace(arena *a, const char *create) {
    view_header h = read_header(create);
    if (!h.or_replace) {
        return create;
    }
    return arena_printf(a, "%.*s%s", (int)h.create_end, create, create + h.replace_end);
}

const char *statement_text_rename_view(arena *a, const char *create, const char *name,
                                       const char *columns) {
    view_header h = read_header(create);
    if (columns == NULL) {
        return arena_printf(a, "%.*s%s%s", (int)h.name_start, create, name, create + h.name_end);
    }
    return arena_printf(a, "%.*s%s (%s)%s", (int)h.name_start, create, name, columns,
                        create + h.columns_end);
}

/* ---- GRANT, COMMENT -------------------------------------------------------------------------- */

/* GRANT privileges ON objects TO roles: where ON ends and where TO or FROM begins. */
typedef struct grant_shape {
    size_t first_end; /* behind GRANT or REVOKE */
    size_t privileges_start;
    size_t on_end;
    size_t to_start, to_end;
    size_t roles_end; /* before WITH GRANT OPTION, GRANTED BY, CASCADE ... */
    bool revoke;
} grant_shape;

static bool ends_roles(const walk *w) {
    return walk_is(w, "with") || walk_is(w, "granted") || walk_is(w, "cascade") ||
           walk_is(w, "restrict");
}

static grant_shape read_grant(const char *grant) {
    grant_shape g = {0};
    walk w = walk_start(grant);
    walk_next(&w);
    g.revoke = walk_is(&w, "revoke");
    g.first_end = g.privileges_start = w.token.end;
    while (walk_next(&w) && !(w.depth == 0 && walk_is(&w, "on"))) {
        if (w.depth == 0 && walk_is(&w, "for")) { /* REVOKE GRANT OPTION FOR */
            g.privileges_start = w.token.end;
        }
    }
    g.on_end = w.token.end;
    walk_find(&w, g.revoke ? "from" : "to");
    g.to_start = w.token.start;
    g.to_end = g.roles_end = w.token.end;
    while (walk_next(&w) && !ends_roles(&w)) {
        g.roles_end = w.token.end;
    }
    return g;
}

const char *statement_text_grant_on(arena *a, const char *grant, const char *object) {
    grant_shape g = read_grant(grant);
    return arena_printf(a, "%.*s %s %s", (int)g.on_end, grant, object, grant + g.to_start);
}

const char *statement_text_undo_grant(arena *a, const char *grant) {
    grant_shape g = read_grant(grant);
    return arena_printf(a, "%s%.*s%s%.*s", g.revoke ? "GRANT" : "REVOKE",
                        (int)(g.to_start - g.privileges_start), grant + g.privileges_start,
                        g.revoke ? "TO" : "FROM", (int)(g.roles_end - g.to_end), grant + g.to_end);
}

/* An unquoted word is folded before it is a name. */
static bool is_name(const walk *w, const char *name) {
    const char *token = w->text + w->token.start;
    size_t length = w->token.end - w->token.start;
    if (w->token.kind == SQL_TOKEN_QUOTED) {
        return length >= 2 && strlen(name) == length - 2 &&
               strncmp(token + 1, name, length - 2) == 0;
    }
    return w->token.kind == SQL_TOKEN_WORD && strlen(name) == length &&
           strncasecmp(token, name, length) == 0;
}

const char *statement_text_rename_subject(arena *a, const char *sql, const char *old,
                                          const char *name) {
    walk w = walk_start(sql);
    walk_next(&w);
    bool behind_on = walk_is(&w, "create") || walk_is(&w, "comment");
    while (behind_on && walk_next(&w) && !walk_is(&w, "on")) {
    }
    size_t start = 0;
    bool dotted = false;
    while (walk_next(&w)) {
        if (walk_is_char(&w, '.')) {
            dotted = true;
            continue;
        }
        start = dotted ? start : w.token.start;
        dotted = false;
        if (is_name(&w, old)) {
            return arena_printf(a, "%.*s%s%s", (int)start, sql, name, sql + w.token.end);
        }
    }
    return sql;
}

/* Behind the IS of COMMENT ON ... IS: nothing but the comment follows. */
static size_t comment_is_end(const char *comment) {
    walk w = walk_start(comment);
    size_t end = 0;
    while (walk_find(&w, "is")) {
        end = w.token.end;
    }
    return end;
}

const char *statement_text_undo_comment(arena *a, const char *comment) {
    return arena_printf(a, "%.*s NULL", (int)comment_is_end(comment), comment);
}

const char *statement_text_rename_column_comment(arena *a, const char *comment, const char *view,
                                                 const char *column) {
    return arena_printf(a, "COMMENT ON COLUMN %s.%s IS%s", view, column,
                        comment + comment_is_end(comment));
}
