#include "emit/emit.h"

#include <string.h>

#include "catalog/type_format.h"
#include "emit/c_columns.h"
#include "emit/c_header.h"
#include "emit/c_text.h"

static const char *kind_noun(const model_user_type *u) {
    switch (u->kind) {
    case MODEL_ENUM:
        return "enum type";
    case MODEL_COMPOSITE:
        return u->is_row_type ? "row type of" : "composite type";
    case MODEL_DOMAIN:
        return "domain";
    }
    return "type";
}

static void write_banner(text *t, const model_user_type *u, const char *extension,
                         const char *version) {
    bool is_source = strcmp(extension, "c") == 0;
    const char *what = arena_printf(t->arena, "%sthe %s %s", is_source ? "how " : "", kind_noun(u),
                                    quote_qualified(t->arena, u->schema, u->name));
    if (is_source) {
        what = arena_printf(t->arena, "%s is read", what);
    } else if (u->kind == MODEL_DOMAIN) {
        what = arena_printf(t->arena, "%s over %s", what, u->base_name);
    }
    c_header_write_banner(t, &(c_header_banner){.c_name = u->c_name,
                                                .extension = extension,
                                                .what = what,
                                                .version = version,
                                                .source_name = "",
                                                .comment = is_source ? NULL : u->comment});
}

/* --- Headers --- */

static void write_enumerators(text *t, const model_user_type *u) {
    size_t width = 0;
    for (int i = 0; i < u->label_count; i++) {
        size_t length = strlen(u->labels[i].c_name);
        width = length > width ? length : width;
    }
    text_printf(t, "/* The values in SQL order. */\ntypedef enum %s {\n", u->c_name);
    for (int i = 0; i < u->label_count; i++) {
        bool last = i + 1 == u->label_count;
        text_printf(t, "    %s%s%*s /* ", u->labels[i].c_name, last ? "" : ",",
                    (int)(width - strlen(u->labels[i].c_name)) + (last ? 1 : 0), "");
        c_text_comment(t, u->labels[i].text);
        text_add(t, " */\n");
    }
    text_printf(t, "} %s;\n\n", u->c_name);
}

/* The nullable form of a type that is no pointer. */
static void write_optional(text *t, const char *n) {
    size_t width = strlen(n) > strlen("bool") ? strlen(n) : strlen("bool");
    text_printf(t,
                "/* What a nullable column or an array element holds. */\n"
                "typedef struct %s_opt {\n"
                "    %s%*svalue;\n"
                "    bool%*sis_null;\n"
                "} %s_opt;\n\n",
                n, n, (int)(width - strlen(n) + 1), "", (int)(width - strlen("bool") + 1), "", n);
}

static void write_array_and_descriptors(text *t, const char *n) {
    text_printf(t,
                "/* An array; the members are explained at ORIEL_ARRAY_OF. */\n"
                "typedef struct %s_array ORIEL_ARRAY_OF(%s_opt) %s_array;\n\n"
                "extern const oriel_type %s_type;\n"
                "extern const oriel_type %s_array_type;\n",
                n, n, n, n, n);
}

static void write_enum_functions(text *t, const model_user_type *u) {
    const char *n = u->c_name;
    text_add(t, "\n/* The label, e.g. \"");
    c_text_comment(t, u->labels[0].text);
    text_printf(
        t,
        "\"; NULL for a number that is no %s. */\n"
        "const char *%s_to_text(%s value);\n\n"
        "/* Finds the value of a label.  False, and *value as it was, when there is none. */\n"
        "bool %s_from_text(const char *text, %s *value);\n",
        n, n, n, n, n);
}

/* "typedef int32_t        year;", the new names below each other. */
static void write_typedef(text *t, const char *c_type, const char *name, int width) {
    bool is_pointer = c_type[strlen(c_type) - 1] == '*';
    int length = (int)strlen(c_type) - (is_pointer ? 2 : 0);
    text_printf(t, "typedef %.*s%*s%s%s;\n", length, c_type, width - length, "",
                is_pointer ? "*" : " ", name);
}

static void write_domain_types(text *t, const model_user_type *u) {
    const char *base = u->base->c_type, *opt = u->base->c_opt_type;
    int width = (int)strlen(strlen(base) > strlen(opt) ? base : opt);
    width -= base[strlen(base) - 1] == '*' ? 1 : 0;
    write_typedef(t, base, u->c_name, width);
    write_typedef(t, opt, arena_printf(t->arena, "%s_opt", u->c_name), width);
    text_add_char(t, '\n');
}

const char *emit_type_header(arena *a, const model_user_type *u, const char *version) {
    text t = text_new(a);
    write_banner(&t, u, "h", version);
    c_header_write_guard(&t, u->c_name);
    if (u->kind == MODEL_COMPOSITE) {
        c_columns_includes(&t, &u->fields);
    } else if (u->kind == MODEL_DOMAIN && u->base->user_type != NULL) {
        text_printf(&t, "\n#include \"%s.h\"\n", u->base->user_type->c_name);
    }
    c_header_write_start(&t, u->c_name);
    switch (u->kind) {
    case MODEL_ENUM:
        write_enumerators(&t, u);
        write_optional(&t, u->c_name);
        break;
    case MODEL_COMPOSITE:
        text_printf(&t,
                    "/* A value; every attribute of a composite type can be null. */\n"
                    "typedef struct %s {\n",
                    u->c_name);
        c_columns_members(&t, &u->fields, false);
        text_printf(&t, "} %s;\n\n", u->c_name);
        write_optional(&t, u->c_name);
        break;
    case MODEL_DOMAIN:
        write_domain_types(&t, u);
        break;
    }
    write_array_and_descriptors(&t, u->c_name);
    if (u->kind == MODEL_ENUM) {
        write_enum_functions(&t, u);
    }
    c_header_write_end(&t, u->c_name);
    return text_string(&t);
}

/* --- Sources --- */

/* const oriel_type year_type = ORIEL_TYPE_DOMAIN("public", "year", year, oriel_type_int4); */
static void write_descriptor(text *t, const model_user_type *u, const char *kind,
                             const char *detail) {
    text call = text_new(t->arena);
    text_printf(&call, "ORIEL_TYPE_%s(", kind);
    c_text_string(&call, u->schema);
    text_add(&call, ", ");
    c_text_string(&call, u->name);
    text_printf(&call, ", %s, %s);", u->c_name, detail);
    const char *start = arena_printf(t->arena, "const oriel_type %s_type =", u->c_name);
    c_text_assignment(t, start, text_string(&call));
}

static void write_enum_source(text *t, const model_user_type *u) {
    const char *n = u->c_name;
    text_printf(t, "static const char *const %s_labels[] = {\n", n);
    for (int i = 0; i < u->label_count; i++) {
        text_add(t, "    ");
        c_text_string(t, u->labels[i].text);
        text_add(t, ",\n");
    }
    text_add(t, "};\n\n");
    write_descriptor(t, u, "ENUM", arena_printf(t->arena, "%s_labels", n));
}

static void write_enum_bodies(text *t, const char *n) {
    text_printf(t,
                "\nconst char *%s_to_text(%s value) {\n"
                "    return oriel_enum_to_text(&%s_type, (int)value);\n}\n\n"
                "bool %s_from_text(const char *text, %s *value) {\n"
                "    int found = oriel_enum_from_text(&%s_type, text);\n"
                "    if (found < 0) {\n        return false;\n    }\n"
                "    *value = (%s)found;\n    return true;\n}\n",
                n, n, n, n, n, n, n);
}

static void write_composite_source(text *t, const model_user_type *u) {
    c_columns_table(t, &u->fields, u->c_name, arena_printf(t->arena, "%s_fields", u->c_name));
    text_add_char(t, '\n');
    write_descriptor(t, u, "COMPOSITE", arena_printf(t->arena, "%s_fields", u->c_name));
}

static void write_domain_source(text *t, const model_user_type *u) {
    write_descriptor(t, u, "DOMAIN", u->base->descriptor);
}

const char *emit_type_source(arena *a, const model_user_type *u, const char *version) {
    text t = text_new(a);
    write_banner(&t, u, "c", version);
    text_printf(&t, "#include \"%s.h\"\n\n", u->c_name);
    switch (u->kind) {
    case MODEL_ENUM:
        write_enum_source(&t, u);
        break;
    case MODEL_COMPOSITE:
        write_composite_source(&t, u);
        break;
    case MODEL_DOMAIN:
        write_domain_source(&t, u);
        break;
    }
    text_printf(&t, "const oriel_type %s_array_type = ORIEL_TYPE_ARRAY(0, %s_type);\n", u->c_name,
                u->c_name);
    if (u->kind == MODEL_ENUM) {
        write_enum_bodies(&t, u->c_name);
    }
    return text_string(&t);
}
