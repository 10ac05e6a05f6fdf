#ifndef ORIEL_CATALOG_OID_H
#define ORIEL_CATALOG_OID_H

/*
 * Object identifiers.  Built-in objects keep the OIDs PostgreSQL gives them; objects made by
 * replayed statements get numbers from FIRST_USER_OID up.
 */

#include <stdint.h>

typedef uint32_t oid;

#define INVALID_OID    ((oid)0)
#define FIRST_USER_OID ((oid)16384)
/* Objects below are the server's own; system views and information_schema are above. */
#define FIRST_UNPINNED_OID ((oid)12000)

/* Types whose OID the rules of the language name (the same in every PostgreSQL version). */
enum builtin_type_oid {
    BOOLOID = 16,
    BYTEAOID = 17,
    CHAROID = 18,
    NAMEOID = 19,
    INT8OID = 20,
    INT2OID = 21,
    INT2VECTOROID = 22,
    INT4OID = 23,
    REGPROCOID = 24,
    TEXTOID = 25,
    OIDOID = 26,
    TIDOID = 27,
    XIDOID = 28,
    CIDOID = 29,
    OIDVECTOROID = 30,
    JSONOID = 114,
    XMLOID = 142,
    POINTOID = 600,
    FLOAT4OID = 700,
    FLOAT8OID = 701,
    UNKNOWNOID = 705,
    MONEYOID = 790,
    CIDROID = 650,
    MACADDROID = 829,
    INETOID = 869,
    BPCHAROID = 1042,
    VARCHAROID = 1043,
    DATEOID = 1082,
    TIMEOID = 1083,
    TIMESTAMPOID = 1114,
    TIMESTAMPTZOID = 1184,
    INTERVALOID = 1186,
    TIMETZOID = 1266,
    BITOID = 1560,
    VARBITOID = 1562,
    NUMERICOID = 1700,
    REFCURSOROID = 1790,
    REGCLASSOID = 2205,
    REGTYPEOID = 2206,
    RECORDOID = 2249,
    CSTRINGOID = 2275,
    ANYOID = 2276,
    ANYARRAYOID = 2277,
    VOIDOID = 2278,
    TRIGGEROID = 2279,
    INTERNALOID = 2281,
    ANYELEMENTOID = 2283,
    RECORDARRAYOID = 2287,
    ANYNONARRAYOID = 2776,
    UUIDOID = 2950,
    ANYENUMOID = 3500,
    JSONBOID = 3802,
    ANYRANGEOID = 3831,
    INT4RANGEOID = 3904,
    DATERANGEOID = 3912,
    INT8RANGEOID = 3926,
    JSONPATHOID = 4072,
    EVENT_TRIGGEROID = 3838,
    ANYMULTIRANGEOID = 4537,
    ANYCOMPATIBLEMULTIRANGEOID = 4538,
    ANYCOMPATIBLEOID = 5077,
    ANYCOMPATIBLEARRAYOID = 5078,
    ANYCOMPATIBLENONARRAYOID = 5079,
    ANYCOMPATIBLERANGEOID = 5080,
    XID8OID = 5069,
    TEXTARRAYOID = 1009,
    INT2ARRAYOID = 1005,
    INT4ARRAYOID = 1007,
    INT8ARRAYOID = 1016,
    OIDARRAYOID = 1028,
    CSTRINGARRAYOID = 1263,
    BOOLARRAYOID = 1000,
    VARCHARARRAYOID = 1015,
    NUMERICARRAYOID = 1231,
    FLOAT8ARRAYOID = 1022,
};

/* typsubscript of arrays proper, and of types whose parts can only be read that way (point ...). */
enum builtin_subscript_oid {
    ARRAY_SUBSCRIPT_HANDLER_OID = 6179,
    RAW_ARRAY_SUBSCRIPT_HANDLER_OID = 6180,
};

enum builtin_namespace_oid {
    PG_CATALOG_NAMESPACE = 11,
    PG_TOAST_NAMESPACE = 99,
    PUBLIC_NAMESPACE = 2200,
};

enum builtin_language_oid {
    SQL_LANGUAGE_OID = 14,
};

enum builtin_collation_oid {
    DEFAULT_COLLATION_OID = 100,
    C_COLLATION_OID = 950,
    POSIX_COLLATION_OID = 951,
};

enum builtin_am_oid {
    HEAP_TABLE_AM_OID = 2,
    BTREE_AM_OID = 403,
    HASH_AM_OID = 405,
    GIST_AM_OID = 783,
    GIN_AM_OID = 2742,
    BRIN_AM_OID = 3580,
    SPGIST_AM_OID = 4000,
};

#endif /* ORIEL_CATALOG_OID_H */
