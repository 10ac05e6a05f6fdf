#include "analyze/polymorphic.h"

#include "analyze/common_type.h"
#include "parse/sqlstate.h"

#define MAX_ARGS 100

/* What the arguments say the two families stand for. */
typedef struct poly_types {
    oid element, array, range, multirange;
    int simple_count; /* declared arguments of the anyelement family */
    bool needs_nonarray, needs_enum;
    bool unknown; /* an argument of that family gave no type */
    /* the anycompatible family: types to find a common one for */
    oid candidates[2 * MAX_ARGS];
    int candidate_count;
    int compatible_count;
    oid compatible, compatible_array, compatible_range, compatible_multirange;
    bool compatible_nonarray, compatible_has_range, compatible_has_multirange;
} poly_types;

/* What went wrong, worded by the caller that may report. */
typedef enum poly_problem {
    POLY_FINE,
    POLY_NOT_ALIKE,   /* two arguments declared `first` */
    POLY_NOT_SORT,    /* type x is not what `first` is about */
    POLY_INCONSISTENT /* `first` against `second` */
} poly_problem;

typedef struct poly_error {
    poly_problem problem;
    oid first, second; /* declared */
    oid left, right;   /* actual */
} poly_error;

static bool fail(poly_error *error, poly_error what) {
    *error = what;
    return false;
}

/* Remembers the type one declared type stands for; false when another is known already. */
static bool remember(oid *slot, oid actual, oid declared, poly_error *error) {
    if (*slot && *slot != actual) {
        return fail(error, (poly_error){POLY_NOT_ALIKE, declared, INVALID_OID, *slot, actual});
    }
    *slot = actual;
    return true;
}

static bool collect_compatible_range(const catalog *c, poly_types *p, oid actual, oid declared,
                                     poly_error *error) {
    oid range = actual;
    oid *slot = &p->compatible_range;
    if (declared == ANYCOMPATIBLEMULTIRANGEOID) {
        range = type_multirange_range(c, actual);
        slot = &p->compatible_multirange;
    }
    if (*slot) {
        return remember(slot, actual, declared, error);
    }
    oid subtype = type_range_subtype(c, range);
    if (!subtype) {
        return fail(error, (poly_error){POLY_NOT_SORT, declared, INVALID_OID, actual, INVALID_OID});
    }
    *slot = actual;
    p->candidates[p->candidate_count++] = subtype;
    return true;
}

static bool collect_compatible(const catalog *c, poly_types *p, oid actual, oid declared,
                               poly_error *error) {
    p->compatible_count++;
    p->compatible_nonarray |= declared == ANYCOMPATIBLENONARRAYOID;
    p->compatible_has_range |= declared == ANYCOMPATIBLERANGEOID;
    p->compatible_has_multirange |= declared == ANYCOMPATIBLEMULTIRANGEOID;
    if (actual == UNKNOWNOID) {
        return true;
    }
    if (declared == ANYCOMPATIBLEOID || declared == ANYCOMPATIBLENONARRAYOID) {
        p->candidates[p->candidate_count++] = actual;
        return true;
    }
    actual = type_base(c, actual);
    if (declared == ANYCOMPATIBLEARRAYOID) {
        oid element = type_array_element(c, actual);
        if (!element) {
            return fail(error,
                        (poly_error){POLY_NOT_SORT, declared, INVALID_OID, actual, INVALID_OID});
        }
        p->candidates[p->candidate_count++] = element;
        return true;
    }
    return collect_compatible_range(c, p, actual, declared, error);
}

static bool collect_simple(const catalog *c, poly_types *p, oid actual, oid declared,
                           poly_error *error) {
    p->simple_count++;
    p->needs_nonarray |= declared == ANYNONARRAYOID;
    p->needs_enum |= declared == ANYENUMOID;
    if (actual == UNKNOWNOID) {
        p->unknown = true;
        return true;
    }
    switch (declared) {
    case ANYARRAYOID:
        return remember(&p->array, type_base(c, actual), declared, error);
    case ANYRANGEOID:
        return remember(&p->range, type_base(c, actual), declared, error);
    case ANYMULTIRANGEOID:
        return remember(&p->multirange, type_base(c, actual), declared, error);
    default:
        return remember(&p->element, actual, ANYELEMENTOID, error);
    }
}

/* Goes through the arguments.  skip_same: actual types that are polymorphic themselves say nothing.
 */
static bool collect(const catalog *c, poly_types *p, const oid *actual, const oid *declared,
                    int count, bool skip_same, poly_error *error) {
    for (int i = 0; i < count && i < MAX_ARGS; i++) {
        bool simple = type_is_polymorphic_simple(declared[i]);
        if (!simple && !type_is_polymorphic_compatible(declared[i])) {
            continue;
        }
        oid type = actual[i];
        if (skip_same && type == declared[i]) {
            type = UNKNOWNOID;
        }
        if (!(simple ? collect_simple(c, p, type, declared[i], error)
                     : collect_compatible(c, p, type, declared[i], error))) {
            return false;
        }
    }
    return true;
}

/* `found`, which `container` is made of, against what `slot` has. */
static bool agree(oid *slot, oid found, poly_error inconsistent, poly_error *error) {
    if (!found) {
        inconsistent.problem = POLY_NOT_SORT;
        return fail(error, inconsistent);
    }
    if (*slot && *slot != found) {
        inconsistent.right = *slot;
        return fail(error, inconsistent);
    }
    *slot = found;
    return true;
}

/* Elements and ranges follow from arrays, ranges and multiranges. */
static bool deduce_simple(const catalog *c, poly_types *p, poly_error *error) {
    if (p->array && p->array != ANYARRAYOID &&
        !agree(&p->element, type_array_element(c, p->array),
               (poly_error){POLY_INCONSISTENT, ANYARRAYOID, ANYELEMENTOID, p->array, INVALID_OID},
               error)) {
        return false;
    }
    if (p->multirange && !agree(&p->range, type_multirange_range(c, p->multirange),
                                (poly_error){POLY_INCONSISTENT, ANYMULTIRANGEOID, ANYRANGEOID,
                                             p->multirange, INVALID_OID},
                                error)) {
        return false;
    }
    return !p->range ||
           agree(&p->element, type_range_subtype(c, p->range),
                 (poly_error){POLY_INCONSISTENT, ANYRANGEOID, ANYELEMENTOID, p->range, INVALID_OID},
                 error);
}

static bool all_coercible(const catalog *c, const poly_types *p) {
    for (int i = 0; i < p->candidate_count; i++) {
        if (!coercion_can(c, 1, &p->candidates[i], &p->compatible, COERCION_IMPLICIT)) {
            return false;
        }
    }
    return true;
}

/* The subtype of the range or multirange given for the anycompatible family. */
static oid compatible_subtype(const catalog *c, oid range, oid multirange) {
    return type_range_subtype(c, range ? range : type_multirange_range(c, multirange));
}

static bool compatible_is_consistent(const catalog *c, poly_types *p) {
    if (p->candidate_count == 0) {
        return true;
    }
    p->compatible = common_type_of(c, p->candidate_count, p->candidates);
    if (!p->compatible || !all_coercible(c, p)) {
        return false;
    }
    if (p->compatible_nonarray && type_element(c, p->compatible)) {
        return false;
    }
    if (p->compatible_range &&
        compatible_subtype(c, p->compatible_range, INVALID_OID) != p->compatible) {
        return false;
    }
    return !p->compatible_multirange ||
           compatible_subtype(c, INVALID_OID, p->compatible_multirange) == p->compatible;
}

bool polymorphic_is_consistent(const catalog *c, const oid *actual, const oid *declared,
                               int count) {
    poly_types p = {0};
    poly_error error = {0};
    if (!collect(c, &p, actual, declared, count, false, &error) || !deduce_simple(c, &p, &error)) {
        return false;
    }
    if (p.needs_nonarray && type_element(c, p.element)) {
        return false;
    }
    if (p.needs_enum && !type_is_enum(c, p.element)) {
        return false;
    }
    return compatible_is_consistent(c, &p);
}

/* --- Resolution, with PostgreSQL's errors ----------------------------------------------------- */

/* The error in up to three parts. */
static void mismatch(analysis *an, const char *x, const char *y, const char *z) {
    analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, -1, "%s%s%s", x, y, z);
}

static void report(analysis *an, poly_error error) {
    const char *first = analysis_type(an, error.first);
    const char *left = analysis_type(an, error.left);
    switch (error.problem) {
    case POLY_FINE:
        return;
    case POLY_NOT_ALIKE: {
        diagnostic *d = analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, -1,
                                       "arguments declared \"%s\" are not all alike", first);
        d->detail = analysis_text(an, "%s versus %s", left, analysis_type(an, error.right));
        return;
    }
    case POLY_NOT_SORT: {
        const char *sort;
        if (error.first == ANYARRAYOID || error.first == ANYCOMPATIBLEARRAYOID) {
            sort = "an array";
        } else if (error.first == ANYRANGEOID || error.first == ANYCOMPATIBLERANGEOID) {
            sort = "a range type";
        } else {
            sort = "a multirange type";
        }
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, -1,
                       "argument declared %s is not %s but type %s", first, sort, left);
        return;
    }
    case POLY_INCONSISTENT: {
        diagnostic *d =
            analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, -1,
                           "argument declared %s is not consistent with argument declared %s",
                           first, analysis_type(an, error.second));
        d->detail = analysis_text(an, "%s versus %s", left, analysis_type(an, error.right));
        return;
    }
    }
}

static bool undetermined(analysis *an, const char *which) {
    mismatch(an, "could not determine polymorphic type ", which,
             *which ? " because input has type unknown" : "because input has type unknown");
    return false;
}

static bool resolve_simple(analysis *an, poly_types *p, oid result, bool allow_poly) {
    const catalog *c = an->catalog;
    if (p->array == ANYARRAYOID) {
        if (p->simple_count != 1 || (result != ANYARRAYOID && type_is_polymorphic_simple(result))) {
            mismatch(an, "cannot determine element type of \"anyarray\" argument", "", "");
            return false;
        }
        p->element = ANYELEMENTOID;
    }
    if (!p->element) {
        if (!allow_poly) {
            return undetermined(an, "");
        }
        p->element = ANYELEMENTOID;
        p->array = ANYARRAYOID;
        p->range = ANYRANGEOID;
        p->multirange = ANYMULTIRANGEOID;
    }
    if (p->element == ANYELEMENTOID) {
        return true;
    }
    if (p->needs_nonarray && type_element(c, p->element)) {
        mismatch(an,
                 "type matched to anynonarray is an array type: ", analysis_type(an, p->element),
                 "");
        return false;
    }
    if (p->needs_enum && !type_is_enum(c, p->element)) {
        mismatch(an, "type matched to anyenum is not an enum type: ", analysis_type(an, p->element),
                 "");
        return false;
    }
    return true;
}

static bool missing_array(analysis *an, oid element) {
    analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, -1, "could not find array type for data type %s",
                   analysis_type(an, element));
    return false;
}

static bool choose_compatible(analysis *an, poly_types *p) {
    common_type match = common_type_match(an->catalog, p->candidate_count, p->candidates);
    if (!match.type) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, -1,
                       "argument types %s and %s cannot be matched", analysis_type(an, match.left),
                       analysis_type(an, match.right));
        return false;
    }
    p->compatible = match.type;
    if (!all_coercible(an->catalog, p)) {
        mismatch(an, "arguments of anycompatible family cannot be cast to a common type", "", "");
        return false;
    }
    return true;
}

static bool check_compatible_range(analysis *an, const poly_types *p, oid range, oid multirange,
                                   const char *declared) {
    if (compatible_subtype(an->catalog, range, multirange) == p->compatible) {
        return true;
    }
    analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, -1,
                   "%s type %s does not match anycompatible type %s", declared,
                   analysis_type(an, range ? range : multirange), analysis_type(an, p->compatible));
    return false;
}

static bool resolve_compatible_ranges(analysis *an, poly_types *p, oid result) {
    bool wants_range = p->compatible_has_range || result == ANYCOMPATIBLERANGEOID;
    bool wants_multirange = p->compatible_has_multirange || result == ANYCOMPATIBLEMULTIRANGEOID;
    const catalog *c = an->catalog;
    if (p->compatible_range &&
        !check_compatible_range(an, p, p->compatible_range, INVALID_OID, "anycompatiblerange")) {
        return false;
    }
    if (p->compatible_multirange &&
        !check_compatible_range(an, p, INVALID_OID, p->compatible_multirange,
                                "anycompatiblemultirange")) {
        return false;
    }
    if (wants_range && !p->compatible_range) {
        p->compatible_range = type_multirange_range(c, p->compatible_multirange);
        if (!p->compatible_range) {
            return undetermined(an, "anycompatiblerange");
        }
    }
    if (wants_multirange && !p->compatible_multirange) {
        p->compatible_multirange = type_range_multirange(c, p->compatible_range);
        if (!p->compatible_multirange) {
            return undetermined(an, "anycompatiblemultirange");
        }
    }
    return true;
}

static bool resolve_compatible(analysis *an, poly_types *p, oid result, bool allow_poly) {
    if (p->candidate_count == 0 && allow_poly) {
        p->compatible = ANYCOMPATIBLEOID;
        p->compatible_array = ANYCOMPATIBLEARRAYOID;
        p->compatible_range = ANYCOMPATIBLERANGEOID;
        p->compatible_multirange = ANYCOMPATIBLEMULTIRANGEOID;
        return true;
    }
    if (p->candidate_count == 0) {
        p->compatible = TEXTOID; /* nothing but unknown literals */
    } else if (!choose_compatible(an, p)) {
        return false;
    }
    p->compatible_array = type_array(an->catalog, p->compatible);
    if (!resolve_compatible_ranges(an, p, result)) {
        return false;
    }
    if (p->compatible_nonarray && type_element(an->catalog, p->compatible)) {
        mismatch(an, "type matched to anycompatiblenonarray is an array type: ",
                 analysis_type(an, p->compatible), "");
        return false;
    }
    return true;
}

/* The actual type for a polymorphic one; 0 with an error. */
static oid substitute(analysis *an, poly_types *p, oid declared) {
    const catalog *c = an->catalog;
    switch (declared) {
    case ANYARRAYOID:
        if (!p->array) {
            p->array = type_array(c, p->element);
        }
        return p->array ? p->array : (missing_array(an, p->element), INVALID_OID);
    case ANYRANGEOID:
        return p->range ? p->range : (undetermined(an, "anyrange"), INVALID_OID);
    case ANYMULTIRANGEOID:
        if (!p->multirange) {
            p->multirange = type_range_multirange(c, p->range);
        }
        return p->multirange ? p->multirange : (undetermined(an, "anymultirange"), INVALID_OID);
    case ANYCOMPATIBLEARRAYOID:
        return p->compatible_array ? p->compatible_array
                                   : (missing_array(an, p->compatible), INVALID_OID);
    case ANYCOMPATIBLERANGEOID:
        return p->compatible_range;
    case ANYCOMPATIBLEMULTIRANGEOID:
        return p->compatible_multirange;
    case ANYCOMPATIBLEOID:
    case ANYCOMPATIBLENONARRAYOID:
        return p->compatible;
    case ANYELEMENTOID:
    case ANYNONARRAYOID:
    case ANYENUMOID:
        return p->element;
    default:
        return declared;
    }
}

oid polymorphic_resolve(parse_state *ps, const oid *actual, oid *declared, int count, oid result,
                        bool allow_poly, int location) {
    (void)location; /* PostgreSQL points nowhere in these errors */
    analysis *an = ps->analysis;
    poly_types p = {0};
    poly_error error = {0};
    if (!collect(an->catalog, &p, actual, declared, count, allow_poly, &error) ||
        !deduce_simple(an->catalog, &p, &error)) {
        report(an, error);
        return INVALID_OID;
    }
    if (p.simple_count > 0 && !resolve_simple(an, &p, result, allow_poly)) {
        return INVALID_OID;
    }
    if (p.compatible_count > 0 && !resolve_compatible(an, &p, result, allow_poly)) {
        return INVALID_OID;
    }
    for (int i = 0; i < count; i++) {
        declared[i] = substitute(an, &p, declared[i]);
        if (!declared[i]) {
            return INVALID_OID;
        }
    }
    if ((type_is_polymorphic_simple(result) && p.simple_count > 0) ||
        (type_is_polymorphic_compatible(result) && p.compatible_count > 0)) {
        return substitute(an, &p, result);
    }
    return result;
}
