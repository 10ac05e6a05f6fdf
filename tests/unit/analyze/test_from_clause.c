#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Tables, subqueries, functions and VALUES in FROM, and what can be named after them.  What is
 * expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select * from t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select t.* from t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select * from t as x(a, b)",
     "a integer, b text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select * from t as x(a, b, c, d, e, f)",
     "42P10 0 table \"x\" has 5 columns available but 6 columns specified"},
    {"select * from only t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"table t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"values (1, 'a'), (2, null)", "column1 integer, column2 text"},
    {"values (1, 'a'), (2.5, 'b')", "column1 numeric, column2 text"},
    {"values (1), (2, 3)", "42601 14 VALUES lists must all be the same length"},
    {"values ('2020-01-01'), (current_date)", "column1 date"},
    {"select * from (values (1, 'x')) v(a, b)", "a integer, b text"},
    {"select * from (values (1, 'x')) v(a, b, c)",
     "42P10 0 table \"v\" has 2 columns available but 3 columns specified"},
    {"select * from nope", "42P01 15 relation \"nope\" does not exist"},
    {"select * from nope.t", "42P01 15 relation \"nope.t\" does not exist"},
    {"select * from public.t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select * from pg_catalog.pg_class",
     "oid oid, relname name C, relnamespace oid, reltype oid, reloftype oid, relowner oid, relam "
     "oid, relfilenode oid, reltablespace oid, relpages integer, reltuples real, relallvisible "
     "integer, reltoastrelid oid, relhasindex boolean, relisshared boolean, relpersistence "
     "\"char\", relkind \"char\", relnatts smallint, relchecks smallint, relhasrules boolean, "
     "relhastriggers boolean, relhassubclass boolean, relrowsecurity boolean, relforcerowsecurity "
     "boolean, relispopulated boolean, relreplident \"char\", relispartition boolean, relrewrite "
     "oid, relfrozenxid xid, relminmxid xid, relacl aclitem[], reloptions text[] C, relpartbound "
     "pg_node_tree C"},
    {"select * from t, t", "42712 0 table name \"t\" specified more than once"},
    {"select * from t a, u a", "42712 0 table name \"a\" specified more than once"},
    {"select * from t, public.t", "42712 0 table name \"t\" specified more than once"},
    {"select t.id from t x", "42P01 8 invalid reference to FROM-clause entry for table \"t\""},
    {"select x.id from t x, public.t y", "id integer"},
    {"select * from t, lateral (select t.name || 'x' as y) x",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[], y text"},
    {"select * from t, (select t.name) x",
     "42P01 26 invalid reference to FROM-clause entry for table \"t\""},
    {"select * from (select 1 as a, 2) x", "a integer, ?column? integer"},
    {"select * from (select 1 as a, 2 as b) x(c)", "c integer, b integer"},
    {"select * from (select 'a' as a) x", "a text"},
    {"select 'a' as a, null as b", "a text, b text"},
    {"select * from generate_series(1, 3)", "generate_series integer"},
    {"select * from generate_series(1, 3) as g", "g integer"},
    {"select * from generate_series(1, 3) as g(n)", "n integer"},
    {"select * from generate_series(1, 3) with ordinality",
     "generate_series integer, ordinality bigint"},
    {"select * from generate_series(1, 3) with ordinality as g(n, o)", "n integer, o bigint"},
    {"select * from generate_series(1, 3) as g(n, m)",
     "42P10 0 table \"g\" has 1 columns available but 2 columns specified"},
    {"select * from unnest(array[1, 2], array['a', 'b']) as x(a, b)", "a integer, b text"},
    {"select * from unnest(array[1, 2]) with ordinality", "unnest integer, ordinality bigint"},
    {"select * from t, unnest(t.tags) as tag", "id integer, name text, price numeric(10,2), code "
                                               "character varying(20), tags text[], tag text"},
    {"select * from current_date", "current_date date"},
    {"select * from current_date as d", "d date"},
    {"select * from cast('2020-01-01' as date)", "date date"},
    {"select * from coalesce(1, 2)", "coalesce integer"},
    {"select * from abs(generate_series(1, 2))",
     "0A000 19 set-returning functions must appear at top level of FROM"},
    {"select * from json_to_record('{}') as x(a int, b text)", "a integer, b text"},
    {"select * from json_each('{}')", "key text, value json"},
    {"select * from jsonb_array_elements('[]')", "value jsonb"},
    {"select * from jsonb_array_elements('[]') as e", "value jsonb"},
    {"select * from jsonb_array_elements('[]') as e(v)", "v jsonb"},
    {"select * from regexp_matches('a', 'b') as m", "m text[]"},
    {"select * from pg_get_keywords()",
     "word text, catcode \"char\", barelabel boolean, catdesc text, baredesc text"},
    {"select * from string_to_table('a,b', ',')", "string_to_table text"},
    {"select * from xmltable('/r' passing '<r/>' columns a int, a text)",
     "42601 59 column name \"a\" is not unique"},
    {"select * from xmltable('/r' passing '<r/>' columns a numeric(5,1)) as x(q)",
     "q numeric(5,1)"},
    {"select * from xmltable('/r' passing '<r/>' columns a int) as x(q, r)",
     "42P10 0 XMLTABLE function has 1 columns available but 2 columns specified"},
    {"select * from xmltable(xmlnamespaces('http://x' as n, 'http://y' as n), '/r' passing '<r/>' "
     "columns a int)",
     "42601 55 namespace name \"n\" is not unique"},
    {"select * from xmltable('/r' passing 1 columns a int)",
     "42804 37 argument of XMLTABLE must be type xml, not type integer"},
    {"select * from t tablesample system (10)",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select * from t tablesample bernoulli (10) repeatable (3)",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select * from t tablesample nope (10)", "42704 29 tablesample method nope does not exist"},
    {"select * from t tablesample system (10, 2)",
     "2202H 29 tablesample method system requires 1 argument, not 2"},
    {"select * from t as x(a) tablesample system (10)",
     "a integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select id from t where name",
     "42804 24 argument of WHERE must be type boolean, not type text"},
    {"select * from (with x as (insert into t values (1, 'a') returning id) select * from x) q",
     "0A000 21 WITH clause containing a data-modifying statement must be at the top level"},
    {"select 1 from t where exists (select 1 from u where u.t_id = t.id)", "?column? integer"},
    {"select a.id from u as a(id2)", "42703 8 column a.id does not exist"},
    {"select * from pg_stat_activity",
     "datid oid, datname name C, pid integer, leader_pid integer, usesysid oid, usename name C, "
     "application_name text, client_addr inet, client_hostname text, client_port integer, "
     "backend_start timestamp with time zone, xact_start timestamp with time zone, query_start "
     "timestamp with time zone, state_change timestamp with time zone, wait_event_type text, "
     "wait_event text, state text, backend_xid xid, backend_xmin xid, query_id bigint, query text, "
     "backend_type text"},
    {"select t from t", "t t"},
    {"select (x).a from (select 1 as a, 2 as b) x", "a integer"},
    {"select x.* from (select t, u from t, u) x", "t t, u u"},
    {"select (t).name from t", "name text"},
    {"select t.ctid, t.tableoid from t", "ctid tid, tableoid oid"},
    {"select t.xmin from (select * from t) t", "42703 8 column t.xmin does not exist"},
};

static void items_of_from_give_the_server_s_columns_and_errors(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(items_of_from_give_the_server_s_columns_and_errors,
                                        fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
