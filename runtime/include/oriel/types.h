/*
 * The C types of SQL values, as they stand in generated rows.
 *
 * NULL has one of two shapes.  A type that is a pointer or holds one (text, numeric, bytea, arrays)
 * is SQL NULL when that pointer is NULL; an empty text, bytea or array has a pointer.  Every other
 * type T is plain T in a column that is never null and oriel_opt_T, a value with is_null,
 * elsewhere; when is_null is true the value is all zero bytes.
 *
 * Names are those of pg_type, so int4 is SQL integer.  text, varchar, char(n), name, xml, json and
 * jsonb are const char *, NUL-terminated, in the connection's client encoding; so is every type
 * that is not listed here, in the form the server prints.
 *
 * Whatever pointers a value holds belong to the rows or the stream it came from.
 */
#ifndef ORIEL_TYPES_H
#define ORIEL_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* numeric: all its digits as the server prints them, e.g. "4.99", "-0.0010", "NaN", "Infinity". */
typedef struct oriel_numeric {
    const char *digits; /* NULL: SQL NULL */
} oriel_numeric;

/* bytea: length bytes, no terminator. */
typedef struct oriel_bytea {
    const unsigned char *data; /* NULL: SQL NULL */
    size_t length;
} oriel_bytea;

/* money: in the smallest unit of the server's lc_monetary, mostly cents. */
typedef struct oriel_money {
    int64_t units;
} oriel_money;

/* date: days since 2000-01-01; ORIEL_DATE_INFINITY and its negative are the server's infinities. */
typedef struct oriel_date {
    int32_t days;
} oriel_date;

/* time: microseconds since midnight, 24:00:00 included. */
typedef struct oriel_time {
    int64_t usecs;
} oriel_time;

/* time with time zone: the local time and the zone in seconds west of Greenwich. */
typedef struct oriel_timetz {
    int64_t usecs;
    int32_t zone;
} oriel_timetz;

/* timestamp: microseconds since 2000-01-01 00:00:00 on a clock and calendar of no known zone. */
typedef struct oriel_timestamp {
    int64_t usecs;
} oriel_timestamp;

/* timestamp with time zone: a moment, in microseconds since 2000-01-01 00:00:00 UTC. */
typedef struct oriel_timestamptz {
    int64_t usecs;
} oriel_timestamptz;

/* interval: three parts that do not convert into each other. */
typedef struct oriel_interval {
    int64_t usecs;
    int32_t days;
    int32_t months;
} oriel_interval;

#define ORIEL_DATE_INFINITY            INT32_MAX
#define ORIEL_DATE_MINUS_INFINITY      INT32_MIN
#define ORIEL_TIMESTAMP_INFINITY       INT64_MAX
#define ORIEL_TIMESTAMP_MINUS_INFINITY INT64_MIN

/* uuid: in the order it is written. */
typedef struct oriel_uuid {
    unsigned char bytes[16];
} oriel_uuid;

/* inet and cidr: an address of 4 or 16 bytes and the number of leading bits that name the network.
 */
typedef struct oriel_inet {
    unsigned char length; /* 4 or 16 */
    unsigned char bits;
    bool is_cidr;
    unsigned char bytes[16];
} oriel_inet;

typedef struct oriel_macaddr {
    unsigned char bytes[6];
} oriel_macaddr;

typedef struct oriel_macaddr8 {
    unsigned char bytes[8];
} oriel_macaddr8;

typedef struct oriel_point {
    double x, y;
} oriel_point;

/* clang-format off */

/* What a nullable column or an array element of a fixed-size type holds. */
typedef struct oriel_opt_bool        { bool value;              bool is_null; } oriel_opt_bool;
typedef struct oriel_opt_char        { char value;              bool is_null; } oriel_opt_char; /* "char" */
typedef struct oriel_opt_int2        { int16_t value;           bool is_null; } oriel_opt_int2;
typedef struct oriel_opt_int4        { int32_t value;           bool is_null; } oriel_opt_int4;
typedef struct oriel_opt_int8        { int64_t value;           bool is_null; } oriel_opt_int8;
typedef struct oriel_opt_float4      { float value;             bool is_null; } oriel_opt_float4;
typedef struct oriel_opt_float8      { double value;            bool is_null; } oriel_opt_float8;
typedef struct oriel_opt_oid         { uint32_t value;          bool is_null; } oriel_opt_oid;
typedef struct oriel_opt_money       { oriel_money value;       bool is_null; } oriel_opt_money;
typedef struct oriel_opt_date        { oriel_date value;        bool is_null; } oriel_opt_date;
typedef struct oriel_opt_time        { oriel_time value;        bool is_null; } oriel_opt_time;
typedef struct oriel_opt_timetz      { oriel_timetz value;      bool is_null; } oriel_opt_timetz;
typedef struct oriel_opt_timestamp   { oriel_timestamp value;   bool is_null; } oriel_opt_timestamp;
typedef struct oriel_opt_timestamptz { oriel_timestamptz value; bool is_null; } oriel_opt_timestamptz;
typedef struct oriel_opt_interval    { oriel_interval value;    bool is_null; } oriel_opt_interval;
typedef struct oriel_opt_uuid        { oriel_uuid value;        bool is_null; } oriel_opt_uuid;
typedef struct oriel_opt_inet        { oriel_inet value;        bool is_null; } oriel_opt_inet;
typedef struct oriel_opt_macaddr     { oriel_macaddr value;     bool is_null; } oriel_opt_macaddr;
typedef struct oriel_opt_macaddr8    { oriel_macaddr8 value;    bool is_null; } oriel_opt_macaddr8;
typedef struct oriel_opt_point       { oriel_point value;       bool is_null; } oriel_opt_point;

/* clang-format on */

/* One dimension of an array: how many elements, and the index SQL gives the first of them. */
typedef struct oriel_dimension {
    int32_t length;
    int32_t lower_bound;
} oriel_dimension;

/*
 * Arrays.  items holds every element, the last dimension running fastest, and is NULL when the
 * array is SQL NULL; an empty array has items, count 0 and no dimensions.  Any element may be NULL.
 */
#define ORIEL_ARRAY_OF(item)                                                                       \
    {                                                                                              \
        const item *items;                                                                         \
        size_t count;                                                                              \
        const oriel_dimension *dimensions;                                                         \
        int dimension_count;                                                                       \
    }

typedef const char *oriel_text;

/* clang-format off */

typedef struct oriel_bool_array        ORIEL_ARRAY_OF(oriel_opt_bool)        oriel_bool_array;
typedef struct oriel_char_array        ORIEL_ARRAY_OF(oriel_opt_char)        oriel_char_array;
typedef struct oriel_int2_array        ORIEL_ARRAY_OF(oriel_opt_int2)        oriel_int2_array;
typedef struct oriel_int4_array        ORIEL_ARRAY_OF(oriel_opt_int4)        oriel_int4_array;
typedef struct oriel_int8_array        ORIEL_ARRAY_OF(oriel_opt_int8)        oriel_int8_array;
typedef struct oriel_float4_array      ORIEL_ARRAY_OF(oriel_opt_float4)      oriel_float4_array;
typedef struct oriel_float8_array      ORIEL_ARRAY_OF(oriel_opt_float8)      oriel_float8_array;
typedef struct oriel_oid_array         ORIEL_ARRAY_OF(oriel_opt_oid)         oriel_oid_array;
typedef struct oriel_money_array       ORIEL_ARRAY_OF(oriel_opt_money)       oriel_money_array;
typedef struct oriel_date_array        ORIEL_ARRAY_OF(oriel_opt_date)        oriel_date_array;
typedef struct oriel_time_array        ORIEL_ARRAY_OF(oriel_opt_time)        oriel_time_array;
typedef struct oriel_timetz_array      ORIEL_ARRAY_OF(oriel_opt_timetz)      oriel_timetz_array;
typedef struct oriel_timestamp_array   ORIEL_ARRAY_OF(oriel_opt_timestamp)   oriel_timestamp_array;
typedef struct oriel_timestamptz_array ORIEL_ARRAY_OF(oriel_opt_timestamptz) oriel_timestamptz_array;
typedef struct oriel_interval_array    ORIEL_ARRAY_OF(oriel_opt_interval)    oriel_interval_array;
typedef struct oriel_uuid_array        ORIEL_ARRAY_OF(oriel_opt_uuid)        oriel_uuid_array;
typedef struct oriel_inet_array        ORIEL_ARRAY_OF(oriel_opt_inet)        oriel_inet_array;
typedef struct oriel_macaddr_array     ORIEL_ARRAY_OF(oriel_opt_macaddr)     oriel_macaddr_array;
typedef struct oriel_macaddr8_array    ORIEL_ARRAY_OF(oriel_opt_macaddr8)    oriel_macaddr8_array;
typedef struct oriel_point_array       ORIEL_ARRAY_OF(oriel_opt_point)       oriel_point_array;
typedef struct oriel_numeric_array     ORIEL_ARRAY_OF(oriel_numeric)         oriel_numeric_array;
typedef struct oriel_bytea_array       ORIEL_ARRAY_OF(oriel_bytea)           oriel_bytea_array;
typedef struct oriel_text_array        ORIEL_ARRAY_OF(oriel_text)            oriel_text_array; /* and all that is text */

/* clang-format on */

#ifdef __cplusplus
}
#endif

#endif /* ORIEL_TYPES_H */
