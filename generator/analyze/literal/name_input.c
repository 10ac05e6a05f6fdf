#include <string.h>

#include "analyze/database_name.h"
#include "analyze/literal/input_functions.h"
#include "analyze/literal/reg_name.h"
#include "base/text.h"
#include "catalog/search_path.h"
#include "parse/sqlstate.h"

/* The reg types: names that are looked up as they are read. */

#define NAME_BYTES 63

bool reg_name_is_number(const literal_input *in, bool *ok) {
    if (strcmp(in->text, "-") == 0) {
        *ok = true;
        return true;
    }
    if (!literal_is_digit(*in->text) || in->text[strspn(in->text, "0123456789")] != '\0') {
        return false;
    }
    *ok = integer_input_oid(in);
    return true;
}

static bool is_blank(char c) {
    return literal_is_space(c) && c != '\v';
}

/* One part; NULL when it is none. */
static const char *scan_part(arena *a, const char *p, const char **part) {
    text name = text_new(a);
    if (*p == '"') {
        for (p++; *p != '"' || p[1] == '"'; p++) {
            if (*p == '\0') {
                return NULL;
            }
            text_add_char(&name, *p);
            p += *p == '"';
        }
        p++;
    } else {
        while (*p != '\0' && *p != '.' && !is_blank(*p)) {
            text_add_char(&name, literal_to_lower(*p++));
        }
        if (name.length == 0) {
            return NULL;
        }
    }
    if (name.length > NAME_BYTES) {
        size_t length = NAME_BYTES;
        while (((unsigned char)name.bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        name.bytes[length] = '\0';
    }
    *part = text_string(&name);
    while (is_blank(*p)) {
        p++;
    }
    return p;
}

bool reg_name_scan(const literal_input *in, reg_name *name) {
    const char *p = in->text;
    name->count = 0;
    for (;; p++) {
        while (is_blank(*p)) {
            p++;
        }
        if (name->count == REG_NAME_MOST_PARTS) {
            p = NULL;
        } else {
            p = scan_part(in->an->arena, p, &name->parts[name->count++]);
        }
        if (!p || (*p != '\0' && *p != '.')) {
            return literal_input_error(in, SQLSTATE_INVALID_NAME, "invalid name syntax");
        }
        if (*p == '\0') {
            break;
        }
    }
    name->name = name->parts[name->count - 1];
    name->schema = name->count > 1 ? name->parts[name->count - 2] : NULL;
    return true;
}

bool reg_name_check_schema(const literal_input *in, const reg_name *name) {
    const char *all = name->parts[0];
    for (int i = 1; i < name->count; i++) {
        all = analysis_text(in->an, "%s.%s", all, name->parts[i]);
    }
    if (name->count > 3) {
        return literal_input_error(in, SQLSTATE_SYNTAX_ERROR,
                                   "improper %s name (too many dotted names): %s",
                                   in->type->oid == REGCLASSOID ? "relation" : "qualified", all);
    }
    if (name->count == 3) {
        const char *written =
            in->type->oid == REGCLASSOID ? analysis_text(in->an, "\"%s\"", all) : all;
        return database_name_check(in->an, name->parts[0], name->schema, written, in->location);
    }
    if (name->count == 2 && !search_path_namespace(in->an->catalog, name->schema)) {
        return literal_input_error(in, SQLSTATE_INVALID_SCHEMA_NAME, "schema \"%s\" does not exist",
                                   name->schema);
    }
    return true;
}

/* A name that is not digits; false: *ok is the answer already. */
static bool read_name(const literal_input *in, reg_name *name, bool *ok) {
    *ok = reg_name_scan(in, name) && reg_name_check_schema(in, name);
    return *ok;
}

static bool prepare(const literal_input *in, reg_name *name, bool *ok) {
    return !reg_name_is_number(in, ok) && read_name(in, name, ok);
}

static const char *joined(const literal_input *in, const reg_name *name) {
    return name->schema ? analysis_text(in->an, "%s.%s", name->schema, name->name) : name->name;
}

bool name_input_class(const literal_input *in) {
    reg_name name;
    bool ok;
    if (!prepare(in, &name, &ok)) {
        return ok;
    }
    return search_path_relation(in->an->catalog, name.schema, name.name) ||
           literal_input_error(in, SQLSTATE_UNDEFINED_TABLE, "relation \"%s\" does not exist",
                               joined(in, &name));
}

/* Functions of one schema never hide each other. */
static bool has_two_of_one_rank(const search_path_candidates *found) {
    for (int i = 1; i < found->count; i++) {
        for (int j = 0; j < i; j++) {
            if (found->ranks[i] == found->ranks[j]) {
                return true;
            }
        }
    }
    return false;
}

bool name_input_proc(const literal_input *in) {
    reg_name name;
    bool ok;
    if (!prepare(in, &name, &ok)) {
        return ok;
    }
    search_path_candidates found =
        search_path_functions(in->an->catalog, in->an->arena, name.schema, name.name);
    if (found.count == 0) {
        return literal_input_error(in, SQLSTATE_UNDEFINED_FUNCTION,
                                   "function \"%s\" does not exist", in->text);
    }
    return !has_two_of_one_rank(&found) ||
           literal_input_error(in, SQLSTATE_AMBIGUOUS_FUNCTION,
                               "more than one function named \"%s\"", in->text);
}

bool name_input_operator(const literal_input *in) {
    reg_name name;
    bool ok;
    bool minus = strcmp(in->text, "-") == 0; /* an operator here */
    if ((!minus && reg_name_is_number(in, &ok)) || !read_name(in, &name, &ok)) {
        return ok;
    }
    const catalog *c = in->an->catalog;
    arena *a = in->an->arena;
    int count = search_path_operators(c, a, name.schema, name.name, 'b').count +
                search_path_operators(c, a, name.schema, name.name, 'l').count;
    if (count == 0) {
        return literal_input_error(in, SQLSTATE_UNDEFINED_FUNCTION, "operator does not exist: %s",
                                   in->text);
    }
    return count == 1 || literal_input_error(in, SQLSTATE_AMBIGUOUS_FUNCTION,
                                             "more than one operator named %s", in->text);
}

bool name_input_namespace(const literal_input *in) {
    reg_name name;
    bool ok;
    if (reg_name_is_number(in, &ok)) {
        return ok;
    }
    if (!reg_name_scan(in, &name)) {
        return false;
    }
    if (name.count != 1) {
        return literal_input_error(in, SQLSTATE_INVALID_NAME, "invalid name syntax");
    }
    return search_path_namespace(in->an->catalog, name.name) ||
           literal_input_error(in, SQLSTATE_INVALID_SCHEMA_NAME, "schema \"%s\" does not exist",
                               name.name);
}

/* Which roles there are belongs to the cluster. */
bool name_input_role(const literal_input *in) {
    reg_name name;
    bool ok;
    if (reg_name_is_number(in, &ok)) {
        return ok;
    }
    return reg_name_scan(in, &name) &&
           (name.count == 1 ||
            literal_input_error(in, SQLSTATE_INVALID_NAME, "invalid name syntax"));
}

static bool check_object(const literal_input *in, catalog_class class, const char *noun,
                         const char *encoding) {
    reg_name name;
    bool ok;
    if (!prepare(in, &name, &ok)) {
        return ok;
    }
    return search_path_find(in->an->catalog, class, name.schema, name.name) ||
           literal_input_error(in, SQLSTATE_UNDEFINED_OBJECT, "%s \"%s\"%s does not exist", noun,
                               joined(in, &name), encoding);
}

bool name_input_ts_config(const literal_input *in) {
    return check_object(in, CLASS_TS_CONFIG, "text search configuration", "");
}

bool name_input_ts_dict(const literal_input *in) {
    return check_object(in, CLASS_TS_DICT, "text search dictionary", "");
}

bool name_input_collation(const literal_input *in) {
    return check_object(in, CLASS_COLLATION, "collation", " for encoding \"UTF8\"");
}
