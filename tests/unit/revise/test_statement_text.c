#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "revise/statement_text.h"

static arena *a;

static int set_up(void **state) {
    (void)state;
    a = arena_new(NULL);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static void or_replace_stands_behind_create(void **state) {
    (void)state;
    assert_string_equal(statement_text_or_replace(a, "create /* new */ view v as select 1"),
                        "create OR REPLACE /* new */ view v as select 1");
    assert_string_equal(statement_text_or_replace(a, "CREATE OR REPLACE VIEW v AS SELECT 1"),
                        "CREATE OR REPLACE VIEW v AS SELECT 1");
    assert_string_equal(statement_text_without_replace(a, "CREATE OR REPLACE VIEW v AS SELECT 1"),
                        "CREATE VIEW v AS SELECT 1");
}

static void a_views_fingerprint_leaves_out_its_name(void **state) {
    (void)state;
    const char *one = statement_text_view_fingerprint(a, "CREATE VIEW v AS SELECT 1 AS a");
    assert_string_equal(one, statement_text_view_fingerprint(
                                 a, "CREATE OR REPLACE VIEW public.\"V\" AS select 1 as A;"));
    assert_string_not_equal(one,
                            statement_text_view_fingerprint(a, "CREATE VIEW v AS SELECT 2 AS a"));
    assert_string_not_equal(
        one, statement_text_view_fingerprint(a, "CREATE VIEW v (a) AS SELECT 1 AS a"));
    assert_string_not_equal(
        one, statement_text_view_fingerprint(a, "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a"));
    assert_string_equal(
        statement_text_view_fingerprint(a, "CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1"),
        statement_text_view_fingerprint(a, "CREATE MATERIALIZED VIEW w AS SELECT 1"));
}

static void a_view_gets_another_name_and_columns(void **state) {
    (void)state;
    assert_string_equal(
        statement_text_rename_view(a, "CREATE VIEW s . v (a, b) AS SELECT 1, 2", "w", NULL),
        "CREATE VIEW w (a, b) AS SELECT 1, 2");
    assert_string_equal(
        statement_text_rename_view(a, "CREATE VIEW v (a, b) AS SELECT 1, 2", "s.w", "c, d"),
        "CREATE VIEW s.w (c, d) AS SELECT 1, 2");
}

static void a_grant_is_taken_back_by_its_revoke(void **state) {
    (void)state;
    assert_string_equal(statement_text_undo_grant(
                            a, "GRANT SELECT, UPDATE (a, b) ON v TO one, PUBLIC WITH GRANT OPTION"),
                        "REVOKE SELECT, UPDATE (a, b) ON v FROM one, PUBLIC");
    assert_string_equal(statement_text_undo_grant(a, "REVOKE ALL ON v FROM one CASCADE"),
                        "GRANT ALL ON v TO one");
}

static void a_grant_on_many_is_cut_to_one(void **state) {
    (void)state;
    assert_string_equal(
        statement_text_grant_on(a, "GRANT SELECT ON TABLE film, s.v TO PUBLIC", "s.v"),
        "GRANT SELECT ON s.v TO PUBLIC");
    assert_string_equal(
        statement_text_grant_on(a, "REVOKE ALL ON ALL TABLES IN SCHEMA s FROM PUBLIC", "s.v"),
        "REVOKE ALL ON s.v FROM PUBLIC");
}

static void a_comment_is_taken_back_by_null(void **state) {
    (void)state;
    assert_string_equal(statement_text_undo_comment(a, "COMMENT ON VIEW v IS 'what it is for'"),
                        "COMMENT ON VIEW v IS NULL");
}

static void what_is_on_a_view_follows_its_name(void **state) {
    (void)state;
    assert_string_equal(
        statement_text_rename_subject(a, "COMMENT ON COLUMN public.v.a IS 'v'", "v", "w"),
        "COMMENT ON COLUMN w.a IS 'v'");
    assert_string_equal(statement_text_rename_subject(a, "CREATE INDEX v ON \"V\" (a)", "V", "s.w"),
                        "CREATE INDEX v ON s.w (a)");
    assert_string_equal(statement_text_rename_subject(a, "ALTER VIEW v RESET (x)", "v", "w"),
                        "ALTER VIEW w RESET (x)");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(or_replace_stands_behind_create),
        cmocka_unit_test(a_views_fingerprint_leaves_out_its_name),
        cmocka_unit_test(a_view_gets_another_name_and_columns),
        cmocka_unit_test(a_grant_is_taken_back_by_its_revoke),
        cmocka_unit_test(a_grant_on_many_is_cut_to_one),
        cmocka_unit_test(a_comment_is_taken_back_by_null),
        cmocka_unit_test(what_is_on_a_view_follows_its_name),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
