#include "emit/emit.h"

#include <string.h>

#include "catalog/type_format.h"
#include "emit/c_writer.h"

static const char *kind_noun(const model_relation *r) {
    switch (r->kind) {
    case 'v':
        return "view";
    case 'm':
        return "materialized view";
    case 'f':
        return "foreign table";
    default:
        return "table";
    }
}

static bool is_view(const model_relation *r) {
    return r->kind == 'v' || r->kind == 'm';
}

static void write_banner(text *t, const model_relation *r, const char *extension, const char *what,
                         const char *version) {
    text_printf(t, "/* %s.%s: %s the %s ", r->c_name, extension, what, kind_noun(r));
    c_write_comment_text(t, quote_qualified(t->arena, r->schema, r->name));
    text_printf(t, "%s.\n * " EMIT_BANNER "%s", strcmp(extension, "c") == 0 ? " is read" : "",
                version);
    if (r->source_name[0] != '\0') {
        text_add(t, " from ");
        c_write_comment_text(t, r->source_name);
    }
    text_add(t, "; do not edit.");
}

/* --- Header
 * ------------------------------------------------------------------------------------------- */

static void write_row_types(text *t, const model_relation *r) {
    text_printf(t,
                "/* One row.  What it points to belongs to the %s_rows or the stream that holds "
                "it. */\ntypedef struct %s_row {\n",
                r->c_name, r->c_name);
    c_write_members(t, &r->columns, true);
    text_printf(t, "} %s_row;\n\n", r->c_name);
    size_t width = strlen(r->c_name) + strlen("_row");
    width = width > strlen("oriel_memory") ? width : strlen("oriel_memory");
    text_printf(t,
                "/* Rows of one call, owned by the caller; {0} is empty and valid. */\n"
                "typedef struct %s_rows {\n",
                r->c_name);
    text_printf(t, "    %s_row%*s*items;\n", r->c_name, (int)(width - strlen(r->c_name) - 3), "");
    text_printf(t, "    size_t%*scount;\n", (int)(width - 4), "");
    text_printf(t, "    oriel_memory%*s*memory; /* what %s_free frees */\n",
                (int)(width - strlen("oriel_memory") + 1), "", r->c_name);
    text_printf(t, "} %s_rows;\n\n", r->c_name);
}

/* "film_list_find_by_a(PGconn *conn, int32_t a, film_list_rows *rows, oriel_error *err)", wrapped
 * so that continued lines begin below the first argument. */
static const char *pointer_space(const char *c_type) {
    return c_type[strlen(c_type) - 1] == '*' ? "" : " ";
}

static void write_find_signature(text *t, const model_relation *r, const model_key *key,
                                 const char *start) {
    text head = text_new(t->arena);
    text_printf(&head, "%s%s_find_by_%s(", start, r->c_name, key->c_name);
    size_t indent = head.length;
    size_t column = indent;
    text_add(t, text_string(&head));
    const char **arguments = ARENA_ARRAY(t->arena, const char *, key->column_count + 3);
    int count = 0;
    arguments[count++] = "PGconn *conn";
    for (int i = 0; i < key->column_count; i++) {
        const model_column *c = &r->columns.items[key->columns[i]];
        arguments[count++] = arena_printf(t->arena, "%s%s%s", c->type->c_type,
                                          pointer_space(c->type->c_type), c->c_name);
    }
    arguments[count++] = arena_printf(t->arena, "%s_rows *rows", r->c_name);
    arguments[count++] = "oriel_error *err";
    for (int i = 0; i < count; i++) {
        size_t length = strlen(arguments[i]) + 1;
        if (i > 0 && column + length + 1 > 100) {
            text_printf(t, "\n%*s", (int)indent, "");
            column = indent;
        } else if (i > 0) {
            text_add_char(t, ' ');
            column++;
        }
        text_printf(t, "%s%s", arguments[i], i + 1 < count ? "," : ")");
        column += length;
    }
}

static void write_find_declaration(text *t, const model_relation *r, const model_key *key) {
    text sentence = text_new(t->arena);
    text_add(&sentence, "Finds the row with this ");
    for (int i = 0; i < key->column_count; i++) {
        text_printf(&sentence, "%s%s",
                    i == 0                       ? ""
                    : i + 1 == key->column_count ? " and "
                                                 : ", ",
                    r->columns.items[key->columns[i]].c_name);
    }
    text_printf(&sentence,
                ", unique by %s. ORIEL_NOT_FOUND: there is none. Unless the status is ORIEL_OK "
                "*rows is empty; otherwise it holds one row.",
                key->reason);
    c_write_paragraph(t, "/* ", " * ", text_string(&sentence));
    text_add(t, " */\n");
    write_find_signature(t, r, key, "ORIEL_MUST_CHECK oriel_status ");
    text_add(t, ";\n\n");
}

static void write_wrapped_declaration(text *t, const char *start, const char *rest) {
    if (strlen(start) + strlen(rest) <= 100) {
        text_printf(t, "%s%s\n", start, rest);
        return;
    }
    const char *open = strchr(start, '(');
    text_printf(t, "%s\n%*s%s\n", start, (int)(open - start) + 1, "", rest + 1);
}

static void write_functions(text *t, const model_relation *r) {
    const char *n = r->c_name;
    text_printf(t,
                "/* What the runtime and curious programs know of the %s. */\n"
                "extern const oriel_model %s_model;\n\n",
                kind_noun(r), n);
    text_printf(t,
                "/* Reads the whole %s.  On failure: returns the status, fills *err, leaves *rows "
                "empty. */\n",
                kind_noun(r));
    write_wrapped_declaration(
        t,
        arena_printf(t->arena,
                     "ORIEL_MUST_CHECK oriel_status %s_fetch(PGconn *conn, %s_rows *rows,", n, n),
        " oriel_error *err);");
    text_add_char(t, '\n');
    for (int i = 0; i < r->keys.count; i++) {
        write_find_declaration(t, r, &r->keys.items[i]);
    }
    text_printf(t,
                "/* Frees the rows and all they point to, and empties *rows.  Safe on {0} and when "
                "called twice. */\nvoid %s_free(%s_rows *rows);\n\n",
                n, n);
    text_printf(t,
                "/* Reads the whole %s a row at a time in bounded memory:\n"
                " *\n"
                " *     oriel_stream *stream;\n"
                " *     const %s_row *row;\n"
                " *     oriel_status status = %s_stream(conn, &stream, &err);\n"
                " *     while ((row = %s_next(stream)) != NULL) { ... }\n"
                " *     if (status == ORIEL_OK) { status = oriel_stream_close(&stream, &err); }\n"
                " *\n"
                " * Until it is closed the connection can do nothing else; closing early is fine. "
                "*/\n",
                kind_noun(r), n, n, n);
    write_wrapped_declaration(
        t,
        arena_printf(t->arena,
                     "ORIEL_MUST_CHECK oriel_status %s_stream(PGconn *conn, oriel_stream **stream,",
                     n),
        " oriel_error *err);");
    text_printf(t,
                "\n/* The next row, valid until the next call; NULL after the last one and on "
                "failure, which\n * oriel_stream_close reports. */\n"
                "const %s_row *%s_next(oriel_stream *stream);\n",
                n, n);
}

const char *emit_relation_header(arena *a, const model_relation *r, const char *version) {
    text t = text_new(a);
    write_banner(&t, r, "h", "typed rows of", version);
    if (r->comment != NULL) {
        text_add(&t, "\n *\n");
        c_write_paragraph(&t, " * ", " * ", r->comment);
    }
    text_add(&t, " */\n");
    c_write_header_start(&t, r->c_name);
    c_write_type_includes(&t, &r->columns);
    c_write_header_abi(&t, r->c_name);
    write_row_types(&t, r);
    write_functions(&t, r);
    c_write_header_end(&t, r->c_name);
    return text_string(&t);
}

/* --- Source
 * -------------------------------------------------------------------------------------------------
 */

static void write_select(text *t, const model_relation *r) {
    text_printf(t,
                "/* Every column by name and with its type, so that a value never arrives in "
                "another form. */\nstatic const char %s_select[] =\n",
                r->c_name);
    for (int i = 0; i < r->columns.count; i++) {
        const model_column *column = &r->columns.items[i];
        text_add(t, "    ");
        c_write_string(t, arena_printf(t->arena, "%s%s::%s%s", i == 0 ? "SELECT " : " ",
                                       quote_identifier(t->arena, column->name), column->type->cast,
                                       i + 1 < r->columns.count ? "," : ""));
        text_add_char(t, '\n');
    }
    text_add(t, "    ");
    c_write_string(
        t, arena_printf(t->arena, " FROM %s", quote_qualified(t->arena, r->schema, r->name)));
    text_add(t, ";\n\n");
}

static void write_definition(text *t, const model_relation *r) {
    text_printf(t, "static const char %s_definition[] =\n", r->c_name);
    c_write_long_string(t, r->definition, 4);
    text_add(t, ";\n\n");
}

static void write_key_tables(text *t, const model_relation *r) {
    for (int k = 0; k < r->keys.count; k++) {
        const model_key *key = &r->keys.items[k];
        text_printf(t, "static const int %s_key_%s[] = {", r->c_name, key->c_name);
        for (int i = 0; i < key->column_count; i++) {
            text_printf(t, "%s%d", i > 0 ? ", " : "", key->columns[i]);
        }
        text_add(t, "};\n");
    }
    text_printf(t,
                "\n/* name, columns, how many, condition */\n"
                "static const oriel_key %s_keys[] = {\n",
                r->c_name);
    for (int k = 0; k < r->keys.count; k++) {
        const model_key *key = &r->keys.items[k];
        text_printf(t, "    {\"%s\", %s_key_%s, %d,\n     ", key->c_name, r->c_name, key->c_name,
                    key->column_count);
        const char *condition = "";
        for (int i = 0; i < key->column_count; i++) {
            const model_column *column = &r->columns.items[key->columns[i]];
            condition =
                arena_printf(t->arena, "%s%s%s = $%d::%s", condition, i > 0 ? " AND " : "",
                             quote_identifier(t->arena, column->name), i + 1, column->type->cast);
        }
        c_write_string(t, condition);
        text_add(t, "},\n");
    }
    text_add(t, "};\n\n");
}

static void write_model(text *t, const model_relation *r) {
    const char *n = r->c_name;
    text_printf(t, "const oriel_model %s_model = {\n    ", n);
    c_write_string(t, r->schema);
    text_add(t, ",\n    ");
    c_write_string(t, r->name);
    text_printf(t, ",\n    %s /* is %sa view */\n", is_view(r) ? "true, " : "false,",
                is_view(r) ? "" : "not ");
    text_printf(t, "    %s /* is %smaterialized */\n", r->kind == 'm' ? "true, " : "false,",
                r->kind == 'm' ? "" : "not ");
    text_printf(t, "    %s_columns,\n    %d,\n", n, r->columns.count);
    if (r->keys.count > 0) {
        text_printf(t, "    %s_keys,\n", n);
    } else {
        text_add(t, "    NULL,\n");
    }
    text_printf(t,
                "    %d,\n    sizeof(%s_row),\n    %s_select,\n    %s_definition,\n"
                "    \"%s\", /* fingerprint of the definition */\n"
                "    NULL, /* rows are decoded by the table of columns */\n};\n\n",
                r->keys.count, n, n, n, r->fingerprint);
}

static void write_rows_assignment(text *t, const char *n) {
    text_printf(t,
                "    rows->items = (%s_row *)read.items;\n"
                "    rows->count = read.count;\n"
                "    rows->memory = read.memory;\n"
                "    return status;\n}\n\n",
                n);
}

static void write_find_functions(text *t, const model_relation *r) {
    const char *n = r->c_name;
    if (r->keys.count == 0) {
        return;
    }
    text_printf(t,
                "static oriel_status %s_find(PGconn *conn, size_t key, const void *const *values,\n"
                "%*s%s_rows *rows, oriel_error *err) {\n"
                "    oriel_rows read;\n"
                "    oriel_status status = oriel_find(conn, &%s_model, key, values, &read, err);\n",
                n, (int)(strlen("static oriel_status _find(") + strlen(n)), "", n, n);
    write_rows_assignment(t, n);
    for (int k = 0; k < r->keys.count; k++) {
        const model_key *key = &r->keys.items[k];
        write_find_signature(t, r, key, "oriel_status ");
        text_add(t, " {\n    const void *const values[] = {");
        for (int i = 0; i < key->column_count; i++) {
            text_printf(t, "%s&%s", i > 0 ? ", " : "", r->columns.items[key->columns[i]].c_name);
        }
        text_printf(t, "};\n    return %s_find(conn, %d, values, rows, err);\n}\n\n", n, k);
    }
}

static void write_bodies(text *t, const model_relation *r) {
    const char *n = r->c_name;
    text_printf(t,
                "oriel_status %s_fetch(PGconn *conn, %s_rows *rows, oriel_error *err) {\n"
                "    oriel_rows read;\n"
                "    oriel_status status = oriel_fetch(conn, &%s_model, &read, err);\n",
                n, n, n);
    write_rows_assignment(t, n);
    write_find_functions(t, r);
    text_printf(t,
                "void %s_free(%s_rows *rows) {\n"
                "    oriel_memory_free(rows->memory);\n"
                "    rows->items = NULL;\n"
                "    rows->count = 0;\n"
                "    rows->memory = NULL;\n}\n\n"
                "oriel_status %s_stream(PGconn *conn, oriel_stream **stream, oriel_error *err) {\n"
                "    return oriel_stream_open(conn, &%s_model, stream, err);\n}\n\n"
                "const %s_row *%s_next(oriel_stream *stream) {\n"
                "    return (const %s_row *)oriel_stream_next(stream, &%s_model);\n}\n",
                n, n, n, n, n, n, n, n);
}

const char *emit_relation_source(arena *a, const model_relation *r, const char *version) {
    text t = text_new(a);
    write_banner(&t, r, "c", "how", version);
    text_printf(&t, " */\n#include \"%s.h\"\n\n", r->c_name);
    write_select(&t, r);
    write_definition(&t, r);
    size_t before = t.length;
    c_write_text_types(&t, &r->columns, r->c_name);
    if (t.length > before) {
        text_add_char(&t, '\n');
    }
    c_write_column_table(&t, arena_printf(a, "%s_row", r->c_name),
                         arena_printf(a, "%s_columns", r->c_name), &r->columns, r->c_name);
    text_add_char(&t, '\n');
    if (r->keys.count > 0) {
        write_key_tables(&t, r);
    }
    write_model(&t, r);
    write_bodies(&t, r);
    return text_string(&t);
}
