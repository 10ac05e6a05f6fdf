#include "catalog/type_modifier.h"

#include <string.h>

/* Lengths of variable-size values count this header. */
#define VARIABLE_HEADER_SIZE 4

/* --- Numbers and strings ------------------------------------------------------------------- */

static const char *character_text(const catalog *c, arena *a, int32_t typmod) {
    (void)c;
    return typmod > VARIABLE_HEADER_SIZE ? arena_printf(a, "(%d)", typmod - VARIABLE_HEADER_SIZE)
                                         : "";
}

static const char *bit_text(const catalog *c, arena *a, int32_t typmod) {
    (void)c;
    return arena_printf(a, "(%d)", typmod);
}

static const char *numeric_text(const catalog *c, arena *a, int32_t typmod) {
    if (typmod < VARIABLE_HEADER_SIZE) {
        return "";
    }
    int32_t packed = typmod - VARIABLE_HEADER_SIZE;
    int32_t precision = packed >> 16 & 0xffff;
    int32_t scale = packed & 0xffff;
    if (catalog_version(c) >= 15) { /* eleven bits, signed */
        scale = ((packed & 0x7ff) ^ 1024) - 1024;
    }
    return arena_printf(a, "(%d,%d)", precision, scale);
}

/* --- Times --------------------------------------------------------------------------------- */

static const char *time_text(const catalog *c, arena *a, int32_t typmod) {
    (void)c;
    return arena_printf(a, "(%d) without time zone", typmod);
}

static const char *time_zone_text(const catalog *c, arena *a, int32_t typmod) {
    (void)c;
    return arena_printf(a, "(%d) with time zone", typmod);
}

enum interval_bits {
    INTERVAL_MONTH = 1 << 1,
    INTERVAL_YEAR = 1 << 2,
    INTERVAL_DAY = 1 << 3,
    INTERVAL_HOUR = 1 << 10,
    INTERVAL_MINUTE = 1 << 11,
    INTERVAL_SECOND = 1 << 12,
    INTERVAL_ALL_FIELDS = 0x7fff,
    INTERVAL_ANY_PRECISION = 0xffff,
};

typedef struct interval_field {
    int bit;
    const char *name;
} interval_field;

/* From the largest to the smallest. */
static const interval_field interval_fields[] = {
    {INTERVAL_YEAR, "year"}, {INTERVAL_MONTH, "month"},   {INTERVAL_DAY, "day"},
    {INTERVAL_HOUR, "hour"}, {INTERVAL_MINUTE, "minute"}, {INTERVAL_SECOND, "second"},
};

/* " day to second": the first and the last field. */
static const char *interval_range(arena *a, int fields) {
    if (fields == INTERVAL_ALL_FIELDS) {
        return "";
    }
    const char *first = NULL, *last = NULL;
    for (size_t i = 0; i < sizeof interval_fields / sizeof *interval_fields; i++) {
        if ((fields & interval_fields[i].bit) != 0) {
            last = interval_fields[i].name;
            first = first == NULL ? last : first;
        }
    }
    if (first == NULL) {
        return "";
    }
    return first == last ? arena_printf(a, " %s", first)
                         : arena_printf(a, " %s to %s", first, last);
}

static const char *interval_text(const catalog *c, arena *a, int32_t typmod) {
    (void)c;
    const char *range = interval_range(a, typmod >> 16 & INTERVAL_ALL_FIELDS);
    int precision = typmod & INTERVAL_ANY_PRECISION;
    return precision == INTERVAL_ANY_PRECISION ? range
                                               : arena_printf(a, "%s(%d)", range, precision);
}

/* --- PostGIS ------------------------------------------------------------------------------- */

/* Bits: 0 M, 1 Z, 2 to 7 kind, 8 to 28 spatial reference, signed. */
static const char *geometry_text(const catalog *c, arena *a, int32_t typmod) {
    static const char *const kinds[] = {
        "Geometry",       "Point",
        "LineString",     "Polygon",
        "MultiPoint",     "MultiLineString",
        "MultiPolygon",   "GeometryCollection",
        "CircularString", "CompoundCurve",
        "CurvePolygon",   "MultiCurve",
        "MultiSurface",   "PolyhedralSurface",
        "Triangle",       "Tin",
    };
    (void)c;
    size_t kind = (size_t)(typmod >> 2 & 0x3f);
    int reference = ((typmod & 0x0fffff00) - (typmod & 0x10000000)) >> 8;
    bool has_z = (typmod & 2) != 0, has_m = (typmod & 1) != 0;
    if (kind >= sizeof kinds / sizeof *kinds || (kind == 0 && reference == 0 && !has_z && !has_m)) {
        return "";
    }
    const char *shape = arena_printf(a, "%s%s%s", kinds[kind], has_z ? "Z" : "", has_m ? "M" : "");
    return reference == 0 ? arena_printf(a, "(%s)", shape)
                          : arena_printf(a, "(%s,%d)", shape, reference);
}

/* ------------------------------------------------------------------------------------------- */

typedef struct modifier_function {
    const char *symbol; /* the C function's */
    const char *(*text)(const catalog *c, arena *a, int32_t typmod);
} modifier_function;

static const modifier_function functions[] = {
    {"bpchartypmodout", character_text},
    {"varchartypmodout", character_text},
    {"bittypmodout", bit_text},
    {"varbittypmodout", bit_text},
    {"numerictypmodout", numeric_text},
    {"timetypmodout", time_text},
    {"timetztypmodout", time_zone_text},
    {"timestamptypmodout", time_text},
    {"timestamptztypmodout", time_zone_text},
    {"intervaltypmodout", interval_text},
    {"postgis_typmod_out", geometry_text},
};

const char *type_modifier_text(const catalog *c, arena *a, const pg_type *type, int32_t typmod) {
    const pg_proc *output = type->modout == 0 ? NULL : catalog_proc(c, type->modout);
    for (size_t i = 0; output != NULL && i < sizeof functions / sizeof *functions; i++) {
        if (output->source != NULL && strcmp(output->source, functions[i].symbol) == 0) {
            return functions[i].text(c, a, typmod);
        }
    }
    return arena_printf(a, "(%d)", typmod);
}
