#include "analyze/literal/literal_input.h"

#include <string.h>

#include "analyze/literal.h"
#include "parse/sqlstate.h"

static diagnostic *add_error(const literal_input *in, const char *sqlstate, const char *format,
                             va_list arguments) {
    const char *message = arena_vprintf(in->an->arena, format, arguments);
    return analysis_error(in->an, sqlstate, in->location, "%s", message);
}

bool literal_input_error(const literal_input *in, const char *sqlstate, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_error(in, sqlstate, format, arguments);
    va_end(arguments);
    return false;
}

bool literal_input_error_detail(const literal_input *in, const char *sqlstate, const char *detail,
                                const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_error(in, sqlstate, format, arguments)->detail = detail;
    va_end(arguments);
    return false;
}

bool literal_input_syntax(const literal_input *in, const char *type_name) {
    return literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                               "invalid input syntax for type %s: \"%s\"", type_name, in->text);
}

bool literal_input_range(const literal_input *in, const char *type_name) {
    return literal_input_error(in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE,
                               "value \"%s\" is out of range for type %s", in->text, type_name);
}

bool literal_input_part(const literal_input *in, oid type, int32_t typmod, const char *text) {
    return literal_check(in->an, type, typmod, text, in->location);
}

bool literal_input_null_part(const literal_input *in, oid type) {
    const pg_type *domain = catalog_type(in->an->catalog, type);
    while (domain && domain->typtype == 'd') {
        if (domain->not_null) {
            return literal_input_error(in, SQLSTATE_NOT_NULL_VIOLATION,
                                       "domain %s does not allow null values",
                                       analysis_type(in->an, type));
        }
        domain = catalog_type(in->an->catalog, domain->base);
    }
    return true;
}

bool literal_is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool literal_is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool literal_is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool literal_is_alnum(char c) {
    return literal_is_alpha(c) || literal_is_digit(c);
}

bool literal_is_punct(char c) {
    return c > ' ' && c < 0x7f && !literal_is_alnum(c);
}

bool literal_is_label(char c) {
    return literal_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

char literal_to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int literal_hex_digit(char c) {
    if (literal_is_digit(c)) {
        return c - '0';
    }
    char lower = literal_to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

const char *literal_skip_space(const char *text) {
    while (literal_is_space(*text)) {
        text++;
    }
    return text;
}

bool literal_equal_fold_n(const char *a, const char *b, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (literal_to_lower(a[i]) != literal_to_lower(b[i])) {
            return false;
        }
        if (a[i] == '\0') {
            return true;
        }
    }
    return true;
}

bool literal_equal_fold(const char *a, const char *b) {
    return literal_equal_fold_n(a, b, strlen(a) + 1);
}

size_t literal_char_length(const char *text) {
    unsigned char first = (unsigned char)*text;
    size_t length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            return i;
        }
    }
    return length;
}
