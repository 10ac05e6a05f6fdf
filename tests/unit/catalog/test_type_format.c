#include "catalog/type_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "catalog/search_path.h"

static int set_up(void **state) {
    *state = catalog_new(arena_new(NULL), snapshot_of_version(15));
    return 0;
}

static int tear_down(void **state) {
    arena_free(catalog_arena(*state));
    return 0;
}

static void assert_format(catalog *c, oid type, int32_t typmod, const char *expected) {
    assert_string_equal(type_format_qualified(c, catalog_arena(c), type, typmod), expected);
}

static void types_of_sql_have_sqls_names(void **state) {
    assert_format(*state, INT4OID, -1, "integer");
    assert_format(*state, TEXTARRAYOID, -1, "text[]");
    assert_format(*state, VARCHAROID, 104, "character varying(100)");
    assert_format(*state, VARCHARARRAYOID, 104, "character varying(100)[]");
    assert_format(*state, TIMESTAMPTZOID, 3, "timestamp(3) with time zone");
    assert_format(*state, TIMETZOID, -1, "time with time zone");
}

static void bare_names_that_mean_a_modifier_are_not_used_without_one(void **state) {
    assert_format(*state, BPCHAROID, -1, "bpchar");
    assert_format(*state, BPCHAROID, 5, "character(1)");
    assert_format(*state, BITOID, -1, "\"bit\"");
    assert_format(*state, BITOID, 8, "bit(8)");
    assert_format(*state, CHAROID, -1, "\"char\"");
}

static void numeric_scale_may_be_negative(void **state) {
    assert_format(*state, NUMERICOID, (10 << 16 | 2) + 4, "numeric(10,2)");
    assert_format(*state, NUMERICOID, (3 << 16 | (-5 & 0x7ff)) + 4, "numeric(3,-5)");
}

static void intervals_show_fields_and_precision(void **state) {
    assert_format(*state, INTERVALOID, 0x7fff << 16 | 3, "interval(3)");
    assert_format(*state, INTERVALOID, 0x1c08 << 16 | 6, "interval day to second(6)");
    assert_format(*state, INTERVALOID, 0x0004 << 16 | 0xffff, "interval year");
}

static void vectors_of_the_catalogs_are_no_arrays(void **state) {
    assert_format(*state, INT2VECTOROID, -1, "int2vector");
    assert_format(*state, 1006, -1, "int2vector[]");
}

static void types_that_do_not_exist_are_shown_as_such(void **state) {
    assert_format(*state, INVALID_OID, -1, "-");
    assert_format(*state, 999999, -1, "\?\?\?");
}

static void schemas_are_written_where_the_type_is_not_visible(void **state) {
    catalog *c = *state;
    pg_type mood = {.namespace = PUBLIC_NAMESPACE, .name = "Mood", .typtype = 'e'};
    oid own = catalog_add(c, CLASS_TYPE, &mood);
    assert_format(c, own, -1, "public.\"Mood\"");
    assert_string_equal(type_format(c, catalog_arena(c), own, -1), "\"Mood\"");
    mood.namespace = search_path_temp_namespace(c);
    oid temporary = catalog_add(c, CLASS_TYPE, &mood);
    assert_format(c, temporary, -1, "\"Mood\"");
    assert_string_equal(type_format(c, catalog_arena(c), own, -1), "public.\"Mood\"");
}

static void modifiers_without_a_function_are_written_as_numbers(void **state) {
    catalog *c = *state;
    pg_type vector = {.namespace = PUBLIC_NAMESPACE, .name = "vector", .typtype = 'b'};
    assert_format(c, catalog_add(c, CLASS_TYPE, &vector), 3, "public.vector(3)");
}

static void identifiers_are_quoted_only_where_needed(void **state) {
    arena *a = catalog_arena(*state);
    assert_string_equal(quote_identifier(a, "film_2"), "film_2");
    assert_string_equal(quote_identifier(a, "Film"), "\"Film\"");
    assert_string_equal(quote_identifier(a, "2film"), "\"2film\"");
    assert_string_equal(quote_identifier(a, "a\"b"), "\"a\"\"b\"");
    assert_string_equal(quote_identifier(a, "user"), "\"user\""); /* reserved */
    assert_string_equal(quote_identifier(a, "int"), "\"int\"");   /* a column's name */
    assert_string_equal(quote_identifier(a, "left"), "\"left\""); /* a type or function */
    assert_string_equal(quote_identifier(a, "action"), "action"); /* unreserved */
    assert_string_equal(quote_identifier(a, ""), "\"\"");
    assert_string_equal(quote_qualified(a, "S", "t"), "\"S\".t");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(types_of_sql_have_sqls_names),
        TEST(bare_names_that_mean_a_modifier_are_not_used_without_one),
        TEST(numeric_scale_may_be_negative),
        TEST(intervals_show_fields_and_precision),
        TEST(vectors_of_the_catalogs_are_no_arrays),
        TEST(types_that_do_not_exist_are_shown_as_such),
        TEST(schemas_are_written_where_the_type_is_not_visible),
        TEST(modifiers_without_a_function_are_written_as_numbers),
        TEST(identifiers_are_quoted_only_where_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
