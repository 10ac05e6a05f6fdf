#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Collations of whole queries.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select c < p from u, w", "?column? boolean"},
    {"select c || p as q from u, w order by q",
     "42P21 13 collation mismatch between implicit collations \"C\" and \"POSIX\""},
    {"select c || p as q from u, w group by q",
     "42P21 13 collation mismatch between implicit collations \"C\" and \"POSIX\""},
    {"select distinct c || p from u, w",
     "42P21 22 collation mismatch between implicit collations \"C\" and \"POSIX\""},
    {"select (c || p) collate \"C\" from u, w", "?column? text C"},
    {"select c collate \"C\" || p collate \"POSIX\" from u, w",
     "42P21 27 collation mismatch between explicit collations \"C\" and \"POSIX\""},
    {"select c || name from u, t", "?column? text C"},
    {"select name || p from w, t", "?column? text POSIX"},
    {"select lower(c) from u", "lower text C"},
    {"select max(c) from u", "max text C"},
    {"select case when true then c else name end from u, t", "name text C"},
    {"select array[c] from u", "array text[] C"},
    {"select c::varchar from u", "c character varying C"},
    {"select (c, p) < (p, c) from u, w", "?column? boolean"},
    {"select (select c from u) from t", "c text C"},
    {"select c in (select p from w) from u", "?column? boolean"},
    {"select array(select c from u)", "array text[] C"},
    {"select string_agg(c, ',' order by c) from u", "string_agg text C"},
    {"select string_agg(c, ',' order by c collate \"POSIX\") from u", "string_agg text C"},
    {"select percentile_disc(0.5) within group (order by c) from u", "percentile_disc text C"},
    {"select min(c) over (partition by p) from u, w", "min text C"},
    {"select tags[1] from t", "tags text"},
    {"select id::text from t", "id text"},
    {"select greatest(c, name) from u, t", "greatest text C"},
    {"select * from (values ('a' collate \"C\"), ('b')) v(x)", "x text C"},
    {"select * from (values ('a' collate \"C\"), ('b' collate \"POSIX\")) v(x)",
     "42P21 47 collation mismatch between explicit collations \"C\" and \"POSIX\""},
    {"values ('a' collate \"C\"), ('b' collate \"POSIX\")",
     "42P21 32 collation mismatch between explicit collations \"C\" and \"POSIX\""},
    {"select u.c from u join w on u.c = w.p collate \"C\"", "c text C"},
};

static void collations_are_derived_as_by_the_server(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(collations_are_derived_as_by_the_server, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
