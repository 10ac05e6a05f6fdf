#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Names: levels, ambiguity, visibility and what is said about unknown ones.  What is expected is
 * what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select id, t.id, public.t.id from t", "id integer, id integer, id integer"},
    {"select id from t, u", "42702 8 column reference \"id\" is ambiguous"},
    {"select t.id from t, t", "42712 0 table name \"t\" specified more than once"},
    {"select t.id from t x", "42P01 8 invalid reference to FROM-clause entry for table \"t\""},
    {"select x.id from t", "42P01 8 missing FROM-clause entry for table \"x\""},
    {"select t.id from t x, t", "id integer"},
    {"select public.t.id from t x",
     "42P01 8 invalid reference to FROM-clause entry for table \"t\""},
    {"select nam from t", "42703 8 column \"nam\" does not exist"},
    {"select t.nam from t", "42703 8 column t.nam does not exist"},
    {"select tt.name from t", "42P01 8 missing FROM-clause entry for table \"tt\""},
    {"select pric, naem from t", "42703 8 column \"pric\" does not exist"},
    {"select nothing_like_it from t", "42703 8 column \"nothing_like_it\" does not exist"},
    {"select x.c from t, u x where not_ok", "42703 30 column \"not_ok\" does not exist"},
    {"select id from t where exists (select nme from w)", "42703 39 column \"nme\" does not exist"},
    {"select t.p from t where exists (select 1 from w)", "42703 8 column t.p does not exist"},
    {"select 1 from t, (select t.id) x",
     "42P01 26 invalid reference to FROM-clause entry for table \"t\""},
    {"select 1 from t, lateral (select t.id) x", "?column? integer"},
    {"select 1 from t right join lateral (select t.id) x on true",
     "42P10 44 invalid reference to FROM-clause entry for table \"t\""},
    {"select 1 from t full join lateral (select t.id) x on true",
     "42P10 43 invalid reference to FROM-clause entry for table \"t\""},
    {"select ctid, xmin, tableoid from t", "ctid tid, xmin xid, tableoid oid"},
    {"select v.ctid from pg_views v", "42703 8 column v.ctid does not exist"},
    {"select a.b.c.d.e from t",
     "42601 8 improper qualified name (too many dotted names): a.b.c.d.e"},
    {"select w.a from (select 1 as a) x", "42P01 8 missing FROM-clause entry for table \"w\""},
    {"select x.id from t join w using (id) as x", "id integer"},
    {"select x.*, x from t join w using (id) as x", "id integer, x record"},
    {"select x.name from t join w using (id) as x", "42703 8 column x.name does not exist"},
    {"select t.name from (t join w using (id)) as x",
     "42P01 8 invalid reference to FROM-clause entry for table \"t\""},
};

static void answers_are_the_servers(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof cases[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_are_the_servers, fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
