#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "analyze/edit_distance.h"
#include "unit/analyze/fixture.h"

static const char *hint_of(fixture *f, const char *sql) {
    arena *a = f->arena;
    diagnostics *d = diagnostics_new(a);
    const source_file *file = source_file_of_text(a, "test.sql", sql, strlen(sql), d);
    const sql_statement *statement = sql_reader_next(sql_reader_new(a, file, d));
    analysis an = {.catalog = f->catalog, .arena = a, .diagnostics = d, .statement = statement};
    assert_null(select_analyze(&an, statement->node, true));
    return d->list.items[0].hint != NULL ? d->list.items[0].hint : "";
}

static void the_nearest_column_is_suggested(void **state) {
    assert_string_equal(hint_of(*state, "select nam from t"),
                        "Perhaps you meant to reference the column \"t.name\".");
}

static void two_equally_near_columns_are_suggested(void **state) {
    assert_string_equal(hint_of(*state, "select nam from t a, t b"),
                        "Perhaps you meant to reference the column \"a.name\" or the column "
                        "\"b.name\".");
}

static void three_equally_near_columns_are_no_help(void **state) {
    assert_string_equal(hint_of(*state, "select nam from t a, t b, t c"), "");
}

static void a_column_out_of_reach_is_named(void **state) {
    assert_string_equal(hint_of(*state, "select 1 from t, (select name) x"),
                        "There is a column named \"name\" in table \"t\", but it cannot be "
                        "referenced from this part of the query.");
}

static void half_of_the_name_must_be_right(void **state) {
    assert_string_equal(hint_of(*state, "select nxyz from t"), "");
}

static void an_alias_is_suggested_for_its_table(void **state) {
    assert_string_equal(hint_of(*state, "select t.id from t x"),
                        "Perhaps you meant to reference the table alias \"x\".");
}

static void a_table_out_of_reach_is_named(void **state) {
    assert_string_equal(hint_of(*state, "select 1 from t, (select t.id) x"),
                        "There is an entry for table \"t\", but it cannot be referenced from this "
                        "part of the query.");
}

static void distance_counts_characters_not_bytes(void **state) {
    const fixture *f = *state;
    assert_int_equal(edit_distance(f->arena,
                                   "stra\xC3\x9F"
                                   "e",
                                   "strasse", 9),
                     2);
    assert_int_equal(edit_distance(f->arena, "", "abc", 9), 3);
    assert_int_equal(edit_distance(f->arena, "kitten", "sitting", 9), 3);
    assert_true(edit_distance(f->arena, "a", "abcdef", 3) > 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_column_is_suggested),
        cmocka_unit_test(two_equally_near_columns_are_suggested),
        cmocka_unit_test(three_equally_near_columns_are_no_help),
        cmocka_unit_test(a_column_out_of_reach_is_named),
        cmocka_unit_test(half_of_the_name_must_be_right),
        cmocka_unit_test(an_alias_is_suggested_for_its_table),
        cmocka_unit_test(a_table_out_of_reach_is_named),
        cmocka_unit_test(distance_counts_characters_not_bytes),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
