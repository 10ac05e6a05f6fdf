#include <string.h>

#include "catalog/type_format.h"
#include "emit/c_columns.h"
#include "emit/emit.h"
#include "emit/relation_text.h"

/* --- Types --- */

static void write_comment(text *t, const char *comment) {
    c_text_paragraph(t, "/* ", " * ", comment);
    text_add(t, " */\n");
}

static void write_row(text *t, const model_relation *r) {
    write_comment(t, arena_printf(t->arena,
                                  "One row.  What it points to belongs to the %s_rows or the "
                                  "stream that holds it.",
                                  r->c_name));
    text_printf(t, "typedef struct %s_row {\n", r->c_name);
    c_columns_members(t, &r->columns, true);
    text_printf(t, "} %s_row;\n\n", r->c_name);
}

static void write_rows(text *t, const model_relation *r) {
    const char *row = arena_printf(t->arena, "%s_row", r->c_name);
    int width = (int)strlen(row);
    width = width > (int)strlen("oriel_memory") ? width : (int)strlen("oriel_memory");
    text_printf(t,
                "/* Rows of one call, owned by the caller; {0} is empty and valid. */\n"
                "typedef struct %s_rows {\n"
                "    %-*s *items;\n"
                "    %-*s  count;\n"
                "    %-*s *memory; /* what %s_free frees */\n"
                "} %s_rows;\n\n",
                r->c_name, width, row, width, "size_t", width, "oriel_memory", r->c_name,
                r->c_name);
}

/* --- Functions --- */

static void write_function(text *t, const char *start, const char *first, const char *second,
                           const char *third) {
    c_text_arguments arguments = {0};
    *LIST_PUSH(t->arena, &arguments) = first;
    *LIST_PUSH(t->arena, &arguments) = second;
    *LIST_PUSH(t->arena, &arguments) = third;
    c_text_call(t, arena_printf(t->arena, "ORIEL_MUST_CHECK oriel_status %s(", start), &arguments,
                ");\n\n");
}

static void write_fetch(text *t, const model_relation *r) {
    arena *a = t->arena;
    const char *noun = relation_text_noun(r);
    write_comment(t,
                  arena_printf(a, "What the runtime and curious programs know of the %s.", noun));
    text_printf(t, "extern const oriel_model %s_model;\n\n", r->c_name);
    write_comment(t,
                  arena_printf(a,
                               "Reads the whole %s.  On failure: returns the status, fills *err, "
                               "leaves *rows empty.",
                               noun));
    write_function(t, arena_printf(a, "%s_fetch", r->c_name), "PGconn *conn",
                   arena_printf(a, "%s_rows *rows", r->c_name), "oriel_error *err");
}

static void write_find(text *t, const model_relation *r, const model_key *key) {
    text sentence = text_new(t->arena);
    text_add(&sentence, "Finds the row with this ");
    for (int i = 0; i < key->column_count; i++) {
        const char *separator = i == 0 ? "" : i + 1 == key->column_count ? " and " : ", ";
        text_printf(&sentence, "%s%s", separator, key->parameters[i]);
    }
    text_printf(&sentence, ", unique by %s.", key->reason);
    c_text_paragraph(t, "/* ", " * ", text_string(&sentence));
    text_add(t, "\n * ORIEL_NOT_FOUND: there is none.  Unless the status is ORIEL_OK *rows stays "
                "empty. */\n");
    relation_text_find_signature(t, r, key, "ORIEL_MUST_CHECK oriel_status ", ");\n\n");
}

static void write_free(text *t, const model_relation *r) {
    text_printf(t,
                "/* Frees the rows and all they point to, and empties *rows.  Safe on {0} and when "
                "called twice. */\n"
                "void %s_free(%s_rows *rows);\n\n",
                r->c_name, r->c_name);
}

static void write_stream(text *t, const model_relation *r) {
    const char *n = r->c_name;
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
                relation_text_noun(r), n, n, n);
    write_function(t, arena_printf(t->arena, "%s_stream", n), "PGconn *conn",
                   "oriel_stream **stream", "oriel_error *err");
    text_printf(t,
                "/* The next row, valid until the next call; NULL after the last one and on "
                "failure, which\n"
                " * oriel_stream_close reports. */\n"
                "const %s_row *%s_next(oriel_stream *stream);\n",
                n, n);
}

/* --- The header --- */

const char *emit_relation_header(arena *a, const model_relation *r, const char *version) {
    text t = text_new(a);
    const char *what = arena_printf(a, "typed rows of the %s %s", relation_text_noun(r),
                                    quote_qualified(a, r->schema, r->name));
    c_header_write_banner(&t, &(c_header_banner){.c_name = r->c_name,
                                                 .extension = "h",
                                                 .what = what,
                                                 .version = version,
                                                 .source_name = r->source_name,
                                                 .comment = r->comment});
    c_header_write_guard(&t, r->c_name);
    c_columns_includes(&t, &r->columns);
    c_header_write_start(&t, r->c_name);
    write_row(&t, r);
    write_rows(&t, r);
    write_fetch(&t, r);
    for (int i = 0; i < r->keys.count; i++) {
        write_find(&t, r, &r->keys.items[i]);
    }
    write_free(&t, r);
    write_stream(&t, r);
    c_header_write_end(&t, r->c_name);
    return text_string(&t);
}
