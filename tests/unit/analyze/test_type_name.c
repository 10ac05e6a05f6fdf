#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Names of types, their modifiers and collations.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select 1::numeric(10,3) as a, 1::numeric(5) as b, 1::numeric as c, 1::numeric(3,-4) as d, "
     "0.001::numeric(2,5) as e",
     "a numeric(10,3), b numeric(5,0), c numeric, d numeric(3,-4), e numeric(2,5)"},
    {"select 'x'::varchar(3) as a, 'x'::char(3) as b, 'x'::char as c, 'x'::bpchar as d, "
     "'x'::\"char\" as e, 'x'::varchar as f",
     "a character varying(3), b character(3), c character(1), d bpchar, e \"char\", f character "
     "varying"},
    {"select '1'::bit(3) as a, '1'::bit as b, '1'::bit varying(4) as c, '1'::varbit as d",
     "a bit(3), b bit(1), c bit varying(4), d bit varying"},
    {"select now()::timestamp(1) as a, now()::timestamptz(3) as b, now()::time(0) as c, "
     "now()::time(3) with time zone as d",
     "a timestamp(1) without time zone, b timestamp(3) with time zone, c time(0) without time "
     "zone, d time(3) with time zone"},
    {"select now()::timestamp(9) as a", "a timestamp(6) without time zone"},
    {"select '1 s'::interval(2) as a, '1 s'::interval second(2) as b, '1'::interval year as c, "
     "'1'::interval year to month as d, '1'::interval day to second(1) as e, '1'::interval minute "
     "to second as f, '1 s'::interval(9) as g",
     "a interval(2), b interval second(2), c interval year, d interval year to month, e interval "
     "day to second(1), f interval minute to second, g interval(6)"},
    {"select '{}'::int[] as a, '{}'::numeric(4,1)[] as b, '{}'::varchar(2)[][] as c, '{}'::int "
     "array[3] as d",
     "a integer[], b numeric(4,1)[], c character varying(2)[], d integer[]"},
    {"select 1::dec(3,1) as a, 1::float(10) as b, 1::float(30) as c, 1::real as d, 'x'::national "
     "character varying(3) as e",
     "a numeric(3,1), b real, c double precision, d real, e character varying(3)"},
    {"select '1'::pg_catalog.int4 as a, '1'::\"int4\" as b, "
     "null::information_schema.sql_identifier as c",
     "a integer, b integer, c information_schema.sql_identifier C"},
    {"select null::t as a, null::public.t as b, null::pg_class as c", "a t, b t, c pg_class"},
    {"select 1::nosuch", "42704 11 type \"nosuch\" does not exist"},
    {"select 1::nosuch.foo", "3F000 11 schema \"nosuch\" does not exist"},
    {"select 1::foo[]", "42704 11 type \"foo[]\" does not exist"},
    {"select 1::foo.bar.baz.qux",
     "42601 0 improper qualified name (too many dotted names): foo.bar.baz.qux"},
    {"select 1::date(3)", "42601 11 type modifier is not allowed for type \"date\""},
    {"select 1::t(3)", "42601 11 type modifier is not allowed for type \"t\""},
    {"select 'x'::varchar(0)", "22023 13 length for type varchar must be at least 1"},
    {"select 'x'::char(0)", "22023 13 length for type char must be at least 1"},
    {"select 'x'::char(99999999)", "22023 13 length for type char cannot exceed 10485760"},
    {"select '1'::bit(0)", "22023 13 length for type bit must be at least 1"},
    {"select '1'::bit(3,4)", "22023 13 invalid type modifier"},
    {"select 1::numeric(1001)", "22023 11 NUMERIC precision 1001 must be between 1 and 1000"},
    {"select 1::numeric(0)", "22023 11 NUMERIC precision 0 must be between 1 and 1000"},
    {"select 1::numeric(3,2000)", "22023 11 NUMERIC scale 2000 must be between -1000 and 1000"},
    {"select 1::numeric(1,2,3)", "22023 11 invalid NUMERIC type modifier"},
    {"select 1::numeric(foo)", "22P02 11 invalid input syntax for type integer: \"foo\""},
    {"select 1::numeric('3') as a", "a numeric(3,0)"},
    {"select now()::timestamp(1,2)", "42601 26 syntax error at or near \",\""},
    {"select name collate \"zz\" from t",
     "42704 13 collation \"zz\" for encoding \"UTF8\" does not exist"},
    {"select name collate nosuch.\"C\" from t", "3F000 13 schema \"nosuch\" does not exist"},
    {"select name collate \"C\" as a, name collate pg_catalog.\"POSIX\" as b from t",
     "a text C, b text POSIX"},
    {"select id collate \"C\" from t", "42804 11 collations are not supported by type integer"},
};

static void type_names_mean_what_the_server_says(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(type_names_mean_what_the_server_says, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
