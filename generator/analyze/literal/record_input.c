#include "analyze/coercion.h"
#include "analyze/literal/input_functions.h"
#include "base/text.h"
#include "parse/sqlstate.h"

static bool malformed(const literal_input *in, const char *detail) {
    return literal_input_error_detail(in, SQLSTATE_INVALID_TEXT_REPRESENTATION, detail,
                                      "malformed record literal: \"%s\"", in->text);
}

static bool check_field(const literal_input *in, const pg_attribute *field, const char **place) {
    if (**place == ',' || **place == ')') {
        return literal_input_null_part(in, field->type);
    }
    text value = text_new(in->an->arena);
    *place = record_input_field(*place, ")", &value);
    if (!*place) {
        return malformed(in, "Unexpected end of input.");
    }
    return literal_input_part(in, field->type, field->typmod, text_string(&value));
}

static bool check_fields(const literal_input *in, const pg_class *relation, const char **place) {
    bool first = true;
    for (int i = 0; i < relation->attribute_count; i++) {
        if (relation->attributes[i].dropped) {
            continue;
        }
        if (!first && *(*place)++ != ',') {
            return malformed(in, "Too few columns.");
        }
        first = false;
        if (!check_field(in, &relation->attributes[i], place)) {
            return false;
        }
    }
    return true;
}

/* Up to an unquoted comma or one of `ends`; NULL at the end of the text. */
const char *record_input_field(const char *p, const char *ends, text *value) {
    bool quoted = false;
    for (;; p++) {
        if (*p == '\0') {
            return NULL;
        }
        if (!quoted && (*p == ',' || *p == ends[0] || (ends[0] && *p == ends[1]))) {
            return p;
        }
        if (*p == '\\') {
            if (*++p == '\0') {
                return NULL;
            }
        } else if (*p == '"') {
            bool doubled = quoted && p[1] == '"';
            if (!doubled) {
                quoted = !quoted;
                continue;
            }
            p++;
        }
        text_add_char(value, *p);
    }
}

bool record_input(const literal_input *in) {
    const pg_class *relation =
        catalog_relation(in->an->catalog, type_relation(in->an->catalog, in->type->oid));
    if (in->type->oid == RECORDOID) {
        return literal_input_error(in, SQLSTATE_FEATURE_NOT_SUPPORTED,
                                   "input of anonymous composite types is not implemented");
    }
    if (!relation) {
        return true;
    }
    const char *p = literal_skip_space(in->text);
    if (*p++ != '(') {
        return malformed(in, "Missing left parenthesis.");
    }
    if (!check_fields(in, relation, &p)) {
        return false;
    }
    if (*p++ != ')') {
        return malformed(in, "Too many columns.");
    }
    return *literal_skip_space(p) == '\0' || malformed(in, "Junk after right parenthesis.");
}
