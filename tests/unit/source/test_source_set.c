#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include "source/source_set.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdlib.h>

#include <cmocka.h>

typedef struct fixture {
    arena *arena;
    diagnostics *diagnostics;
    char directory[64];
    LIST_OF(const char *) made;
} fixture;

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    fixture *f = ARENA_NEW(a, fixture);
    f->arena = a;
    f->diagnostics = diagnostics_new(a);
    (void)strcpy(f->directory, "/tmp/oriel_sources_XXXXXX");
    *state = f;
    return mkdtemp(f->directory) == NULL;
}

static int tear_down(void **state) {
    fixture *f = *state;
    for (int i = 0; i < f->made.count; i++) {
        (void)unlink(f->made.items[i]);
    }
    (void)rmdir(f->directory);
    arena_free(f->arena);
    return 0;
}

static void make_file(fixture *f, const char *name) {
    const char *path = directory_path(f->arena, f->directory, name);
    int descriptor = open(path, O_CREAT | O_WRONLY, 0600);
    assert_true(descriptor >= 0);
    (void)close(descriptor);
    *LIST_PUSH(f->arena, &f->made) = path;
}

static const source_set *set_of_directory(fixture *f) {
    source_set *set = source_set_new(f->arena);
    bool unreadable = false;
    source_set_add(set, f->directory, f->diagnostics, &unreadable);
    assert_false(unreadable);
    return set;
}

static void assert_entry(const fixture *f, const source_entry *entry, const char *name) {
    assert_string_equal(entry->path, directory_path(f->arena, f->directory, name));
}

static void plain_directories_are_read_by_name_as_one_group(void **state) {
    fixture *f = *state;
    make_file(f, "b.sql");
    make_file(f, "a.sql");
    make_file(f, ".hidden.sql");
    make_file(f, "readme.txt");
    const source_set *set = set_of_directory(f);
    assert_int_equal(set->count, 2);
    assert_entry(f, &set->items[0], "a.sql");
    assert_entry(f, &set->items[1], "b.sql");
    assert_int_equal(set->items[0].group, 1);
    assert_int_equal(set->items[1].group, 1);
    assert_int_equal(f->diagnostics->list.count, 0);
}

static void directories_of_migrations_give_their_up_files_by_number(void **state) {
    fixture *f = *state;
    make_file(f, "0002_b.up.sql");
    make_file(f, "0002_b.down.sql");
    make_file(f, "10_c.up.sql");
    make_file(f, "10_c.down.sql");
    make_file(f, "1_a.up.sql");
    make_file(f, "1_a.down.sql");
    const source_set *set = set_of_directory(f);
    assert_int_equal(set->count, 3);
    assert_entry(f, &set->items[0], "1_a.up.sql");
    assert_entry(f, &set->items[1], "0002_b.up.sql");
    assert_entry(f, &set->items[2], "10_c.up.sql");
    assert_string_equal(set->items[2].migration->slug, "c");
    assert_int_equal(set->items[0].group, 0);
}

static void an_empty_directory_is_a_warning(void **state) {
    fixture *f = *state;
    assert_int_equal(set_of_directory(f)->count, 0);
    assert_int_equal(f->diagnostics->list.count, 1);
    assert_int_equal(f->diagnostics->error_count, 0);
}

static void anything_else_is_taken_as_a_file(void **state) {
    fixture *f = *state;
    source_set *set = source_set_new(f->arena);
    bool unreadable = false;
    source_set_add(set, "-", f->diagnostics, &unreadable);
    source_set_add(set, "no/such.sql", f->diagnostics, &unreadable);
    assert_int_equal(set->count, 2);
    assert_string_equal(set->items[0].path, "-");
    assert_int_equal(set->items[1].group, 0);
    assert_false(unreadable);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(plain_directories_are_read_by_name_as_one_group),
        TEST(directories_of_migrations_give_their_up_files_by_number),
        TEST(an_empty_directory_is_a_warning),
        TEST(anything_else_is_taken_as_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
