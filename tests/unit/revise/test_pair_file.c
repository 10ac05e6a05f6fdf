#define _XOPEN_SOURCE 700 /* mkdtemp */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "revise/pair_file.h"

static arena *a;
static char directory[] = "/tmp/oriel-pair.XXXXXX";

static int set_up(void **state) {
    (void)state;
    a = arena_new(NULL);
    return mkdtemp(directory) == NULL ? -1 : 0;
}

static int tear_down(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    arena_free(a);
    return system(command);
}

static void a_slug_has_letters_digits_and_underscores(void **state) {
    (void)state;
    assert_string_equal(pair_file_slug(a, "Add  the film's rating (2)!"),
                        "add_the_film_s_rating_2");
    assert_string_equal(pair_file_slug(a, " ../x "), "x");
    assert_string_equal(pair_file_slug(a, "\xc3\xa4 ?"), "");
}

static void the_next_number_follows_the_highest(void **state) {
    (void)state;
    migration_pair items[] = {{.number = 7, .digits = 4}, {.number = 3, .digits = 4}};
    migration_pairs pairs = {.items = items, .count = 2};
    assert_string_equal(pair_file_next(a, "m", &pairs, "x").id, "0008_x");
    assert_string_equal(pair_file_next(a, "m/", NULL, "x").up_path, "m/0001_x.up.sql");
}

static void a_file_that_is_there_stays_and_its_pair_is_not_written(void **state) {
    (void)state;
    const char *below = arena_printf(a, "%s/a/b", directory);
    pair_file pair = pair_file_next(a, below, NULL, "x");
    assert_null(staged_files_make_directory(a, below).message);
    assert_null(pair_file_create(a, pair.up_path, "mine").message);
    file_problem problem = pair_file_write(a, below, &pair, "up", "down");
    assert_non_null(problem.message);
    assert_string_equal(problem.path, pair.up_path);
    assert_int_not_equal(access(pair.down_path, F_OK), 0);
    unlink(pair.up_path);
    assert_null(pair_file_write(a, below, &pair, "up", "down").message);
    assert_int_equal(access(pair.up_path, F_OK), 0);
    assert_int_equal(access(pair.down_path, F_OK), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slug_has_letters_digits_and_underscores),
        cmocka_unit_test(the_next_number_follows_the_highest),
        cmocka_unit_test(a_file_that_is_there_stays_and_its_pair_is_not_written),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
