#include "parse/statement_splitter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

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

/* The file splits into exactly these statements (ended by NULL), at the places where they stand. */
static void assert_split(fixture *f, const char *sql, const char *const *expected) {
    const source_file *file =
        source_file_of_text(f->arena, "x.sql", sql, strlen(sql), f->diagnostics);
    statement_splitter *s = statement_splitter_new(f->arena, file, f->diagnostics);
    statement_text statement;
    while (statement_splitter_next(s, &statement)) {
        assert_non_null(*expected);
        assert_string_equal(statement.text, *expected);
        assert_int_equal(statement.length, strlen(*expected));
        assert_memory_equal(sql + statement.offset, *expected, 3);
        expected++;
    }
    assert_null(*expected);
}

#define SPLITS(state, sql, ...)                                                                    \
    assert_split(*(state), sql, (const char *const[]){__VA_ARGS__, NULL})

static void semicolons_end_statements(void **state) {
    SPLITS(state, "select 1; select 2;;  ; select 3", "select 1;", "select 2;", "select 3");
    SPLITS(state, "-- c\n /* d */ select 1 -- e\n ; -- f\n", "select 1 -- e\n ;");
    SPLITS(state, "select 1 -- end", "select 1");
}

static void empty_files_hold_no_statement(void **state) {
    const char *const none[] = {NULL};
    assert_split(*state, "", none);
    assert_split(*state, " -- only a comment", none);
    assert_split(*state, ";;", none);
}

static void semicolons_inside_quotes_do_not_count(void **state) {
    SPLITS(state, "select ';', \";\", $$;$$, e'\\';'; x;", "select ';', \";\", $$;$$, e'\\';';",
           "x;");
}

static void rules_hold_semicolons_in_parentheses(void **state) {
    SPLITS(state, "create rule r as on insert to t do (select 1; select 2); x y;",
           "create rule r as on insert to t do (select 1; select 2);", "x y;");
    SPLITS(state, "create or replace rule r as on insert to t do (a; b); x y;",
           "create or replace rule r as on insert to t do (a; b);", "x y;");
}

static void elsewhere_a_semicolon_in_parentheses_is_a_mistake(void **state) {
    SPLITS(state, "select (1; select 2;", "select (1;", "select 2;");
}

static void bodies_of_routines_hold_statements(void **state) {
    SPLITS(state,
           "create function f() begin atomic select case when true then 1 end; select 2; end; x y;",
           "create function f() begin atomic select case when true then 1 end; select 2; end;",
           "x y;");
    SPLITS(state, "CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC a; END; x y;",
           "CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC a; END;", "x y;");
    SPLITS(state, "begin; x y; end;", "begin;", "x y;", "end;");
}

static void lines_to_psql_are_passed_over(void **state) {
    SPLITS(state, "\\connect db\nselect 1;\n\\echo it's; here\nselect 2;\n", "select 1;",
           "select 2;");
    SPLITS(state, "\\restrict abc\nselect 1;\n\\unrestrict abc", "select 1;");
    SPLITS(state, "\\pset x \\\\ select 1;", "select 1;");
}

static void lines_to_psql_inside_a_statement_are_blanked_out(void **state) {
    SPLITS(state, "select\n\\echo ;\n1;", "select\n       \n1;");
}

static void backslash_g_ends_a_statement(void **state) {
    SPLITS(state, "select 1 \\gset\nselect 2 \\g (x=1) file\nselect 3\\gx", "select 1", "select 2",
           "select 3");
    SPLITS(state, "select 1\\; select 2;", "select 1 ;", "select 2;");
}

static void backslash_r_forgets_a_statement(void **state) {
    SPLITS(state, "select (\n\\r\nselect 2;", "select 2;");
}

static void data_behind_copy_is_passed_over(void **state) {
    SPLITS(state, "copy t (a) from stdin;\na;'b\n\\.\nselect 2;", "copy t (a) from stdin;",
           "select 2;");
    SPLITS(state, "COPY t FROM STDIN WITH (format csv); -- now\n\"\n\\.\r\nselect 2;",
           "COPY t FROM STDIN WITH (format csv);", "select 2;");
    SPLITS(state, "copy t from stdin;\n\\.\nselect 2;", "copy t from stdin;", "select 2;");
    SPLITS(state, "copy t from stdin;\nnever ended", "copy t from stdin;");
    SPLITS(state, "copy t from stdin; select 1;\n';\n\\.\nselect 2;", "copy t from stdin;",
           "select 1;", "select 2;");
}

static void other_copies_have_no_data(void **state) {
    SPLITS(state, "copy t to stdout;\nselect 2;", "copy t to stdout;", "select 2;");
    SPLITS(state, "copy (select a from stdin) to 'f';\nselect 2;",
           "copy (select a from stdin) to 'f';", "select 2;");
    SPLITS(state, "\\copy t from 'f'\nselect 2;", "select 2;");
    SPLITS(state, "\\copy t from stdin\n'\n\\.\nselect 2;", "select 2;");
}

static void including_files_is_warned_of(void **state) {
    fixture *f = *state;
    SPLITS(state, "\\i other.sql\nselect 1;", "select 1;");
    assert_int_equal(f->diagnostics->list.count, 1);
    assert_int_equal(f->diagnostics->list.items[0].severity, DIAGNOSTIC_WARNING);
    assert_string_equal(f->diagnostics->list.items[0].message, "psql command \\i is passed over");
}

static void reading_goes_back_into_a_body_that_never_ends(void **state) {
    fixture *f = *state;
    const char *sql = "create function f() begin atomic select 1; select (; x y;";
    const source_file *file =
        source_file_of_text(f->arena, "x.sql", sql, strlen(sql), f->diagnostics);
    statement_splitter *s = statement_splitter_new(f->arena, file, f->diagnostics);
    statement_text statement;
    assert_true(statement_splitter_next(s, &statement));
    assert_true(statement.unbalanced);
    statement_splitter_recover(s, &statement, 51);
    assert_true(statement_splitter_next(s, &statement));
    assert_string_equal(statement.text, "x y;");
    assert_false(statement_splitter_next(s, &statement));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(semicolons_end_statements),
        TEST(empty_files_hold_no_statement),
        TEST(semicolons_inside_quotes_do_not_count),
        TEST(rules_hold_semicolons_in_parentheses),
        TEST(elsewhere_a_semicolon_in_parentheses_is_a_mistake),
        TEST(bodies_of_routines_hold_statements),
        TEST(lines_to_psql_are_passed_over),
        TEST(lines_to_psql_inside_a_statement_are_blanked_out),
        TEST(backslash_g_ends_a_statement),
        TEST(backslash_r_forgets_a_statement),
        TEST(data_behind_copy_is_passed_over),
        TEST(other_copies_have_no_data),
        TEST(including_files_is_warned_of),
        TEST(reading_goes_back_into_a_body_that_never_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
