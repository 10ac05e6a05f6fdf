#include "parse/sql_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/big_stack.h"
#include "base/text.h"

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

static sql_reader *reader_of(fixture *f, const char *sql) {
    const source_file *file =
        source_file_of_text(f->arena, "x.sql", sql, strlen(sql), f->diagnostics);
    return sql_reader_new(f->arena, file, f->diagnostics);
}

static int count_statements(fixture *f, const char *sql) {
    sql_reader *r = reader_of(f, sql);
    int count = 0;
    while (sql_reader_next(r) != NULL) {
        count++;
    }
    return count;
}

/* The file has one error, of this kind and at this byte. */
static void assert_error(fixture *f, const char *sql, size_t offset, const char *sqlstate,
                         const char *message) {
    int before = f->diagnostics->list.count;
    (void)count_statements(f, sql);
    assert_int_equal(f->diagnostics->list.count, before + 1);
    const diagnostic *added = &f->diagnostics->list.items[before];
    assert_string_equal(added->message, message);
    assert_string_equal(added->sqlstate, sqlstate);
    assert_int_equal(added->at.offset, offset);
}

static void statements_come_with_text_place_and_tree(void **state) {
    sql_reader *r = reader_of(*state, "-- c\nselect 1;\n create view v as select 2;");
    const sql_statement *s = sql_reader_next(r);
    assert_string_equal(s->text, "select 1;");
    assert_int_equal(s->offset, 5);
    assert_int_equal(s->node->node_case, PG_QUERY__NODE__NODE_SELECT_STMT);
    s = sql_reader_next(r);
    assert_int_equal(s->node->node_case, PG_QUERY__NODE__NODE_VIEW_STMT);
    assert_int_equal(s->offset, 16);
    assert_int_equal(sql_statement_position(s, 17).offset, 33);
    assert_int_equal(sql_statement_position(s, -1).offset, 16);
    assert_null(sql_reader_next(r));
}

static void errors_are_counted_in_bytes_behind_wide_characters(void **state) {
    assert_error(*state, "select 1; select '\xC3\xA4\xC3\xB6\xC3\xBC', FROM t;", 27, "42601",
                 "syntax error at or near \"FROM\"");
}

static void an_early_end_is_the_semicolon(void **state) {
    assert_error(*state, "select 1 +;", 10, "42601", "syntax error at or near \";\"");
    assert_error(*state, "select 1 + \n", 10, "42601", "syntax error at end of input");
}

static void statements_behind_an_error_are_still_read(void **state) {
    fixture *f = *state;
    assert_int_equal(count_statements(f, "select 1; selct 2; select (3; select 4;"), 2);
    assert_int_equal(f->diagnostics->error_count, 2);
}

static void a_released_statement_leaves_the_others_as_they_are(void **state) {
    fixture *f = *state;
    sql_reader *r = reader_of(f, "select 1; select 2; selct; select 3; create function begin() "
                                 "returns int language sql as 'x'; select 4; select 5;");
    const sql_statement *first = sql_reader_next(r);
    for (int i = 0; i < 5; i++) {
        assert_non_null(sql_reader_next(r));
        sql_reader_release(r);
    }
    assert_null(sql_reader_next(r));
    assert_string_equal(first->text, "select 1;");
    assert_int_equal(f->diagnostics->error_count, 1);
}

static void what_the_grammar_cuts_finer_is_given_in_pieces(void **state) {
    fixture *f = *state;
    sql_reader *r =
        reader_of(f, "create function begin() returns int language sql as 'x'; select 1;");
    const sql_statement *s = sql_reader_next(r);
    assert_int_equal(s->node->node_case, PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT);
    s = sql_reader_next(r);
    assert_string_equal(s->text, "select 1;");
    assert_int_equal(s->offset, 57);
    assert_null(sql_reader_next(r));
    assert_int_equal(f->diagnostics->list.count, 0);
}

static void unclosed_quotes_and_comments_are_errors(void **state) {
    assert_error(*state, "select 'a;", 7, "42601", "unterminated quoted string at or near \"'a;\"");
    assert_error(*state, "select /* a;", 7, "42601",
                 "unterminated /* comment at or near \"/* a;\"");
    assert_error(*state, "/* a;", 0, "42601", "unterminated /* comment at or near \"/* a;\"");
    assert_error(*state, "select $$a;", 7, "42601",
                 "unterminated dollar-quoted string at or near \"$$a;\"");
}

static const char *repeated(fixture *f, const char *before, const char *piece, int count,
                            const char *after) {
    text t = text_new(f->arena);
    text_add(&t, before);
    for (int i = 0; i < count; i++) {
        text_add(&t, piece);
    }
    text_add(&t, after);
    return text_string(&t);
}

static void nesting_beyond_the_grammars_limit_is_its_error(void **state) {
    fixture *f = *state;
    const char *sql = repeated(f, "select ", "(", 11000, ";");
    const sql_statement *none = sql_reader_next(reader_of(f, sql));
    assert_null(none);
    assert_int_equal(f->diagnostics->error_count, 1);
}

static void deep_chains_are_refused_on_a_small_stack(void **state) {
    assert_error(*state, repeated(*state, "select 1", "+1", 60000, ";"), 0, "54001",
                 "stack depth limit exceeded");
}

static void long_flat_lists_are_not_deep(void **state) {
    fixture *f = *state;
    assert_int_equal(count_statements(f, repeated(f, "values (1)", ",(1,2)", 50000, ";")), 1);
    assert_int_equal(count_statements(f, repeated(f, "select a=1", " or a=1", 50000, ";")), 1);
    assert_int_equal(f->diagnostics->list.count, 0);
}

static void parse_chain(void *argument) {
    fixture *f = argument;
    assert_int_equal(count_statements(f, repeated(f, "select 1", "+1", 20000, ";")), 1);
}

static void deep_chains_are_fine_on_a_big_stack(void **state) {
    fixture *f = *state;
    assert_true(big_stack_run(parse_chain, f));
    assert_int_equal(f->diagnostics->list.count, 0);
}

static void comments_nested_without_measure_are_refused_at_once(void **state) {
    assert_error(*state, repeated(*state, "select 1; ", "/*", 200000, ""), 10, "54001",
                 "comments are nested more than 500 deep");
}

static void comments_hide_nothing_from_the_grammar(void **state) {
    fixture *f = *state;
    assert_int_equal(count_statements(f, "select 1 order by 1 nulls /* x */ first;"
                                         "select a not -- x\n between 1 and 2;"
                                         "select x::time with /* x */ time zone;"
                                         "select U&'d!0061' /* x */ UESCAPE -- y\n '!';"
                                         "select 'a' -- x\n'b';"),
                     5);
    assert_int_equal(f->diagnostics->list.count, 0);
    assert_error(f, "select 'a' /* x */\n'b';", 19, "42601", "syntax error at or near \"'b'\"");
    assert_error(f, "select /* \xC3\xA4 */ from where;", 21, "42601",
                 "syntax error at or near \"where\"");
}

static void statements_keep_their_comments(void **state) {
    const sql_statement *s = sql_reader_next(reader_of(*state, "select 1 -- one\n, 2;"));
    assert_string_equal(s->text, "select 1 -- one\n, 2;");
}

static void fragments_give_a_tree_or_an_error(void **state) {
    fixture *f = *state;
    sql_fragment_error error = {0};
    PgQuery__ParseResult *tree = sql_parse_text(f->arena, "select 1; select 2", &error);
    assert_int_equal(tree->n_stmts, 2);
    assert_null(sql_parse_text(f->arena, "select '\xC3\xA4' from;", &error));
    assert_string_equal(error.message, "syntax error at or near \";\"");
    assert_int_equal(error.cursor, 16);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(statements_come_with_text_place_and_tree),
        TEST(errors_are_counted_in_bytes_behind_wide_characters),
        TEST(an_early_end_is_the_semicolon),
        TEST(statements_behind_an_error_are_still_read),
        TEST(a_released_statement_leaves_the_others_as_they_are),
        TEST(what_the_grammar_cuts_finer_is_given_in_pieces),
        TEST(unclosed_quotes_and_comments_are_errors),
        TEST(nesting_beyond_the_grammars_limit_is_its_error),
        TEST(deep_chains_are_refused_on_a_small_stack),
        TEST(long_flat_lists_are_not_deep),
        TEST(deep_chains_are_fine_on_a_big_stack),
        TEST(comments_nested_without_measure_are_refused_at_once),
        TEST(comments_hide_nothing_from_the_grammar),
        TEST(statements_keep_their_comments),
        TEST(fragments_give_a_tree_or_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
