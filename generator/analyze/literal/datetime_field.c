#include "analyze/literal/datetime_field.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "parse/sqlstate.h"

bool datetime_field_error(const literal_input *in, datetime_outcome outcome,
                          const char *type_name) {
    switch (outcome) {
    case DATETIME_FIELD_OVERFLOW:
        return literal_input_error(in, SQLSTATE_DATETIME_FIELD_OVERFLOW,
                                   "date/time field value out of range: \"%s\"", in->text);
    case DATETIME_ORDER_OVERFLOW:
        analysis_error(in->an, SQLSTATE_DATETIME_FIELD_OVERFLOW, in->location,
                       "date/time field value out of range: \"%s\"", in->text)
            ->hint = "Perhaps you need a different \"datestyle\" setting.";
        return false;
    case DATETIME_INTERVAL_OVERFLOW:
        return literal_input_error(in, SQLSTATE_INTERVAL_FIELD_OVERFLOW,
                                   "interval field value out of range: \"%s\"", in->text);
    case DATETIME_ZONE_OVERFLOW:
        return literal_input_error(in, SQLSTATE_INVALID_TIME_ZONE_DISPLACEMENT,
                                   "time zone displacement out of range: \"%s\"", in->text);
    case DATETIME_OK:
    case DATETIME_BAD_FORMAT:
        return literal_input_error(in, SQLSTATE_INVALID_DATETIME_FORMAT,
                                   "invalid input syntax for type %s: \"%s\"", type_name, in->text);
    case DATETIME_REPORTED:
        break;
    }
    return false;
}

/* --- Numbers ---------------------------------------------------------------------------------- */

int64_t datetime_field_int64(const char *p, char **end, bool *overflow) {
    errno = 0;
    int64_t value = strtoll(p, end, 10);
    *overflow = errno == ERANGE;
    return value;
}

int datetime_field_int(const char *p, char **end, bool *overflow) {
    int64_t value = datetime_field_int64(p, end, overflow);
    *overflow = *overflow || value < INT_MIN || value > INT_MAX;
    return *overflow ? 0 : (int)value;
}

bool datetime_field_fraction(const char *p, double *fraction) {
    *fraction = 0;
    if (p[1] == '\0') {
        return true;
    }
    char *end;
    errno = 0;
    *fraction = strtod(p, &end);
    return *end == '\0' && errno == 0;
}

/* --- Splitting ------------------------------------------------------------------------------- */

typedef struct field_splitter {
    const char *p;
    char *out; /* where the next character goes */
    char *end;
    bool full;
} field_splitter;

static void take(field_splitter *s) {
    if (s->out + 1 >= s->end) {
        s->full = true;
        s->p += strlen(s->p);
        return;
    }
    *s->out++ = literal_to_lower(*s->p++);
}

static void take_digits(field_splitter *s) {
    while (literal_is_digit(*s->p)) {
        take(s);
    }
}

static void take_letters(field_splitter *s) {
    while (literal_is_alpha(*s->p)) {
        take(s);
    }
}

/* Digits, letters and any of `others`. */
static void take_all(field_splitter *s, const char *others, bool letters) {
    while (*s->p != '\0' && (literal_is_digit(*s->p) || (letters && literal_is_alpha(*s->p)) ||
                             strchr(others, *s->p))) {
        take(s);
    }
}

static datetime_field_kind take_number(field_splitter *s) {
    take_digits(s);
    char delimiter = *s->p;
    if (delimiter == ':') {
        take_all(s, ":.", false);
        return DATETIME_FIELD_TIME;
    }
    if (delimiter != '-' && delimiter != '/' && delimiter != '.') {
        return DATETIME_FIELD_NUMBER;
    }
    const char others[] = {delimiter, '\0'};
    take(s);
    if (!literal_is_digit(*s->p)) {
        take_all(s, others, true);
        return DATETIME_FIELD_DATE;
    }
    take_digits(s);
    if (*s->p == delimiter) {
        take_all(s, others, false);
        return DATETIME_FIELD_DATE;
    }
    return delimiter == '.' ? DATETIME_FIELD_NUMBER : DATETIME_FIELD_DATE;
}

static datetime_field_kind take_word(field_splitter *s, const char *start) {
    take_letters(s);
    bool date = *s->p == '-' || *s->p == '/' || *s->p == '.';
    if (*s->p == '+' || literal_is_digit(*s->p)) {
        *s->out = '\0';
        date = datetime_word_find(start).kind == DATETIME_WORD_UNKNOWN;
    }
    if (!date) {
        return DATETIME_FIELD_WORD;
    }
    take_all(s, "+-/_.:", true);
    return DATETIME_FIELD_DATE;
}

/* False: neither digits nor letters follow the sign. */
static bool take_signed(field_splitter *s, datetime_field_kind *kind) {
    take(s);
    s->p = literal_skip_space(s->p);
    if (literal_is_digit(*s->p)) {
        *kind = DATETIME_FIELD_ZONE;
        take_all(s, ":.-", false);
        return true;
    }
    *kind = DATETIME_FIELD_SIGNED;
    bool ok = literal_is_alpha(*s->p);
    take_letters(s);
    return ok;
}

/* One field at s->p; false: no field can begin so. */
static bool take_field(field_splitter *s, datetime_field *field) {
    field->string = s->out;
    if (literal_is_digit(*s->p)) {
        field->kind = take_number(s);
    } else if (*s->p == '.') {
        take(s);
        take_digits(s);
        field->kind = DATETIME_FIELD_NUMBER;
    } else if (literal_is_alpha(*s->p)) {
        field->kind = take_word(s, field->string);
    } else if (!take_signed(s, &field->kind)) {
        return false;
    }
    *s->out++ = '\0';
    return !s->full;
}

datetime_outcome datetime_field_split(const literal_input *in, size_t room,
                                      datetime_field_list *fields) {
    char *buffer = arena_alloc(in->an->arena, room + 1);
    field_splitter s = {in->text, buffer, buffer + room, false};
    fields->count = 0;
    while (*(s.p = literal_skip_space(s.p)) != '\0') {
        if (fields->count >= DATETIME_FIELD_MOST) {
            return DATETIME_BAD_FORMAT;
        }
        if (literal_is_punct(*s.p) && !strchr(".+-", *s.p)) {
            s.p++;
            continue;
        }
        bool known = literal_is_alnum(*s.p) || strchr(".+-", *s.p);
        if (!known || !take_field(&s, &fields->items[fields->count])) {
            return DATETIME_BAD_FORMAT;
        }
        fields->count++;
    }
    return DATETIME_OK;
}
