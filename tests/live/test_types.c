/*
 * Every type with a decoder, at its extremes, against the server's own text of the same value.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <oriel/oriel.h>

/* Large enough for every type. */
typedef union any_value {
    unsigned char bytes[64];
    bool boolean;
    int16_t int2;
    int32_t int4;
    int64_t int8;
    uint32_t oid;
    float float4;
    double float8;
    const char *text;
    oriel_numeric numeric;
    oriel_bytea bytea;
    oriel_money money;
    oriel_date date;
    oriel_time time;
    oriel_timetz timetz;
    oriel_timestamp timestamp;
    oriel_timestamptz timestamptz;
    oriel_interval interval;
    oriel_uuid uuid;
    oriel_inet inet;
    oriel_macaddr macaddr;
    oriel_macaddr8 macaddr8;
    oriel_point point;
} any_value;

typedef struct value_row {
    any_value value;
    const char *text;
} value_row;

typedef struct type_case {
    const oriel_type *type;
    const char *sql_type;
    const char *const *values; /* SQL literals' content, NULL at the end */
} type_case;

#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char *double_text(double value, int digits) {
    static char buffer[64];
    if (value != value) {
        return "NaN";
    }
    if (value - value != 0) {
        return value > 0 ? "Infinity" : "-Infinity";
    }
    snprintf(buffer, sizeof buffer, "%.*g", digits, value);
    return buffer;
}

static const char *bytea_text(oriel_bytea value) {
    static char buffer[256];
    int length = snprintf(buffer, sizeof buffer, "\\x");
    for (size_t i = 0; i < value.length; i++) {
        length += snprintf(buffer + length, sizeof buffer - (size_t)length, "%02x", value.data[i]);
    }
    return buffer;
}

/* The decoded value as text, to be compared with what the server says. */
static const char *value_text(const oriel_type *type, const any_value *value, char *buffer) {
    switch (type->kind) {
    case ORIEL_KIND_BOOL:
        return value->boolean ? "true" : "false";
    case ORIEL_KIND_CHAR:
        snprintf(buffer, ORIEL_TEXT_SIZE, "%c", value->bytes[0]);
        return buffer;
    case ORIEL_KIND_INT2:
        snprintf(buffer, ORIEL_TEXT_SIZE, "%d", value->int2);
        return buffer;
    case ORIEL_KIND_INT4:
        snprintf(buffer, ORIEL_TEXT_SIZE, "%d", value->int4);
        return buffer;
    case ORIEL_KIND_INT8:
        snprintf(buffer, ORIEL_TEXT_SIZE, "%lld", (long long)value->int8);
        return buffer;
    case ORIEL_KIND_OID:
        snprintf(buffer, ORIEL_TEXT_SIZE, "%u", value->oid);
        return buffer;
    case ORIEL_KIND_FLOAT4:
        return double_text((double)value->float4, 9);
    case ORIEL_KIND_FLOAT8:
        return double_text(value->float8, 17);
    case ORIEL_KIND_NUMERIC:
        return value->numeric.digits;
    case ORIEL_KIND_MONEY:
        snprintf(buffer, ORIEL_TEXT_SIZE, "%lld", (long long)value->money.units);
        return buffer;
    case ORIEL_KIND_TEXT:
    case ORIEL_KIND_JSONB:
        return value->text;
    case ORIEL_KIND_BYTEA:
        return bytea_text(value->bytea);
    case ORIEL_KIND_DATE:
        return oriel_date_to_text(value->date, buffer);
    case ORIEL_KIND_TIME:
        return oriel_time_to_text(value->time, buffer);
    case ORIEL_KIND_TIMETZ:
        return oriel_timetz_to_text(value->timetz, buffer);
    case ORIEL_KIND_TIMESTAMP:
        return oriel_timestamp_to_text(value->timestamp, buffer);
    case ORIEL_KIND_TIMESTAMPTZ:
        return oriel_timestamptz_to_text(value->timestamptz, buffer);
    case ORIEL_KIND_INTERVAL:
        return oriel_interval_to_text(value->interval, buffer);
    case ORIEL_KIND_UUID:
        return oriel_uuid_to_text(value->uuid, buffer);
    case ORIEL_KIND_INET:
        return oriel_inet_to_text(value->inet, buffer);
    case ORIEL_KIND_MACADDR:
        return oriel_macaddr_to_text(value->macaddr, buffer);
    case ORIEL_KIND_MACADDR8:
        return oriel_macaddr8_to_text(value->macaddr8, buffer);
    case ORIEL_KIND_POINT:
        snprintf(buffer, ORIEL_TEXT_SIZE, "(%g,%g)", value->point.x, value->point.y);
        return buffer;
    case ORIEL_KIND_ENUM:
    case ORIEL_KIND_ARRAY:
    case ORIEL_KIND_COMPOSITE:
    case ORIEL_KIND_DOMAIN:
        break;
    }
    return "no text";
}

static PGconn *conn;

static void run(const char *sql) {
    PGresult *result = PQexec(conn, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        fail_msg("%s: %s", sql, PQerrorMessage(conn));
    }
    PQclear(result);
}

static int connect_to_server(void **state) {
    (void)state;
    conn = PQconnectdb("");
    assert_string_equal(PQerrorMessage(conn), "");
    run("SET TimeZone = 'UTC'; SET client_min_messages = warning");
    return 0;
}

static int disconnect(void **state) {
    (void)state;
    PQfinish(conn);
    return 0;
}

/* How the server is asked for the text that value_text makes. */
static const char *server_text(const type_case *with) {
    switch (with->type->kind) {
    case ORIEL_KIND_MONEY:
        return "(value::numeric * 100)::bigint::text";
    case ORIEL_KIND_INET: /* a cast to text always shows the netmask */
        return "format('%s', value)";
    default:
        return "value::text";
    }
}

static void make_table(const type_case *with) {
    char sql[4096];
    snprintf(sql, sizeof sql,
             "DROP TABLE IF EXISTS sample CASCADE; CREATE TABLE sample (id serial, value %s);",
             with->sql_type);
    run(sql);
    for (const char *const *value = with->values; *value != NULL; value++) {
        char *literal = PQescapeLiteral(conn, *value, strlen(*value));
        snprintf(sql, sizeof sql, "INSERT INTO sample (value) VALUES (%s)", literal);
        PQfreemem(literal);
        run(sql);
    }
    snprintf(sql, sizeof sql, "CREATE VIEW samples AS SELECT value, %s AS text FROM sample",
             server_text(with));
    run(sql);
}

static void compare_rows(const type_case *with, const oriel_rows *rows) {
    const value_row *items = rows->items;
    size_t expected = 0;
    while (with->values[expected] != NULL) {
        expected++;
    }
    assert_int_equal(rows->count, expected);
    for (size_t i = 0; i < rows->count; i++) {
        char buffer[ORIEL_TEXT_SIZE];
        const char *text = value_text(with->type, &items[i].value, buffer);
        if (with->type->kind == ORIEL_KIND_FLOAT4) {
            assert_true(strtof(text, NULL) == strtof(items[i].text, NULL) ||
                        strcmp(text, items[i].text) == 0);
        } else if (with->type->kind == ORIEL_KIND_FLOAT8) {
            assert_true(strtod(text, NULL) == strtod(items[i].text, NULL) ||
                        strcmp(text, items[i].text) == 0);
        } else {
            assert_string_equal(text, items[i].text);
        }
    }
}

static oriel_status find_by_value(const oriel_model *model, const value_row *row,
                                  oriel_error *err) {
    const void *const values[] = {&row->value};
    oriel_rows found;
    oriel_status status = oriel_find(conn, model, 0, values, &found, err);
    if (status == ORIEL_OK) {
        const value_row *same = found.items;
        assert_string_equal(same->text, row->text);
        oriel_memory_free(found.memory);
    }
    return status;
}

static bool is_comparable(const oriel_type *type) {
    return type->kind != ORIEL_KIND_POINT && type != &oriel_type_json && type != &oriel_type_xml;
}

static void round_trip(const type_case *with) {
    char condition[128];
    snprintf(condition, sizeof condition, "value = $1::%s", with->sql_type);
    const oriel_column columns[] = {
        {"value", with->type, with->sql_type, -1, false, offsetof(value_row, value)},
        {"text", &oriel_type_text, "text", -1, false, offsetof(value_row, text)},
    };
    static const int key_columns[] = {0};
    const oriel_key keys[] = {{"value", key_columns, 1, condition}};
    const oriel_model model = {"public",
                               "samples",
                               true,
                               false,
                               columns,
                               2,
                               keys,
                               1,
                               sizeof(value_row),
                               "SELECT value, text FROM samples",
                               "",
                               "",
                               NULL};
    make_table(with);
    oriel_error err;
    oriel_rows rows;
    oriel_connection_recheck(conn);
    if (oriel_fetch(conn, &model, &rows, &err) != ORIEL_OK) {
        fail_msg("%s: %s", with->sql_type, err.message);
    }
    compare_rows(with, &rows);
    assert_int_equal(oriel_connection_use_prepared(conn, false, &err), ORIEL_OK);
    for (size_t i = 0; is_comparable(with->type) && i < rows.count; i++) {
        const value_row *items = rows.items;
        if (find_by_value(&model, &items[i], &err) != ORIEL_OK) {
            fail_msg("%s: %s: %s", with->sql_type, items[i].text, err.message);
        }
    }
    oriel_memory_free(rows.memory);
}

static void numbers_come_as_the_server_has_them(void **state) {
    (void)state;
    const type_case cases[] = {
        {&oriel_type_bool, "bool", VALUES("true", "false")},
        {&oriel_type_char, "\"char\"", VALUES("a", "~")},
        {&oriel_type_int2, "int2", VALUES("-32768", "0", "32767")},
        {&oriel_type_int4, "int4", VALUES("-2147483648", "0", "2147483647")},
        {&oriel_type_int8, "int8", VALUES("-9223372036854775808", "0", "9223372036854775807")},
        {&oriel_type_float4, "float4",
         VALUES("0.1", "-0", "1e-45", "3.4028235e38", "NaN", "Infinity", "-Infinity")},
        {&oriel_type_float8, "float8",
         VALUES("0.1", "5e-324", "1.7976931348623157e308", "NaN", "Infinity", "-Infinity")},
        {&oriel_type_numeric, "numeric",
         VALUES("0", "7.00", "4.99", "-0.0010", "10000", "9999.9999", "100000000000000000000",
                "0.00000000000000000001", "-12345678901234567890.123456789", "NaN", "Infinity",
                "-Infinity", "1e300", "1e-300")},
        {&oriel_type_money, "money", VALUES("0", "-92233720368547758.08", "92233720368547758.07")},
        {&oriel_type_oid, "oid", VALUES("0", "4294967295")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        round_trip(&cases[i]);
    }
}

static void texts_come_as_the_server_has_them(void **state) {
    (void)state;
    const type_case cases[] = {
        {&oriel_type_text, "text", VALUES("", "a", "Ünïcödé \xF0\x9F\x98\x80", "line\nfeed\\")},
        {&oriel_type_varchar, "varchar", VALUES("", "varying")},
        {&oriel_type_bpchar, "bpchar", VALUES("blank")},
        {&oriel_type_name, "name", VALUES("a_name", "")},
        {&oriel_type_xml, "xml", VALUES("<a/>")},
        {&oriel_type_json, "json", VALUES("{\"a\" : 1}", "null")},
        {&oriel_type_jsonb, "jsonb", VALUES("{\"a\": 1}", "null", "[]")},
        {&oriel_type_bytea, "bytea", VALUES("", "\\x00", "\\x00ff7f80")},
        {&oriel_type_uuid, "uuid",
         VALUES("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        round_trip(&cases[i]);
    }
}

static void times_come_as_the_server_has_them(void **state) {
    (void)state;
    const type_case cases[] = {
        {&oriel_type_date, "date",
         VALUES("4713-01-01 BC", "0001-12-31 BC", "0001-01-01", "1900-02-28", "1999-12-31",
                "2000-02-29", "2024-12-31", "5874897-12-31", "infinity", "-infinity")},
        {&oriel_type_time, "time", VALUES("00:00", "24:00", "23:59:59.999999", "01:02:03.4")},
        {&oriel_type_timetz, "timetz",
         VALUES("00:00+00", "24:00:00-1559", "23:59:59.999999+15:59:59", "12:00-03:30")},
        {&oriel_type_timestamp, "timestamp",
         VALUES("4713-01-01 00:00:00 BC", "294276-12-31 23:59:59.999999", "1999-12-31 23:59:59.5",
                "2000-01-01", "infinity", "-infinity")},
        {&oriel_type_timestamptz, "timestamptz",
         VALUES("4713-01-01 00:00:00+00 BC", "294276-12-31 23:59:59.999999+00", "1970-01-01+00",
                "infinity", "-infinity")},
        {&oriel_type_interval, "interval",
         VALUES("0", "1 year 2 mons 3 days 04:05:06.789", "-1 year +2 days -03:04:05.000006",
                "-1 mon +1 day 00:00:01", "178000000 years", "-178000000 years", "1 day",
                "2562047788:00:54.775807", "-1 day +00:00:00.1")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        round_trip(&cases[i]);
    }
}

static void addresses_come_as_the_server_has_them(void **state) {
    (void)state;
    const type_case cases[] = {
        {&oriel_type_inet, "inet",
         VALUES("0.0.0.0/0", "255.255.255.255", "192.168.0.1/24", "::", "::1", "::2", "::/0",
                "::1.2.3.4", "::ffff:1.2.3.4", "2001:db8::1:0:0:1/64", "1:0:2::", "1:0:0:2:0:0:3:4",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")},
        {&oriel_type_cidr, "cidr", VALUES("10.0.0.0/8", "10.1.2.3/32", "2001:db8::/32", "::1/128")},
        {&oriel_type_macaddr, "macaddr", VALUES("00:00:00:00:00:00", "08:00:2b:01:02:ff")},
        {&oriel_type_macaddr8, "macaddr8", VALUES("08:00:2b:01:02:03:04:ff")},
        {&oriel_type_point, "point", VALUES("(1.5,-2)", "(0,0)")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        round_trip(&cases[i]);
    }
}

static void the_types_have_the_servers_oids(void **state) {
    (void)state;
    const oriel_type *const types[] = {
        &oriel_type_bool,     &oriel_type_char,      &oriel_type_int2,        &oriel_type_int4,
        &oriel_type_int8,     &oriel_type_float4,    &oriel_type_float8,      &oriel_type_numeric,
        &oriel_type_money,    &oriel_type_oid,       &oriel_type_text,        &oriel_type_varchar,
        &oriel_type_bpchar,   &oriel_type_name,      &oriel_type_xml,         &oriel_type_json,
        &oriel_type_jsonb,    &oriel_type_bytea,     &oriel_type_date,        &oriel_type_time,
        &oriel_type_timetz,   &oriel_type_timestamp, &oriel_type_timestamptz, &oriel_type_interval,
        &oriel_type_uuid,     &oriel_type_inet,      &oriel_type_cidr,        &oriel_type_macaddr,
        &oriel_type_macaddr8, &oriel_type_point,
    };
    const oriel_type *const arrays[] = {
        &oriel_type_bool_array,      &oriel_type_char_array,        &oriel_type_int2_array,
        &oriel_type_int4_array,      &oriel_type_int8_array,        &oriel_type_float4_array,
        &oriel_type_float8_array,    &oriel_type_numeric_array,     &oriel_type_money_array,
        &oriel_type_oid_array,       &oriel_type_text_array,        &oriel_type_varchar_array,
        &oriel_type_bpchar_array,    &oriel_type_name_array,        &oriel_type_xml_array,
        &oriel_type_json_array,      &oriel_type_jsonb_array,       &oriel_type_bytea_array,
        &oriel_type_date_array,      &oriel_type_time_array,        &oriel_type_timetz_array,
        &oriel_type_timestamp_array, &oriel_type_timestamptz_array, &oriel_type_interval_array,
        &oriel_type_uuid_array,      &oriel_type_inet_array,        &oriel_type_cidr_array,
        &oriel_type_macaddr_array,   &oriel_type_macaddr8_array,    &oriel_type_point_array,
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        char sql[256];
        snprintf(sql, sizeof sql, "SELECT typname, typarray FROM pg_catalog.pg_type WHERE oid = %u",
                 types[i]->oid);
        PGresult *result = PQexec(conn, sql);
        assert_int_equal(PQntuples(result), 1);
        assert_string_equal(PQgetvalue(result, 0, 0), types[i]->name);
        assert_int_equal(strtoul(PQgetvalue(result, 0, 1), NULL, 10), arrays[i]->oid);
        assert_ptr_equal(arrays[i]->of, types[i]);
        PQclear(result);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_types_have_the_servers_oids),
        cmocka_unit_test(numbers_come_as_the_server_has_them),
        cmocka_unit_test(texts_come_as_the_server_has_them),
        cmocka_unit_test(times_come_as_the_server_has_them),
        cmocka_unit_test(addresses_come_as_the_server_has_them),
    };
    return cmocka_run_group_tests(tests, connect_to_server, disconnect);
}
