/*
 * The types that have the same OID on every server.
 */
#include "oriel/model.h"

#define BUILTIN(name, kind, oid, array_oid, plain, nullable)                                       \
    const oriel_type oriel_type_##name = {                                                         \
        ORIEL_KIND_##kind, oid,  "pg_catalog", #name, sizeof(plain),                               \
        sizeof(nullable),  NULL, NULL,         NULL,  0};                                          \
    const oriel_type oriel_type_##name##_array = ORIEL_TYPE_ARRAY(array_oid, oriel_type_##name)

/* clang-format off */
BUILTIN(bool,        BOOL,        16,   1000, bool,              oriel_opt_bool);
BUILTIN(char,        CHAR,        18,   1002, char,              oriel_opt_char);
BUILTIN(int2,        INT2,        21,   1005, int16_t,           oriel_opt_int2);
BUILTIN(int4,        INT4,        23,   1007, int32_t,           oriel_opt_int4);
BUILTIN(int8,        INT8,        20,   1016, int64_t,           oriel_opt_int8);
BUILTIN(float4,      FLOAT4,      700,  1021, float,             oriel_opt_float4);
BUILTIN(float8,      FLOAT8,      701,  1022, double,            oriel_opt_float8);
BUILTIN(numeric,     NUMERIC,     1700, 1231, oriel_numeric,     oriel_numeric);
BUILTIN(money,       MONEY,       790,  791,  oriel_money,       oriel_opt_money);
BUILTIN(oid,         OID,         26,   1028, uint32_t,          oriel_opt_oid);
BUILTIN(text,        TEXT,        25,   1009, oriel_text,        oriel_text);
BUILTIN(varchar,     TEXT,        1043, 1015, oriel_text,        oriel_text);
BUILTIN(bpchar,      TEXT,        1042, 1014, oriel_text,        oriel_text);
BUILTIN(name,        TEXT,        19,   1003, oriel_text,        oriel_text);
BUILTIN(xml,         TEXT,        142,  143,  oriel_text,        oriel_text);
BUILTIN(json,        TEXT,        114,  199,  oriel_text,        oriel_text);
BUILTIN(jsonb,       JSONB,       3802, 3807, oriel_text,        oriel_text);
BUILTIN(bytea,       BYTEA,       17,   1001, oriel_bytea,       oriel_bytea);
BUILTIN(date,        DATE,        1082, 1182, oriel_date,        oriel_opt_date);
BUILTIN(time,        TIME,        1083, 1183, oriel_time,        oriel_opt_time);
BUILTIN(timetz,      TIMETZ,      1266, 1270, oriel_timetz,      oriel_opt_timetz);
BUILTIN(timestamp,   TIMESTAMP,   1114, 1115, oriel_timestamp,   oriel_opt_timestamp);
BUILTIN(timestamptz, TIMESTAMPTZ, 1184, 1185, oriel_timestamptz, oriel_opt_timestamptz);
BUILTIN(interval,    INTERVAL,    1186, 1187, oriel_interval,    oriel_opt_interval);
BUILTIN(uuid,        UUID,        2950, 2951, oriel_uuid,        oriel_opt_uuid);
BUILTIN(inet,        INET,        869,  1041, oriel_inet,        oriel_opt_inet);
BUILTIN(cidr,        INET,        650,  651,  oriel_inet,        oriel_opt_inet);
BUILTIN(macaddr,     MACADDR,     829,  1040, oriel_macaddr,     oriel_opt_macaddr);
BUILTIN(macaddr8,    MACADDR8,    774,  775,  oriel_macaddr8,    oriel_opt_macaddr8);
BUILTIN(point,       POINT,       600,  1017, oriel_point,       oriel_opt_point);
/* clang-format on */
