#include "analyze/type_modifier.h"

#include <string.h>
#include <strings.h>

#include "parse/sqlstate.h"

/*
 * PostGIS: a modifier is one kind of geometry with Z and M marks, and a spatial reference system.
 * Layout: bit 0 M, bit 1 Z, six bits of kind, then the reference system.
 */

#define SRID_MAXIMUM      999999
#define SRID_USER_MAXIMUM 998999
#define SRID_WGS84        4326

static const char *const geometry_kinds[] = {
    "geometry",       "point",
    "linestring",     "polygon",
    "multipoint",     "multilinestring",
    "multipolygon",   "geometrycollection",
    "circularstring", "compoundcurve",
    "curvepolygon",   "multicurve",
    "multisurface",   "polyhedralsurface",
    "triangle",       "tin",
};

/* The kind whose name starts the text, the marks being what follows; -1: none. */
static int geometry_kind(const char *text, bool *z, bool *m) {
    int count = (int)(sizeof geometry_kinds / sizeof *geometry_kinds);
    for (int i = 0; i < count; i++) {
        size_t length = strlen(geometry_kinds[i]);
        if (strncasecmp(text, geometry_kinds[i], length) != 0) {
            continue;
        }
        const char *marks = text + length;
        *z = strcasecmp(marks, "z") == 0 || strcasecmp(marks, "zm") == 0;
        *m = strcasecmp(marks, "m") == 0 || strcasecmp(marks, "zm") == 0;
        if (*marks == '\0' || *z || *m) {
            return i;
        }
    }
    return -1;
}

static int32_t clamped_srid(int32_t srid) {
    if (srid <= 0) {
        return 0;
    }
    if (srid > SRID_MAXIMUM) {
        return SRID_USER_MAXIMUM + 1 + srid % (SRID_MAXIMUM - SRID_USER_MAXIMUM - 1);
    }
    return srid;
}

static bool geometry_typmod(analysis *an, type_modifiers modifiers, int32_t *typmod) {
    bool z = false, m = false;
    int kind = geometry_kind(modifiers.items[0], &z, &m);
    if (kind < 0) {
        analysis_error(an, SQLSTATE_INVALID_PARAMETER_VALUE, modifiers.location,
                       "Invalid geometry type modifier: %s", modifiers.items[0]);
        return false;
    }
    *typmod = (int32_t)m | (int32_t)z << 1 | kind << 2;
    if (modifiers.count > 1) {
        int32_t srid = 0;
        type_modifiers rest = {modifiers.items + 1, 1, modifiers.location};
        if (type_modifier_integers(an, rest, &srid, 1) < 0) {
            return false;
        }
        *typmod |= clamped_srid(srid) << 8;
    }
    return true;
}

/* Geography is on the globe: without a reference system it is WGS 84. */
static bool geography_typmod(analysis *an, type_modifiers modifiers, int32_t *typmod) {
    if (!geometry_typmod(an, modifiers, typmod)) {
        return false;
    }
    if (*typmod >> 8 == 0) {
        *typmod |= SRID_WGS84 << 8;
    }
    return true;
}

/* One entry per typmodin function written in C that is known here. */
static const struct extension_modifier {
    const char *symbol;
    bool (*compute)(analysis *an, type_modifiers modifiers, int32_t *typmod);
} extension_modifiers[] = {
    {"geometry_typmod_in", geometry_typmod},
    {"geography_typmod_in", geography_typmod},
};

bool type_modifier_extension(analysis *an, const char *symbol, type_modifiers modifiers,
                             int32_t *typmod, bool *ok) {
    size_t count = sizeof extension_modifiers / sizeof *extension_modifiers;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(extension_modifiers[i].symbol, symbol) == 0) {
            *ok = extension_modifiers[i].compute(an, modifiers, typmod);
            return true;
        }
    }
    return false;
}
