#include "analyze/type_modifier.h"

#include <errno.h>
#include <stdlib.h>

#include "analyze/type_name.h"
#include "parse/sqlstate.h"

/* The typmodin functions' OIDs, the same in every version. */
enum typmodin_oid {
    BIT_TYPMODIN = 2919,
    VARBIT_TYPMODIN = 2902,
    BPCHAR_TYPMODIN = 2913,
    VARCHAR_TYPMODIN = 2915,
    NUMERIC_TYPMODIN = 2917,
    TIMESTAMP_TYPMODIN = 2905,
    TIMESTAMPTZ_TYPMODIN = 2907,
    TIME_TYPMODIN = 2909,
    TIMETZ_TYPMODIN = 2911,
    INTERVAL_TYPMODIN = 2903,
};

#define VARLENA_HEADER   4
#define MAX_ATTRIBUTE    (10 * 1024 * 1024)
#define MAX_PRECISION    1000
#define MAX_FRACTION     6
#define INTERVAL_ALL     0x7FFF
#define INTERVAL_NO_PREC 0xFFFF

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool parse_integer(analysis *an, const char *string, int location, int32_t *value) {
    char *end;
    errno = 0;
    long number = strtol(string, &end, 10);
    bool digits = end != string;
    while (is_blank(*end)) {
        end++;
    }
    if (!digits || *end != '\0') {
        analysis_error(an, SQLSTATE_INVALID_TEXT_REPRESENTATION, location,
                       "invalid input syntax for type integer: \"%s\"", string);
        return false;
    }
    if (errno == ERANGE || number > INT32_MAX || number < INT32_MIN) {
        analysis_error(an, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, location,
                       "value \"%s\" is out of range for type integer", string);
        return false;
    }
    *value = (int32_t)number;
    return true;
}

int type_modifier_integers(analysis *an, type_modifiers modifiers, int32_t *values, int max) {
    for (int i = 0; i < modifiers.count; i++) {
        int32_t value;
        if (!parse_integer(an, modifiers.items[i], modifiers.location, &value)) {
            return -1;
        }
        if (i < max) {
            values[i] = value;
        }
    }
    return modifiers.count;
}

/* The integers a typmodin function was given. */
typedef struct modifier_call {
    analysis *an;
    int location;
    int32_t values[2];
    int count;
} modifier_call;

static bool reject(const modifier_call *m, const char *message) {
    analysis_error(m->an, SQLSTATE_INVALID_PARAMETER_VALUE, m->location, "%s", message);
    return false;
}

/* char(n), varchar(n), bit(n), varbit(n) */
static bool length_typmod(const modifier_call *m, const char *type, int32_t max, int32_t *typmod) {
    if (m->count != 1) {
        return reject(m, "invalid type modifier");
    }
    if (m->values[0] < 1) {
        return reject(m, analysis_text(m->an, "length for type %s must be at least 1", type));
    }
    if (m->values[0] > max) {
        return reject(m, analysis_text(m->an, "length for type %s cannot exceed %d", type, max));
    }
    *typmod = m->values[0];
    return true;
}

static bool character_typmod(const modifier_call *m, const char *type, int32_t *typmod) {
    if (!length_typmod(m, type, MAX_ATTRIBUTE, typmod)) {
        return false;
    }
    *typmod += VARLENA_HEADER;
    return true;
}

static bool check_scale(const modifier_call *m, int32_t precision, int32_t scale) {
    analysis *an = m->an;
    if (catalog_version(an->catalog) >= 15) {
        if (scale < -MAX_PRECISION || scale > MAX_PRECISION) {
            return reject(m, analysis_text(an, "NUMERIC scale %d must be between %d and %d", scale,
                                           -MAX_PRECISION, MAX_PRECISION));
        }
    } else if (scale < 0 || scale > precision) {
        return reject(m, analysis_text(an, "NUMERIC scale %d must be between 0 and precision %d",
                                       scale, precision));
    }
    return true;
}

static bool numeric_typmod(const modifier_call *m, int32_t *typmod) {
    if (m->count < 1 || m->count > 2) {
        return reject(m, "invalid NUMERIC type modifier");
    }
    int32_t precision = m->values[0];
    int32_t scale = m->count == 2 ? m->values[1] : 0;
    if (precision < 1 || precision > MAX_PRECISION) {
        return reject(m, analysis_text(m->an, "NUMERIC precision %d must be between 1 and %d",
                                       precision, MAX_PRECISION));
    }
    if (!check_scale(m, precision, scale)) {
        return false;
    }
    *typmod = ((precision << 16) | (scale & 0x7FF)) + VARLENA_HEADER;
    return true;
}

/* Fractional digits of seconds; more than there are is a mere warning. */
static bool fraction_typmod(const modifier_call *m, const char *type, const char *zone,
                            int32_t *typmod) {
    if (m->count != 1) {
        return reject(m, "invalid type modifier");
    }
    if (m->values[0] < 0) {
        return reject(m, analysis_text(m->an, "%s(%d)%s precision must not be negative", type,
                                       m->values[0], zone));
    }
    *typmod = m->values[0] > MAX_FRACTION ? MAX_FRACTION : m->values[0];
    return true;
}

#define FIELD_MONTH  (1 << 1)
#define FIELD_YEAR   (1 << 2)
#define FIELD_DAY    (1 << 3)
#define FIELD_HOUR   (1 << 10)
#define FIELD_MINUTE (1 << 11)
#define FIELD_SECOND (1 << 12)

static bool valid_interval_fields(int32_t fields) {
    switch (fields) {
    case FIELD_YEAR:
    case FIELD_MONTH:
    case FIELD_DAY:
    case FIELD_HOUR:
    case FIELD_MINUTE:
    case FIELD_SECOND:
    case FIELD_YEAR | FIELD_MONTH:
    case FIELD_DAY | FIELD_HOUR:
    case FIELD_DAY | FIELD_HOUR | FIELD_MINUTE:
    case FIELD_DAY | FIELD_HOUR | FIELD_MINUTE | FIELD_SECOND:
    case FIELD_HOUR | FIELD_MINUTE:
    case FIELD_HOUR | FIELD_MINUTE | FIELD_SECOND:
    case FIELD_MINUTE | FIELD_SECOND:
    case INTERVAL_ALL:
        return true;
    default:
        return false;
    }
}

static bool interval_typmod(const modifier_call *m, int32_t *typmod) {
    int32_t fields = m->values[0];
    if (m->count < 1 || m->count > 2 || !valid_interval_fields(fields)) {
        return reject(m, "invalid INTERVAL type modifier");
    }
    int32_t precision = INTERVAL_NO_PREC;
    if (m->count == 1 && fields == INTERVAL_ALL) {
        *typmod = -1;
        return true;
    }
    if (m->count == 2) {
        precision = m->values[1];
        if (precision < 0) {
            return reject(
                m, analysis_text(m->an, "INTERVAL(%d) precision must not be negative", precision));
        }
        precision = precision > MAX_FRACTION ? MAX_FRACTION : precision;
    }
    *typmod = ((fields & INTERVAL_ALL) << 16) | (precision & 0xFFFF);
    return true;
}

static bool builtin_typmod(const modifier_call *m, oid modin, int32_t *typmod) {
    switch (modin) {
    case BPCHAR_TYPMODIN:
        return character_typmod(m, "char", typmod);
    case VARCHAR_TYPMODIN:
        return character_typmod(m, "varchar", typmod);
    case BIT_TYPMODIN:
        return length_typmod(m, "bit", MAX_ATTRIBUTE * 8, typmod);
    case VARBIT_TYPMODIN:
        return length_typmod(m, "varbit", MAX_ATTRIBUTE * 8, typmod);
    case NUMERIC_TYPMODIN:
        return numeric_typmod(m, typmod);
    case TIMESTAMP_TYPMODIN:
        return fraction_typmod(m, "TIMESTAMP", "", typmod);
    case TIMESTAMPTZ_TYPMODIN:
        return fraction_typmod(m, "TIMESTAMP", " WITH TIME ZONE", typmod);
    case TIME_TYPMODIN:
        return fraction_typmod(m, "TIME", "", typmod);
    case TIMETZ_TYPMODIN:
        return fraction_typmod(m, "TIME", " WITH TIME ZONE", typmod);
    case INTERVAL_TYPMODIN:
        return interval_typmod(m, typmod);
    default:
        break;
    }
    analysis_error(m->an, SQLSTATE_FEATURE_NOT_SUPPORTED, m->location,
                   "modifiers of a type with its own typmodin function are not known offline");
    return false;
}

bool type_name_typmod(analysis *an, oid type, const char *const *modifiers, int count, int location,
                      int32_t *typmod) {
    const pg_type *t = catalog_type(an->catalog, type);
    type_modifiers all = {modifiers, count, location};
    if (t->modin >= FIRST_USER_OID) {
        const pg_proc *modin = catalog_proc(an->catalog, t->modin);
        bool ok = false;
        if (modin && modin->source &&
            type_modifier_extension(an, modin->source, all, typmod, &ok)) {
            return ok;
        }
    }
    modifier_call m = {.an = an, .location = location};
    if (t->modin < FIRST_USER_OID) {
        m.count = type_modifier_integers(an, all, m.values, 2);
    }
    return m.count >= 0 && builtin_typmod(&m, t->modin, typmod);
}
