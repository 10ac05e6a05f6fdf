#include <string.h>

#include "catalog/type_format.h"
#include "emit/c_columns.h"
#include "emit/emit.h"
#include "emit/relation_text.h"

/* --- SQL --- */

static void write_select(text *t, const model_relation *r) {
    arena *a = t->arena;
    c_text_pieces pieces = {0};
    for (int i = 0; i < r->columns.count; i++) {
        const model_column *column = &r->columns.items[i];
        *LIST_PUSH(a, &pieces) = arena_printf(a, "%s%s::%s%s", i == 0 ? "SELECT " : " ",
                                              quote_identifier(a, column->name), column->type->cast,
                                              i + 1 < r->columns.count ? "," : "");
    }
    *LIST_PUSH(a, &pieces) = arena_printf(a, " FROM %s", quote_qualified(a, r->schema, r->name));
    text_add(t,
             "/* Every column by name and with its type, so that a value never arrives in another "
             "form. */\n");
    c_text_string_constant(t, arena_printf(a, "%s_select", r->c_name), &pieces);
    text_add_char(t, '\n');
}

static void write_definition(text *t, const model_relation *r) {
    c_text_pieces lines = c_text_lines(t->arena, r->definition);
    c_text_string_constant(t, arena_printf(t->arena, "%s_definition", r->c_name), &lines);
    text_add_char(t, '\n');
}

/* --- Tables --- */

static void write_text_types(text *t, const model_relation *r) {
    for (int i = 0; i < r->text_types.count; i++) {
        const model_text_type *type = &r->text_types.items[i];
        c_text_arguments parts = {0};
        *LIST_PUSH(t->arena, &parts) = arena_printf(t->arena, "%u", type->type);
        text schema = text_new(t->arena), name = text_new(t->arena);
        c_text_string(&schema, type->schema);
        c_text_string(&name, type->name);
        *LIST_PUSH(t->arena, &parts) = text_string(&schema);
        *LIST_PUSH(t->arena, &parts) = text_string(&name);
        const char *start =
            arena_printf(t->arena, "static const oriel_type %s = ORIEL_TYPE_TEXT(", type->c_name);
        c_text_call(t, start, &parts, ");\n");
        if (type->array_c_name != NULL) {
            const char *array =
                arena_printf(t->arena, "static const oriel_type %s =", type->array_c_name);
            const char *value =
                arena_printf(t->arena, "ORIEL_TYPE_ARRAY(%u, %s);", type->array_type, type->c_name);
            c_text_assignment(t, array, value);
        }
    }
    text_add(t, r->text_types.count > 0 ? "\n" : "");
}

static const char *key_condition(arena *a, const model_relation *r, const model_key *key) {
    const char *condition = "";
    for (int i = 0; i < key->column_count; i++) {
        const model_column *column = &r->columns.items[key->columns[i]];
        const model_type *type = column->type;
        condition = arena_printf(a, "%s%s%s = $%d::%s", condition, i > 0 ? " AND " : "",
                                 quote_identifier(a, column->name), i + 1,
                                 type->as_text ? type->own_cast : type->cast);
    }
    text t = text_new(a);
    c_text_string(&t, condition);
    return text_string(&t);
}

static void write_keys(text *t, const model_relation *r) {
    arena *a = t->arena;
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
        c_text_arguments parts = {0};
        *LIST_PUSH(a, &parts) = arena_printf(a, "\"%s\"", key->c_name);
        *LIST_PUSH(a, &parts) = arena_printf(a, "%s_key_%s", r->c_name, key->c_name);
        *LIST_PUSH(a, &parts) = arena_printf(a, "%d", key->column_count);
        *LIST_PUSH(a, &parts) = key_condition(a, r, key);
        c_text_call(t, "    {", &parts, "},\n");
    }
    text_add(t, "};\n\n");
}

static void write_model(text *t, const model_relation *r) {
    const char *n = r->c_name;
    text_printf(t, "const oriel_model %s_model = {\n    ", n);
    c_text_string(t, r->schema);
    text_add(t, ",\n    ");
    c_text_string(t, r->name);
    text_printf(t, ",\n    %s /* is %sa view */\n", relation_text_is_view(r) ? "true, " : "false,",
                relation_text_is_view(r) ? "" : "not ");
    text_printf(t, "    %s /* is %smaterialized */\n", r->kind == 'm' ? "true, " : "false,",
                r->kind == 'm' ? "" : "not ");
    text_printf(t, "    %s_columns,\n    %d,\n", n, r->columns.count);
    text_printf(t, r->keys.count > 0 ? "    %s_keys,\n" : "    NULL, /* no keys */\n", n);
    text_printf(t,
                "    %d,\n    sizeof(%s_row),\n    %s_select,\n    %s_definition,\n"
                "    \"%s\", /* fingerprint of the definition */\n"
                "    %-*s /* rows are decoded by the table of columns */\n};\n\n",
                r->keys.count, n, n, n, r->fingerprint, (int)strlen(r->fingerprint) + 3, "NULL,");
}

/* --- Functions --- */

static void write_fetch(text *t, const model_relation *r) {
    const char *n = r->c_name;
    c_text_arguments arguments = {0};
    *LIST_PUSH(t->arena, &arguments) = "PGconn *conn";
    *LIST_PUSH(t->arena, &arguments) = arena_printf(t->arena, "%s_rows *rows", n);
    *LIST_PUSH(t->arena, &arguments) = "oriel_error *err";
    c_text_call(t, arena_printf(t->arena, "oriel_status %s_fetch(", n), &arguments, ") {\n");
    text_printf(t,
                "    oriel_rows read;\n"
                "    oriel_status outcome = oriel_fetch(conn, &%s_model, &read, err);\n"
                "    rows->items = (%s_row *)read.items;\n"
                "    rows->count = read.count;\n"
                "    rows->memory = read.memory;\n"
                "    return outcome;\n}\n\n",
                n, n);
}

static void write_find(text *t, const model_relation *r) {
    const char *n = r->c_name;
    c_text_arguments arguments = {0};
    *LIST_PUSH(t->arena, &arguments) = "PGconn *conn";
    *LIST_PUSH(t->arena, &arguments) = "size_t key";
    *LIST_PUSH(t->arena, &arguments) = "const void *const *values";
    *LIST_PUSH(t->arena, &arguments) = arena_printf(t->arena, "%s_rows *rows", n);
    *LIST_PUSH(t->arena, &arguments) = "oriel_error *err";
    c_text_call(t, arena_printf(t->arena, "static oriel_status %s_find(", n), &arguments, ") {\n");
    text_printf(t,
                "    oriel_rows read;\n"
                "    oriel_status outcome = oriel_find(conn, &%s_model, key, values, &read, err);\n"
                "    rows->items = (%s_row *)read.items;\n"
                "    rows->count = read.count;\n"
                "    rows->memory = read.memory;\n"
                "    return outcome;\n}\n\n",
                n, n);
}

static void write_find_by_keys(text *t, const model_relation *r) {
    for (int k = 0; k < r->keys.count; k++) {
        const model_key *key = &r->keys.items[k];
        relation_text_find_signature(t, r, key, "oriel_status ", ") {\n");
        c_text_arguments values = {0};
        for (int i = 0; i < key->column_count; i++) {
            *LIST_PUSH(t->arena, &values) = arena_printf(t->arena, "&%s", key->parameters[i]);
        }
        c_text_call(t, "    const void *const values[] = {", &values, "};\n");
        text_printf(t, "    return %s_find(conn, %d, values, rows, err);\n}\n\n", r->c_name, k);
    }
}

static void write_free_and_stream(text *t, const model_relation *r) {
    const char *n = r->c_name;
    text_printf(t,
                "void %s_free(%s_rows *rows) {\n"
                "    oriel_memory_free(rows->memory);\n"
                "    rows->items = NULL;\n"
                "    rows->count = 0;\n"
                "    rows->memory = NULL;\n}\n\n",
                n, n);
    c_text_arguments arguments = {0};
    *LIST_PUSH(t->arena, &arguments) = "PGconn *conn";
    *LIST_PUSH(t->arena, &arguments) = "oriel_stream **stream";
    *LIST_PUSH(t->arena, &arguments) = "oriel_error *err";
    c_text_call(t, arena_printf(t->arena, "oriel_status %s_stream(", n), &arguments, ") {\n");
    text_printf(t,
                "    return oriel_stream_open(conn, &%s_model, stream, err);\n}\n\n"
                "const %s_row *%s_next(oriel_stream *stream) {\n"
                "    return (const %s_row *)oriel_stream_next(stream, &%s_model);\n}\n",
                n, n, n, n, n);
}

/* --- The source --- */

const char *emit_relation_source(arena *a, const model_relation *r, const char *version) {
    text t = text_new(a);
    const char *what = arena_printf(a, "how the %s %s is read", relation_text_noun(r),
                                    quote_qualified(a, r->schema, r->name));
    c_header_write_banner(&t, &(c_header_banner){.c_name = r->c_name,
                                                 .extension = "c",
                                                 .what = what,
                                                 .version = version,
                                                 .source_name = r->source_name});
    text_printf(&t, "#include \"%s.h\"\n\n", r->c_name);
    write_select(&t, r);
    write_definition(&t, r);
    write_text_types(&t, r);
    c_columns_table(&t, &r->columns, arena_printf(a, "%s_row", r->c_name),
                    arena_printf(a, "%s_columns", r->c_name));
    text_add_char(&t, '\n');
    if (r->keys.count > 0) {
        write_keys(&t, r);
    }
    write_model(&t, r);
    write_fetch(&t, r);
    if (r->keys.count > 0) {
        write_find(&t, r);
        write_find_by_keys(&t, r);
    }
    write_free_and_stream(&t, r);
    return text_string(&t);
}
