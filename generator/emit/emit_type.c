#include "emit/emit.h"

#include <string.h>

#include "catalog/type_format.h"
#include "emit/c_writer.h"

static const char *kind_noun(const model_user_type *u) {
    switch (u->kind) {
    case MODEL_ENUM:
        return "enum type";
    case MODEL_COMPOSITE:
        return "composite type";
    case MODEL_DOMAIN:
        return "domain";
    }
    return "type";
}

static void write_banner(text *t, const model_user_type *u, const char *extension,
                         const char *version) {
    bool source = strcmp(extension, "c") == 0;
    text_printf(t, "/* %s.%s: %sthe %s ", u->c_name, extension, source ? "how " : "", kind_noun(u));
    c_write_comment_text(t, quote_qualified(t->arena, u->schema, u->name));
    if (source) {
        text_add(t, " is read");
    } else if (u->kind == MODEL_DOMAIN) {
        text_add(t, " over ");
        c_write_comment_text(t, u->base_name);
    }
    text_printf(t, ".\n * " EMIT_BANNER "%s; do not edit.", version);
}

/* --- Headers
 * --------------------------------------------------------------------------------------------- */

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
        c_write_comment_text(t, u->labels[i].text);
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
    c_write_comment_text(t, u->labels[0].text);
    text_printf(t,
                "\"; NULL for a number that is no %s. */\n"
                "const char *%s_to_text(%s value);\n\n"
                "/* Finds the value of a label.  False, and *value as it was, when there is none; "
                "text may be NULL. */\n"
                "bool %s_from_text(const char *text, %s *value);\n",
                n, n, n, n, n);
}

static void write_domain_types(text *t, const model_user_type *u) {
    const char *base = u->base->c_type, *opt = u->base->c_opt_type;
    const char *gap = base[strlen(base) - 1] == '*' ? "" : " ";
    const char *opt_gap = opt[strlen(opt) - 1] == '*' ? "" : " ";
    text_printf(t, "typedef %s%s%s;\ntypedef %s%s%s_opt;\n\n", base, gap, u->c_name, opt, opt_gap,
                u->c_name);
}

const char *emit_type_header(arena *a, const model_user_type *u, const char *version) {
    text t = text_new(a);
    write_banner(&t, u, "h", version);
    if (u->comment != NULL) {
        text_add(&t, "\n *\n");
        c_write_paragraph(&t, " * ", " * ", u->comment);
    }
    text_add(&t, " */\n");
    c_write_header_start(&t, u->c_name);
    if (u->kind == MODEL_COMPOSITE) {
        c_write_type_includes(&t, &u->fields);
    } else if (u->kind == MODEL_DOMAIN && u->base->user_type != NULL) {
        text_printf(&t, "\n#include \"%s.h\"\n", u->base->user_type->c_name);
    }
    c_write_header_abi(&t, u->c_name);
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
        c_write_members(&t, &u->fields, false);
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
    c_write_header_end(&t, u->c_name);
    return text_string(&t);
}

/* --- Sources
 * --------------------------------------------------------------------------------------------------
 */

static void write_enum_source(text *t, const model_user_type *u) {
    const char *n = u->c_name;
    text_printf(t, "static const char *const %s_labels[] = {\n", n);
    for (int i = 0; i < u->label_count; i++) {
        text_add(t, "    ");
        c_write_string(t, u->labels[i].text);
        text_add(t, ",\n");
    }
    text_printf(t, "};\n\nconst oriel_type %s_type =\n    ORIEL_TYPE_ENUM(", n);
    c_write_string(t, u->schema);
    text_add(t, ", ");
    c_write_string(t, u->name);
    text_printf(t, ", %s, %s_labels);\n", n, n);
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
    c_write_column_table(t, u->c_name, arena_printf(t->arena, "%s_fields", u->c_name), &u->fields,
                         u->c_name);
    text_printf(t, "\nconst oriel_type %s_type =\n    ORIEL_TYPE_COMPOSITE(", u->c_name);
    c_write_string(t, u->schema);
    text_add(t, ", ");
    c_write_string(t, u->name);
    text_printf(t, ", %s, %s_fields);\n", u->c_name, u->c_name);
}

static void write_domain_source(text *t, const model_user_type *u) {
    text_printf(t, "const oriel_type %s_type =\n    ORIEL_TYPE_DOMAIN(", u->c_name);
    c_write_string(t, u->schema);
    text_add(t, ", ");
    c_write_string(t, u->name);
    text_printf(t, ", %s, %s);\n", u->c_name, u->base->descriptor);
}

const char *emit_type_source(arena *a, const model_user_type *u, const char *version) {
    text t = text_new(a);
    write_banner(&t, u, "c", version);
    text_printf(&t, " */\n#include \"%s.h\"\n\n", u->c_name);
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
