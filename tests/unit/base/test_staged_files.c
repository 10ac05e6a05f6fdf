#define _POSIX_C_SOURCE 200809L /* mkdtemp */

#include "base/staged_files.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct fixture {
    arena *arena;
    char directory[32];
    staged_files files;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->arena = arena_new(NULL);
    strcpy(f->directory, "/tmp/oriel-unit-XXXXXX");
    *state = f;
    return mkdtemp(f->directory) == NULL;
}

static const char *path_in(fixture *f, const char *name) {
    return arena_printf(f->arena, "%s/%s", f->directory, name);
}

/* Removes all files too; how many there were. */
static int empty_directory(fixture *f) {
    int count = 0;
    DIR *directory = opendir(f->directory);
    assert_non_null(directory);
    for (struct dirent *e; (e = readdir(directory)) != NULL;) {
        count += unlink(path_in(f, e->d_name)) == 0;
    }
    closedir(directory);
    return count;
}

static int tear_down(void **state) {
    fixture *f = *state;
    (void)empty_directory(f);
    (void)rmdir(f->directory);
    arena_free(f->arena);
    free(f);
    return 0;
}

static void stage(fixture *f, const char *name, const char *content) {
    assert_null(staged_files_add(f->arena, &f->files, path_in(f, name), content).message);
}

static const char *read_file(fixture *f, const char *name) {
    static char content[100];
    FILE *file = fopen(path_in(f, name), "rb");
    if (file == NULL) {
        return NULL;
    }
    content[fread(content, 1, sizeof content - 1, file)] = '\0';
    fclose(file);
    return content;
}

static void nothing_is_in_place_before_all_is(void **state) {
    fixture *f = *state;
    stage(f, "a", "one");
    stage(f, "b", "");
    assert_null(read_file(f, "a"));
    assert_null(staged_files_replace(f->arena, &f->files).message);
    assert_string_equal(read_file(f, "a"), "one");
    assert_string_equal(read_file(f, "b"), "");
    assert_int_equal(empty_directory(f), 2);
}

static void replacing_goes_over_what_is_there(void **state) {
    fixture *f = *state;
    stage(f, "a", "one");
    assert_null(staged_files_replace(f->arena, &f->files).message);
    f->files.count = 0;
    stage(f, "a", "two");
    assert_null(staged_files_replace(f->arena, &f->files).message);
    assert_string_equal(read_file(f, "a"), "two");
}

static void creating_is_all_or_nothing(void **state) {
    fixture *f = *state;
    stage(f, "b", "mine");
    assert_null(staged_files_create(f->arena, &f->files).message);
    f->files.count = 0;
    stage(f, "a", "new");
    stage(f, "b", "new");
    stage(f, "c", "new");
    file_problem problem = staged_files_create(f->arena, &f->files);
    assert_string_equal(problem.message, "could not create: File exists");
    assert_string_equal(problem.path, path_in(f, "b"));
    assert_string_equal(read_file(f, "b"), "mine");
    assert_int_equal(empty_directory(f), 1);
}

/* A limit of the process stands in for the end of the disk. */
static void without_room_all_is_as_before(void **state) {
    fixture *f = *state;
    struct rlimit before, small;
    char *large = arena_alloc(f->arena, 20001);
    memset(large, 'x', 20000);
    stage(f, "a", "one");
    assert_null(staged_files_replace(f->arena, &f->files).message);
    f->files.count = 0;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 10000;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    stage(f, "a", "two");
    file_problem problem = staged_files_add(f->arena, &f->files, path_in(f, "b"), large);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_string_equal(problem.message, "could not write: File too large");
    assert_string_equal(read_file(f, "a"), "one");
    assert_int_equal(empty_directory(f), 1);
}

static void a_missing_directory_is_a_problem(void **state) {
    fixture *f = *state;
    const char *path = path_in(f, "missing/a");
    file_problem problem = staged_files_add(f->arena, &f->files, path, "x");
    assert_string_equal(problem.message, "could not create: No such file or directory");
    assert_null(staged_files_make_directory(f->arena, path_in(f, "missing")).message);
    assert_null(staged_files_make_directory(f->arena, path_in(f, "missing")).message);
    assert_null(staged_files_add(f->arena, &f->files, path, "x").message);
    assert_null(staged_files_replace(f->arena, &f->files).message);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(path_in(f, "missing")), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_in_place_before_all_is), TEST(replacing_goes_over_what_is_there),
        TEST(creating_is_all_or_nothing),        TEST(without_room_all_is_as_before),
        TEST(a_missing_directory_is_a_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
