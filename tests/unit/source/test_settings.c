#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include "source/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "source/source_file.h"

typedef struct fixture {
    arena *arena;
    diagnostics *diagnostics;
    char directory[64];
    const char *path;
} fixture;

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    fixture *f = ARENA_NEW(a, fixture);
    f->arena = a;
    f->diagnostics = diagnostics_new(a);
    (void)strcpy(f->directory, "/tmp/oriel_settings_XXXXXX");
    *state = f;
    if (mkdtemp(f->directory) == NULL) {
        return 1;
    }
    f->path = arena_printf(a, "%s/oriel.ini", f->directory);
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    (void)unlink(f->path);
    (void)rmdir(f->directory);
    arena_free(f->arena);
    return 0;
}

static const settings *read_text(fixture *f, const char *content) {
    FILE *file = fopen(f->path, "w");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
    bool unreadable = false;
    return settings_read(f->arena, f->path, f->diagnostics, &unreadable);
}

static void assert_error(fixture *f, const char *content, int line, int column,
                         const char *message) {
    int before = f->diagnostics->list.count;
    assert_null(read_text(f, content));
    assert_int_equal(f->diagnostics->list.count, before + 1);
    const diagnostic *added = &f->diagnostics->list.items[before];
    assert_string_equal(added->message, message);
    line_column place = source_file_line_column(added->at.file, added->at.offset);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void every_setting_is_read(void **state) {
    fixture *f = *state;
    const settings *s = read_text(
        f, "; comment\n[directories]\nviews = v\n  migrations = v/m ; there\nout=/abs/out\n"
           "snapshots = s\n\n[postgresql]\nversion = 14\ndsn = host=/tmp dbname=x\n"
           "[names]\nschema_prefix = always\nprefix = app_\n");
    assert_non_null(s);
    assert_string_equal(s->views, arena_printf(f->arena, "%s/v", f->directory));
    assert_string_equal(s->migrations, arena_printf(f->arena, "%s/v/m", f->directory));
    assert_string_equal(s->out, "/abs/out");
    assert_string_equal(s->snapshots, arena_printf(f->arena, "%s/s", f->directory));
    assert_int_equal(s->pg_version, 14);
    assert_string_equal(s->dsn, "host=/tmp dbname=x");
    assert_int_equal(s->schema_prefix, SCHEMA_PREFIX_ALWAYS);
    assert_string_equal(s->name_prefix, "app_");
}

static void an_empty_file_gives_the_defaults(void **state) {
    const settings *s = read_text(*state, "");
    assert_non_null(s);
    assert_null(s->views);
    assert_null(s->dsn);
    assert_int_equal(s->pg_version, SETTINGS_DEFAULT_PG_VERSION);
    assert_null(s->pg_version_at.file);
    assert_string_equal(s->name_prefix, "");
}

static void unknown_names_are_errors_at_their_place(void **state) {
    assert_error(*state, "[directories]\n  veiws = v\n", 2, 3, "unrecognized setting \"veiws\"");
    assert_error(*state, "[folders]\nviews = v\n", 2, 1, "unrecognized section \"folders\"");
    assert_error(*state, "views = v\n", 1, 1, "setting \"views\" stands before any section");
}

static void unknown_names_come_with_the_known_ones(void **state) {
    fixture *f = *state;
    assert_null(read_text(f, "[names]\nfoo = 1\n"));
    assert_string_equal(f->diagnostics->list.items[0].hint,
                        "Section names knows: schema_prefix, prefix.");
}

static void wrong_values_are_errors_at_their_place(void **state) {
    assert_error(*state, "[postgresql]\nversion = 15.2\n", 2, 11,
                 "\"15.2\" is not a major version of PostgreSQL");
    assert_error(*state, "[names]\nschema_prefix = maybe\n", 2, 17, "invalid value \"maybe\"");
}

static void repeated_keys_are_errors(void **state) {
    assert_error(*state, "[directories]\nout = a\nout = b\n", 3, 1,
                 "setting \"out\" is given twice");
}

static void lines_of_no_known_form_are_errors(void **state) {
    assert_error(*state, "[directories]\nout\n", 2, 1,
                 "line is neither \"[section]\" nor \"name = value\"");
}

static void lines_that_are_too_long_are_errors(void **state) {
    fixture *f = *state;
    char *content = arena_printf(f->arena, "[postgresql]\ndsn = %20000s\n", "x");
    assert_error(f, content, 2, 1, "line is too long");
}

static void a_missing_file_is_unreadable(void **state) {
    fixture *f = *state;
    bool unreadable = false;
    assert_null(settings_read(f->arena, "no/oriel.ini", f->diagnostics, &unreadable));
    assert_true(unreadable);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_setting_is_read),
        TEST(an_empty_file_gives_the_defaults),
        TEST(unknown_names_are_errors_at_their_place),
        TEST(unknown_names_come_with_the_known_ones),
        TEST(wrong_values_are_errors_at_their_place),
        TEST(repeated_keys_are_errors),
        TEST(lines_of_no_known_form_are_errors),
        TEST(lines_that_are_too_long_are_errors),
        TEST(a_missing_file_is_unreadable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
