/* SQL names as C names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/c_name.h"

static const char *const suffixes[] = {"_row", "_rows"};
static const c_name_family view = {suffixes, 2, "view"};
static const char *const type_suffixes[] = {"", "_opt"};
static const c_name_family enumeration = {type_suffixes, 2, "enum"};

typedef struct fixture {
    arena *arena;
    c_name_scope *scope;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->arena = arena_new(NULL);
    f->scope = c_name_scope_new(f->arena);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    arena_free(f->arena);
    free(f);
    return 0;
}

static void names_become_identifiers(void **state) {
    fixture *f = *state;
    assert_string_equal(c_name_of(f->arena, "film_id"), "film_id");
    assert_string_equal(c_name_of(f->arena, "Film Id"), "Film_Id");
    assert_string_equal(c_name_of(f->arena, "?column?"), "n_column_");
    assert_string_equal(c_name_of(f->arena, "2nd"), "n2nd");
    assert_string_equal(c_name_of(f->arena, "a__b"), "a_b");
    assert_string_equal(c_name_of(f->arena, "gr\xc3\xb6\xc3\x9f"
                                            "e"),
                        "gr_e");
}

static void keywords_and_macros_get_an_underscore(void **state) {
    fixture *f = *state;
    assert_string_equal(c_name_of(f->arena, "default"), "default_");
    assert_string_equal(c_name_of(f->arena, "class"), "class_");
    assert_string_equal(c_name_of(f->arena, "linux"), "linux_");
    assert_string_equal(c_name_of(f->arena, "INT32_MAX"), "INT32_MAX_");
    assert_string_equal(c_name_of(f->arena, "printf"), "printf");
}

static void taken_names_are_numbered(void **state) {
    fixture *f = *state;
    assert_string_equal(c_name_take(f->scope, "a"), "a");
    assert_string_equal(c_name_take(f->scope, "a"), "a_2");
    assert_string_equal(c_name_take(f->scope, "a_2"), "a_2_2");
    assert_string_equal(c_name_take(f->scope, "b_"), "b_");
    assert_string_equal(c_name_take(f->scope, "b_"), "b_2");
}

static void families_keep_their_members_free(void **state) {
    fixture *f = *state;
    assert_string_equal(c_name_take_family(f->scope, "film", &view), "film");
    assert_string_equal(c_name_take_family(f->scope, "film", &view), "film_2");
    assert_string_equal(c_name_take_family(f->scope, "film_row", &enumeration), "film_row_2");
}

static void headers_differ_in_more_than_case(void **state) {
    fixture *f = *state;
    assert_string_equal(c_name_take_family(f->scope, "film", &view), "film");
    assert_string_equal(c_name_take_family(f->scope, "FILM", &view), "FILM_2");
}

static void reserved_names_get_a_noun(void **state) {
    fixture *f = *state;
    assert_string_equal(c_name_take_family(f->scope, "time", &view), "time_view");
    assert_string_equal(c_name_take_family(f->scope, "class_", &enumeration), "class_enum");
    assert_string_equal(c_name_take_family(f->scope, "default_", &view), "default");
}

static void names_of_the_runtime_get_a_prefix(void **state) {
    fixture *f = *state;
    assert_string_equal(c_name_take_family(f->scope, "oriel_history", &view), "db_oriel_history");
}

static void globals_keep_away_from_the_standard_library(void **state) {
    fixture *f = *state;
    assert_string_equal(c_name_take_global(f->scope, "CONNECTION_OK"), "CONNECTION_OK_2");
    assert_string_equal(c_name_take_global(f->scope, "CONNECTION_OPEN"), "CONNECTION_OPEN");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(names_become_identifiers),          TEST(keywords_and_macros_get_an_underscore),
        TEST(taken_names_are_numbered),          TEST(families_keep_their_members_free),
        TEST(headers_differ_in_more_than_case),  TEST(reserved_names_get_a_noun),
        TEST(names_of_the_runtime_get_a_prefix), TEST(globals_keep_away_from_the_standard_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
