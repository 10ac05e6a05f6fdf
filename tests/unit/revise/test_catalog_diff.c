#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "replay/replay.h"
#include "revise/catalog_diff.h"

static arena *a;
static diagnostics *d;
static replay *r;

static int set_up(void **state) {
    (void)state;
    a = arena_new(NULL);
    d = diagnostics_new(a);
    r = replay_new(a, 15, d);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static const catalog_image *after(const char *sql) {
    replay_source(r, source_file_of_text(a, "test.sql", sql, strlen(sql), d));
    assert_int_equal(d->error_count, 0);
    return catalog_image_take(a, replay_catalog(r));
}

static void assert_difference(const char *first, const char *second, const char *expected) {
    const catalog_image *before = after(first);
    const catalog_diff *diff = catalog_diff_of(a, before, after(second));
    assert_int_equal(diff->count, 1);
    assert_string_equal(catalog_difference_text(a, &diff->items[0]), expected);
}

static void the_same_made_again_is_the_same(void **state) {
    (void)state;
    const char *make = "CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x' CHECK (b <> ''));"
                       "CREATE VIEW v AS SELECT a, b FROM t; COMMENT ON COLUMN v.a IS 'a';"
                       "CREATE INDEX i ON t (b); CREATE TYPE e AS ENUM ('x', 'y');";
    const catalog_image *before = after(make);
    after("DROP TABLE t CASCADE; DROP TYPE e;");
    assert_int_equal(catalog_diff_of(a, before, after(make))->count, 0);
}

static void a_columns_type_is_seen(void **state) {
    (void)state;
    assert_difference("CREATE TABLE t (a varchar(5))", "ALTER TABLE t ALTER a TYPE varchar(6)",
                      "column a of table public.t was character varying(5) and is "
                      "character varying(6)");
}

static void a_missing_comment_is_seen(void **state) {
    (void)state;
    assert_difference("CREATE VIEW v AS SELECT 1 AS a; COMMENT ON VIEW v IS 'one'",
                      "COMMENT ON VIEW v IS NULL", "comment on view public.v is missing");
}

static void a_new_label_is_seen(void **state) {
    (void)state;
    assert_difference("CREATE TYPE e AS ENUM ('x')", "ALTER TYPE e ADD VALUE 'y'",
                      "type public.e was type of kind e with labels 'x' and is type of kind e "
                      "with labels 'x', 'y'");
}

static void an_index_is_seen(void **state) {
    (void)state;
    assert_difference("CREATE TABLE t (a int)", "CREATE UNIQUE INDEX i ON t (a)",
                      "index public.i was not there before");
}

static void the_same_text_about_another_table_is_seen(void **state) {
    (void)state;
    const catalog_image *before =
        after("CREATE SCHEMA s; CREATE TABLE t (a int); "
              "CREATE TABLE s.t (a int); CREATE VIEW v AS SELECT a FROM t");
    const catalog_image *now = after("DROP VIEW v; SET search_path = s, public; "
                                     "CREATE VIEW public.v AS SELECT a FROM t");
    const catalog_diff *diff = catalog_diff_of(a, before, now);
    assert_int_equal(diff->count, 1);
    assert_string_equal(diff->items[0].subject, "view public.v");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_made_again_is_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_columns_type_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_comment_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_new_label_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_index_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_text_about_another_table_is_seen, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
