#include "source/migration_pairs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "source/source_file.h"

typedef struct fixture {
    arena *arena;
    diagnostics *diagnostics;
} fixture;

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    fixture *f = ARENA_NEW(a, fixture);
    f->arena = a;
    f->diagnostics = diagnostics_new(a);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((fixture *)*state)->arena);
    return 0;
}

static const migration_pairs *pairs_of(fixture *f, const char **names, int count) {
    file_names list = {.items = names, .count = count};
    return migration_pairs_of_names(f->arena, "m", &list, f->diagnostics);
}

static const diagnostic *only_diagnostic(const fixture *f) {
    assert_int_equal(f->diagnostics->list.count, 1);
    return &f->diagnostics->list.items[0];
}

static void pairs_are_ordered_by_their_numbers_value(void **state) {
    const char *names[] = {"0010_b.down.sql", "0010_b.up.sql", "9_a.down.sql", "9_a.up.sql"};
    const migration_pairs *pairs = pairs_of(*state, names, 4);
    assert_int_equal(((fixture *)*state)->diagnostics->list.count, 0);
    assert_int_equal(pairs->count, 2);
    assert_string_equal(pairs->items[0].id, "9_a");
    assert_string_equal(pairs->items[0].slug, "a");
    assert_int_equal(pairs->items[0].digits, 1);
    assert_string_equal(pairs->items[0].up_path, "m/9_a.up.sql");
    assert_string_equal(pairs->items[0].down_path, "m/9_a.down.sql");
    assert_int_equal(pairs->items[1].number, 10);
}

static void a_missing_half_is_an_error(void **state) {
    const char *names[] = {"0001_a.up.sql"};
    (void)pairs_of(*state, names, 1);
    assert_string_equal(only_diagnostic(*state)->message, "migration has no 0001_a.down.sql");
    assert_string_equal(only_diagnostic(*state)->at.file->name, "m/0001_a.up.sql");
}

static void a_missing_up_half_is_an_error(void **state) {
    const char *names[] = {"0001_a.down.sql"};
    (void)pairs_of(*state, names, 1);
    assert_string_equal(only_diagnostic(*state)->message, "migration has no 0001_a.up.sql");
}

static void other_sql_files_do_not_belong_here(void **state) {
    const char *names[] = {"seed.sql"};
    assert_int_equal(pairs_of(*state, names, 1)->count, 0);
    assert_string_equal(only_diagnostic(*state)->message,
                        "file is neither an up nor a down migration");
}

static void names_need_a_number_and_a_slug(void **state) {
    fixture *f = *state;
    const char *names[] = {"a.up.sql", "1.up.sql", "1_.up.sql", "0123456789_a.up.sql", "_a.up.sql"};
    assert_int_equal(pairs_of(f, names, 5)->count, 0);
    assert_int_equal(f->diagnostics->error_count, 5);
}

static void one_number_twice_is_two_heads(void **state) {
    fixture *f = *state;
    const char *names[] = {"0002_a.down.sql", "0002_a.up.sql", "0002_b.down.sql", "0002_b.up.sql"};
    const migration_pairs *pairs = pairs_of(f, names, 4);
    assert_int_equal(pairs->count, 2);
    assert_int_equal(f->diagnostics->list.count, 0);
    assert_false(migration_pairs_require_one_head(f->arena, pairs, f->diagnostics));
    assert_string_equal(only_diagnostic(f)->message, "migration has the same number as 0002_a");
    assert_string_equal(only_diagnostic(f)->at.file->name, "m/0002_b.up.sql");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pairs_are_ordered_by_their_numbers_value),
        TEST(a_missing_half_is_an_error),
        TEST(a_missing_up_half_is_an_error),
        TEST(other_sql_files_do_not_belong_here),
        TEST(names_need_a_number_and_a_slug),
        TEST(one_number_twice_is_two_heads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
