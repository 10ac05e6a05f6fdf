/* Scripts, and the lines an edited migration is shown with: what needs no server. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "migrate_diff.h"
#include "oriel/migrate.h"

#define SET(items) ((oriel_migration_set){items, sizeof items / sizeof *(items), NULL})

static const oriel_migration films[] = {
    {1, "film", "CREATE TABLE film ()", "DROP TABLE film;\n", "1_film.up.sql", "1_film.down.sql"},
    {2, "it's", "-- oriel: no-transaction\nVACUUM; -- '\\'", "SELECT 2", "2.up.sql", "2.down.sql"},
};

static char script[16384];
static oriel_error err;

static bool collect(const char *text, size_t length, void *context) {
    (void)context;
    strncat(script, text, length);
    return true;
}

static bool refuse(const char *text, size_t length, void *context) {
    (void)text;
    (void)length;
    (void)context;
    return false;
}

static oriel_status up(const oriel_migration_set *set, const char *from, const char *to) {
    script[0] = '\0';
    return oriel_migrate_upgrade_script(set, from, to, NULL, collect, NULL, &err);
}

static void an_upgrade_script_has_the_texts_and_the_rows(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    assert_int_equal(up(&set, NULL, NULL), ORIEL_OK);
    assert_non_null(strstr(script, "CREATE TABLE IF NOT EXISTS \"public\".\"oriel_history\""));
    const char *row = strstr(script, "VALUES (1, 'film', '");
    const char *text = strstr(script, "\nCREATE TABLE film ()\n;\nCOMMIT;\n");
    assert_non_null(row);
    assert_non_null(text);
    assert_true(row < text);
}

static void a_no_transaction_text_stands_outside_a_transaction(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    assert_int_equal(up(&set, "1", "2"), ORIEL_OK);
    assert_null(strstr(script, "BEGIN"));
    assert_non_null(strstr(script, "VACUUM; -- '\\'\nINSERT INTO"));
    assert_non_null(strstr(script, "VALUES (2, 'it''s', '"));
    assert_non_null(strstr(script, "E'-- oriel: no-transaction\nVACUUM; -- ''\\\\'''"));
}

static void a_downgrade_script_goes_backwards(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    script[0] = '\0';
    assert_int_equal(
        oriel_migrate_downgrade_script(&set, "head", "base", NULL, collect, NULL, &err), ORIEL_OK);
    const char *second = strstr(script, "DELETE FROM \"public\".\"oriel_history\" WHERE id = 2;");
    const char *first = strstr(script, "DELETE FROM \"public\".\"oriel_history\" WHERE id = 1;");
    assert_non_null(second);
    assert_true(first > second);
    assert_int_equal(oriel_migrate_downgrade_script(&set, "2", NULL, NULL, collect, NULL, &err),
                     ORIEL_BAD_ARGUMENT);
}

static void ends_of_a_script_must_exist(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    assert_int_equal(up(&set, NULL, "3"), ORIEL_BAD_ARGUMENT);
    assert_int_equal(up(&set, NULL, "+1"), ORIEL_BAD_ARGUMENT);
    assert_int_equal(up(&set, "2", "1"), ORIEL_BAD_ARGUMENT);
    assert_string_equal(err.message, "an upgrade cannot go from 2 to 1");
}

static void a_text_that_swallows_what_follows_is_refused(void **state) {
    (void)state;
    const oriel_migration open[] = {
        {1, "a", "SELECT 1;\nSELECT 'x", "", "1_a.up.sql", "1_a.down.sql"},
    };
    oriel_migration_set set = SET(open);
    assert_int_equal(up(&set, NULL, NULL), ORIEL_MIGRATION);
    assert_string_equal(err.message, "unterminated quoted string");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 8);
}

static void the_caller_can_stop_a_script(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    assert_int_equal(oriel_migrate_upgrade_script(&set, NULL, NULL, NULL, refuse, NULL, &err),
                     ORIEL_CANCELLED);
}

static const char *diff(const char *old_text, const char *new_text) {
    memset(&err, 0, sizeof err);
    orl_diff_detail(&err, old_text, new_text);
    return err.detail;
}

static void a_diff_shows_the_lines_between_what_is_the_same(void **state) {
    (void)state;
    assert_string_equal(diff("a\nb\nc\n", "a\nx\ny\nc\n"),
                        "From line 2 (- applied, + now):\n-b\n+x\n+y");
    assert_string_equal(diff("a\nc\n", "a\nb\nc\n"), "From line 2 (- applied, + now):\n+b");
    assert_string_equal(diff("a\na\na\n", "a\na\n"), "From line 3 (- applied, + now):\n-a");
    assert_string_equal(diff("", "a"), "From line 1 (- applied, + now):\n+a");
    assert_string_equal(diff("ab\nc", "b\nc"), "From line 1 (- applied, + now):\n-ab\n+b");
    assert_string_equal(diff("a\r\nb\r\n", "a\nb\n"),
                        "Only the ends of its lines differ from what was applied.");
    assert_int_equal(orl_diff_line("a\nb\n", "a\nc\n"), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upgrade_script_has_the_texts_and_the_rows),
        cmocka_unit_test(a_no_transaction_text_stands_outside_a_transaction),
        cmocka_unit_test(a_downgrade_script_goes_backwards),
        cmocka_unit_test(ends_of_a_script_must_exist),
        cmocka_unit_test(a_text_that_swallows_what_follows_is_refused),
        cmocka_unit_test(the_caller_can_stop_a_script),
        cmocka_unit_test(a_diff_shows_the_lines_between_what_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
