#ifndef ORIEL_ANALYZE_LITERAL_INPUT_FUNCTIONS_H
#define ORIEL_ANALYZE_LITERAL_INPUT_FUNCTIONS_H

/*
 * The types' input functions, by family.  Each gets one constant and tells whether the server's
 * function would accept it: true, or false with the server's error added.  Called by literal.c,
 * which knows them by the server's C symbols, and by each other for parts.
 */

#include "analyze/literal/literal_input.h"

struct text; /* base/text.h */

typedef bool literal_function(const literal_input *in);

literal_function boolean_input;

/* --- Numbers ---------------------------------------------------------------------------------- */

literal_function integer_input_int2, integer_input_int4, integer_input_int8, integer_input_oid,
    integer_input_oidvector, integer_input_int2vector, integer_input_tid;

typedef enum integer_input_outcome {
    INTEGER_INPUT_SYNTAX,
    INTEGER_INPUT_RANGE,
} integer_input_outcome;

/* A whole number of a type whose least value is `least`; false: *outcome tells why. */
bool integer_input_parse(const char *text, int64_t least, int64_t *value,
                         integer_input_outcome *outcome);

literal_function float_input_float4, float_input_float8;

/* A double precision number inside another type's constant. */
typedef struct float_input_number {
    const char *start;
    const char *type_name; /* whose syntax is wrong when there is no number */
    double value;
    const char *end; /* behind the number and blanks */
} float_input_number;
bool float_input_scan(const literal_input *in, float_input_number *number);

literal_function numeric_input, money_input;

typedef enum numeric_input_kind {
    NUMERIC_INPUT_FINITE,
    NUMERIC_INPUT_NAN,
    NUMERIC_INPUT_INFINITY,
    NUMERIC_INPUT_MINUS_INFINITY,
} numeric_input_kind;

typedef struct numeric_input_value {
    numeric_input_kind kind;
    bool negative;
    const char *digits; /* without leading zeros; "" is zero */
    long before_point;  /* how many of the digits; negative: so many zeros follow the point */
    long scale;         /* digits behind the point as written */
} numeric_input_value;

typedef enum numeric_input_outcome {
    NUMERIC_INPUT_OK,
    NUMERIC_INPUT_SYNTAX,
    NUMERIC_INPUT_OVERFLOW,
} numeric_input_outcome;

numeric_input_outcome numeric_input_parse(arena *a, const char *string, numeric_input_value *value);
/* Below, above or 0. */
int numeric_input_compare(const numeric_input_value *a, const numeric_input_value *b);

/* --- Strings of bytes, bits and characters --------------------------------------------------- */

literal_function bytes_input_bytea, bytes_input_bit, bytes_input_varbit, bytes_input_bpchar,
    bytes_input_varchar, bytes_input_uuid, bytes_input_lsn, bytes_input_snapshot;

literal_function json_input, json_input_binary, jsonpath_input, xml_input;

literal_function network_input_inet, network_input_cidr, network_input_macaddr,
    network_input_macaddr8;

literal_function text_search_input_vector, text_search_input_query;

/* --- Dates and times ------------------------------------------------------------------------- */

literal_function datetime_input_date, datetime_input_timestamp, datetime_input_timestamptz,
    datetime_input_time, datetime_input_timetz, interval_input;

typedef struct datetime_input_value {
    bool known;    /* false: it depends on the clock */
    int infinite;  /* -1, 1, or 0: finite */
    int64_t count; /* days or microseconds since 2000-01-01 */
    int64_t slack; /* how far off that can be where a zone's rules are not known */
} datetime_input_value;

/* The same with the value; false with an error. */
bool datetime_input_parse_date(const literal_input *in, datetime_input_value *value);
bool datetime_input_parse_timestamp(const literal_input *in, datetime_input_value *value);
bool datetime_input_parse_timestamptz(const literal_input *in, datetime_input_value *value);

/* --- Made of others --------------------------------------------------------------------------- */

literal_function enum_input, enum_input_domain, enum_input_pseudo;
literal_function array_input, record_input, range_input, range_input_multirange;

/* One field of a record or bound of a range: up to a comma or one of `ends` (one or two
 * characters), which is returned; quotes and backslashes are resolved.  NULL when the text ends
 * before. */
const char *record_input_field(const char *p, const char *ends, struct text *value);

literal_function geometry_input_point, geometry_input_lseg, geometry_input_box, geometry_input_path,
    geometry_input_polygon, geometry_input_circle, geometry_input_line;

/* --- Names of objects (regclass ...)
 * --------------------------------------------------------------- */

literal_function name_input_class, name_input_proc, name_input_operator, name_input_namespace,
    name_input_ts_config, name_input_ts_dict, name_input_collation, name_input_role;

/* signature_input.c */
literal_function signature_input_type, signature_input_procedure, signature_input_operator;

/* privilege_input.c */
literal_function privilege_input;

/* --- Types that extensions bring ------------------------------------------------------------- */

literal_function isn_input_ean13, isn_input_isbn, isn_input_ismn, isn_input_issn, isn_input_upc;
literal_function cube_input, seg_input, hstore_input;
literal_function ltree_input, ltree_input_query;
/* query_int and ltxtquery */
literal_function boolean_query_input_integers, boolean_query_input_labels;

#endif /* ORIEL_ANALYZE_LITERAL_INPUT_FUNCTIONS_H */
