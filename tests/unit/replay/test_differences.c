/* What random DDL (tests/oracle/random_ddl) once found replay to do otherwise than the server. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "catalog/search_path.h"
#include "replay/replay.h"

typedef struct run {
    arena *arena;
    diagnostics *diagnostics;
    replay *replay;
} run;

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    run *t = ARENA_NEW(a, run);
    t->arena = a;
    t->diagnostics = diagnostics_new(a);
    t->replay = replay_new(a, 15, t->diagnostics);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((run *)*state)->arena);
    return 0;
}

static void replay_text_of(run *t, const char *sql) {
    diagnostics_truncate(t->diagnostics, 0);
    replay_source(t->replay,
                  source_file_of_text(t->arena, "t.sql", sql, strlen(sql), t->diagnostics));
}

static void accept(run *t, const char *sql) {
    replay_text_of(t, sql);
    if (t->diagnostics->list.count > 0) {
        fail_msg("%s: %s", sql, t->diagnostics->list.items[0].message);
    }
}

static void refuse(run *t, const char *sql, const char *sqlstate, const char *message) {
    replay_text_of(t, sql);
    assert_int_equal(t->diagnostics->list.count, 1);
    assert_string_equal(t->diagnostics->list.items[0].message, message);
    assert_string_equal(t->diagnostics->list.items[0].sqlstate, sqlstate);
}

static const pg_constraint *constraint(const run *t, const char *table, const char *name) {
    const catalog *c = replay_catalog(t->replay);
    return catalog_find_child(c, CLASS_CONSTRAINT, search_path_relation(c, NULL, table)->oid, name);
}

static void temporary_tables_of_unknown_schemas_lack_the_schema(void **state) {
    refuse(*state, "CREATE TEMPORARY TABLE nowhere.t (a integer)", "3F000",
           "schema \"nowhere\" does not exist");
}

static void tables_of_named_schemas_are_not_temporary(void **state) {
    refuse(*state, "CREATE TEMPORARY TABLE public.t (a integer)", "42P16",
           "cannot create temporary relation in non-temporary schema");
}

static void keys_of_partitioned_tables_are_not_inherited(void **state) {
    accept(*state, "CREATE TABLE t (a integer PRIMARY KEY) PARTITION BY LIST (a)");
    assert_true(constraint(*state, "t", "t_pkey")->no_inherit);
}

static void row_types_stay_even_where_they_are(void **state) {
    accept(*state, "CREATE TABLE t (a integer)");
    refuse(*state, "ALTER TYPE t SET SCHEMA public", "42809", "t is a table's row type");
}

static void statistics_name_a_column_once(void **state) {
    accept(*state, "CREATE TABLE t (a integer, b integer)");
    refuse(*state, "CREATE STATISTICS s ON a, a FROM t", "42701",
           "duplicate column name in statistics definition");
}

static void plain_types_have_plain_storage(void **state) {
    accept(*state, "CREATE TABLE t (a integer, b text)");
    accept(*state, "ALTER TABLE t ALTER a SET STORAGE plain, ALTER b SET STORAGE EXTERNAL");
    refuse(*state, "ALTER TABLE t ALTER a SET STORAGE EXTERNAL", "0A000",
           "column data type integer can only have storage PLAIN");
}

static void tables_cluster_on_ordered_indexes(void **state) {
    accept(*state, "CREATE TABLE t (a integer); CREATE INDEX i ON t USING hash (a)");
    refuse(*state, "ALTER TABLE t CLUSTER ON i", "0A000",
           "cannot cluster on index \"i\" because access method does not support clustering");
}

static void plain_indexes_have_no_partitions(void **state) {
    accept(*state, "CREATE TABLE t (a integer PRIMARY KEY)");
    refuse(*state, "ALTER INDEX t_pkey ATTACH PARTITION t_pkey", "42809",
           "ALTER action ATTACH PARTITION cannot be performed on relation \"t_pkey\"");
}

static void columns_made_like_others_have_no_dimensions(void **state) {
    const run *t = *state;
    accept(*state, "CREATE TABLE t (a integer[]); CREATE TABLE u (LIKE t)");
    const pg_class *copy = search_path_relation(replay_catalog(t->replay), NULL, "u");
    assert_int_equal(copy->attributes[0].dims, 0);
}

static void inherited_columns_have_no_dimensions(void **state) {
    const run *t = *state;
    accept(*state, "CREATE TABLE t (a integer[]); CREATE TABLE u () INHERITS (t)");
    const pg_class *child = search_path_relation(replay_catalog(t->replay), NULL, "u");
    assert_int_equal(child->attributes[0].dims, 0);
}

static void materialized_views_have_no_rules(void **state) {
    accept(*state, "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a");
    refuse(*state, "CREATE RULE r AS ON INSERT TO m DO INSTEAD NOTHING", "0A000",
           "rules on materialized views are not supported");
}

static void temporary_tables_stay_in_their_schema(void **state) {
    accept(*state, "CREATE TEMPORARY TABLE t (a integer)");
    refuse(*state, "ALTER TABLE t SET SCHEMA public", "0A000",
           "cannot move objects into or out of temporary schemas");
}

static void refreshing_concurrently_needs_rows_and_a_key(void **state) {
    accept(*state, "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a WITH NO DATA");
    refuse(*state, "REFRESH MATERIALIZED VIEW CONCURRENTLY m", "0A000",
           "CONCURRENTLY cannot be used when the materialized view is not populated");
    accept(*state, "REFRESH MATERIALIZED VIEW m");
    refuse(*state, "REFRESH MATERIALIZED VIEW CONCURRENTLY m", "55000",
           "cannot refresh materialized view \"public.m\" concurrently");
    accept(*state, "CREATE UNIQUE INDEX ON m (a)");
    accept(*state, "REFRESH MATERIALIZED VIEW CONCURRENTLY m");
}

static void temporary_tables_are_not_logged_or_unlogged(void **state) {
    accept(*state, "CREATE TEMPORARY TABLE t (a integer)");
    refuse(*state, "ALTER TABLE t SET UNLOGGED", "42P16",
           "cannot change logged status of table \"t\" because it is temporary");
}

static void names_of_operator_families_are_free_per_access_method(void **state) {
    accept(*state, "CREATE SCHEMA away; CREATE OPERATOR FAMILY near USING hash;"
                   "CREATE OPERATOR FAMILY near USING btree;"
                   "CREATE OPERATOR FAMILY away.near USING btree;"
                   "ALTER OPERATOR FAMILY near USING hash SET SCHEMA away");
    refuse(*state, "ALTER OPERATOR FAMILY near USING btree SET SCHEMA away", "42710",
           "operator family \"near\" for access method \"btree\" already exists in schema "
           "\"away\"");
}

static void postfix_operators_that_are_not_there_are_dropped_if_they_exist(void **state) {
    accept(*state, "DROP OPERATOR IF EXISTS !!! (integer, NONE)");
    refuse(*state, "DROP OPERATOR !!! (integer, NONE)", "42601",
           "postfix operators are not supported");
    refuse(*state, "DROP OPERATOR !!! (nothing, NONE)", "42704", "type \"nothing\" does not exist");
}

static void columns_are_renamed_in_the_children_first(void **state) {
    accept(*state, "CREATE TABLE top (a integer); CREATE TABLE low (b integer) INHERITS (top);"
                   "CREATE TABLE side (b integer) INHERITS (top)");
    refuse(*state, "ALTER TABLE top RENAME a TO b", "42701",
           "column \"b\" of relation \"low\" already exists");
}

static void pattern_classes_want_deterministic_collations(void **state) {
    accept(*state, "CREATE COLLATION loose (PROVIDER = icu, LOCALE = 'und', DETERMINISTIC = false);"
                   "CREATE TABLE t (a text COLLATE loose, b char(3) COLLATE loose);"
                   "CREATE INDEX ON t (a COLLATE \"C\" text_pattern_ops);"
                   "CREATE INDEX ON t USING hash (a text_pattern_ops)");
    refuse(*state, "CREATE INDEX ON t ((a || 'x') varchar_pattern_ops)", "0A000",
           "nondeterministic collations are not supported for operator class "
           "\"varchar_pattern_ops\"");
    refuse(*state, "CREATE INDEX ON t (b bpchar_pattern_ops)", "0A000",
           "nondeterministic collations are not supported for operator class "
           "\"bpchar_pattern_ops\"");
}

static void columns_of_the_replica_identity_stay_not_null(void **state) {
    accept(*state, "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL);"
                   "CREATE UNIQUE INDEX i ON t (a) INCLUDE (b);"
                   "ALTER TABLE t REPLICA IDENTITY USING INDEX i;"
                   "ALTER TABLE t ALTER b DROP NOT NULL");
    refuse(*state, "ALTER TABLE t ALTER a DROP NOT NULL", "42P16",
           "column \"a\" is in index used as replica identity");
    accept(*state, "ALTER TABLE t REPLICA IDENTITY FULL; ALTER TABLE t ALTER a DROP NOT NULL");
}

static void options_of_dictionaries_are_judged_by_their_template(void **state) {
    refuse(*state, "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, accept = perhaps)", "42601",
           "accept requires a Boolean value");
    refuse(*state, "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = ispell, \"AffFile\" = a)", "22023",
           "unrecognized Ispell parameter: \"AffFile\"");
    refuse(*state, "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = thesaurus, dictfile = a)", "22023",
           "missing Dictionary parameter");
    accept(*state, "CREATE EXTENSION dict_int;"
                   "CREATE TEXT SEARCH DICTIONARY n (TEMPLATE = intdict_template, maxlen = '3x');"
                   "ALTER TEXT SEARCH DICTIONARY n (maxlen = 0, maxlen = 2, unknown)");
    refuse(*state, "ALTER TEXT SEARCH DICTIONARY n (maxlen = 0)", "22023",
           "maxlen value has to be >= 1");
    accept(*state, "CREATE TEXT SEARCH TEMPLATE bare (LEXIZE = dsimple_lexize);"
                   "CREATE TEXT SEARCH DICTIONARY b (TEMPLATE = bare)");
    refuse(*state, "ALTER TEXT SEARCH DICTIONARY b (a = 1)", "42601",
           "text search template \"bare\" does not accept options");
}

static void mappings_of_tokens_are_dropped_once(void **state) {
    accept(*state, "CREATE TEXT SEARCH CONFIGURATION c (COPY = german);"
                   "ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING FOR url, url;"
                   "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR tag WITH simple");
    refuse(*state, "ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING FOR url", "42704",
           "mapping for token type \"url\" does not exist");
    refuse(*state, "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR tag WITH simple", "23505",
           "duplicate key value violates unique constraint \"pg_ts_config_map_index\"");
}

static void text_configurations_that_settings_name_must_exist(void **state) {
    static const char message[] =
        "invalid value for parameter \"default_text_search_config\": \"Elsewhere\"";
    refuse(*state, "SET default_text_search_config = 'Elsewhere'", "22023", message);
    refuse(*state,
           "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1' "
           "SET default_text_search_config = 'Elsewhere'",
           "22023", message);
    accept(*state, "CREATE TEXT SEARCH CONFIGURATION mine (COPY = french);"
                   "SET default_text_search_config = 'public.Mine';"
                   "SET default_text_search_config = german; SET check_function_bodies = off;"
                   "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1' "
                   "SET default_text_search_config = 'Elsewhere'");
}

static void whole_rows_in_using_are_not_their_children_s(void **state) {
    accept(*state, "CREATE TABLE p (a int); CREATE TABLE q (a int); CREATE TABLE c () INHERITS (p);"
                   "ALTER TABLE q ALTER a TYPE int USING pg_column_size(q);"
                   "ALTER TABLE p ALTER a TYPE bigint USING a + 1");
    refuse(*state, "ALTER TABLE p ALTER a TYPE int USING pg_column_size(p)", "0A000",
           "cannot convert whole-row table reference");
}

static void multiranges_are_made_of_their_ranges_types(void **state) {
    accept(*state, "CREATE TYPE two AS (x int); CREATE TYPE two_range AS RANGE (SUBTYPE = two)");
    refuse(*state, "ALTER TYPE two ADD ATTRIBUTE c two_multirange", "42P16",
           "composite type two cannot be made a member of itself");
}

static void storage_copied_by_like_is_written(void **state) {
    accept(*state, "CREATE TABLE a (t text); ALTER TABLE a ALTER t SET STORAGE MAIN;"
                   "CREATE TABLE b (t text); CREATE TABLE c (LIKE b) INHERITS (a);"
                   "CREATE TABLE d (LIKE a INCLUDING STORAGE) INHERITS (a)");
    refuse(*state, "CREATE TABLE e (LIKE b INCLUDING STORAGE) INHERITS (a)", "42804",
           "column \"t\" has a storage parameter conflict");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(temporary_tables_of_unknown_schemas_lack_the_schema),
        TEST(tables_of_named_schemas_are_not_temporary),
        TEST(keys_of_partitioned_tables_are_not_inherited),
        TEST(row_types_stay_even_where_they_are),
        TEST(statistics_name_a_column_once),
        TEST(plain_types_have_plain_storage),
        TEST(tables_cluster_on_ordered_indexes),
        TEST(plain_indexes_have_no_partitions),
        TEST(temporary_tables_are_not_logged_or_unlogged),
        TEST(columns_made_like_others_have_no_dimensions),
        TEST(inherited_columns_have_no_dimensions),
        TEST(materialized_views_have_no_rules),
        TEST(temporary_tables_stay_in_their_schema),
        TEST(refreshing_concurrently_needs_rows_and_a_key),
        TEST(names_of_operator_families_are_free_per_access_method),
        TEST(postfix_operators_that_are_not_there_are_dropped_if_they_exist),
        TEST(columns_are_renamed_in_the_children_first),
        TEST(pattern_classes_want_deterministic_collations),
        TEST(columns_of_the_replica_identity_stay_not_null),
        TEST(options_of_dictionaries_are_judged_by_their_template),
        TEST(mappings_of_tokens_are_dropped_once),
        TEST(text_configurations_that_settings_name_must_exist),
        TEST(whole_rows_in_using_are_not_their_children_s),
        TEST(multiranges_are_made_of_their_ranges_types),
        TEST(storage_copied_by_like_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
