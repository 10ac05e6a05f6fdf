#include "analyze/raw_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "parse/sql_parser.h"

static int set_up(void **state) {
    *state = arena_new(NULL);
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static const PgQuery__Node *parse(arena *a, const char *sql) {
    PgQuery__ParseResult *tree = sql_parse_text(a, sql, NULL);
    assert_non_null(tree);
    return tree->stmts[0]->stmt;
}

static bool gather_tables(const ProtobufCMessage *message, void *context) {
    if (message->descriptor == &pg_query__range_var__descriptor) {
        strcat(context, ((const PgQuery__RangeVar *)(const void *)message)->relname);
        strcat(context, " ");
        return false;
    }
    return raw_tree_each_child(message, gather_tables, context);
}

static void walk_reaches_all_tables_in_grammar_order(void **state) {
    const PgQuery__Node *node =
        parse(*state, "SELECT (SELECT 1 FROM a) FROM b JOIN c ON EXISTS (SELECT FROM d) "
                      "WHERE x IN (SELECT 1 FROM e) UNION SELECT 1 FROM f");
    char tables[64] = "";
    gather_tables(raw_tree_message(node), tables);
    assert_string_equal(tables, "a b c d e f ");
}

static bool stop_at_once(const ProtobufCMessage *message, void *context) {
    (void)message;
    ++*(int *)context;
    return true;
}

static void walk_stops_when_told(void **state) {
    int visits = 0;
    const PgQuery__Node *node = parse(*state, "SELECT 1, 2, 3");
    assert_true(raw_tree_each_child(raw_tree_message(node), stop_at_once, &visits));
    assert_int_equal(visits, 1);
}

static int first_target(arena *a, const char *sql) {
    const PgQuery__SelectStmt *s = parse(a, sql)->select_stmt;
    return raw_tree_location(s->target_list[0]->res_target->val);
}

static void location_is_where_an_expression_begins(void **state) {
    assert_int_equal(first_target(*state, "SELECT a + b"), 7);
    assert_int_equal(first_target(*state, "SELECT a::text"), 7);
    assert_int_equal(first_target(*state, "SELECT x COLLATE \"C\""), 7);
    assert_int_equal(first_target(*state, "SELECT a AND b"), 7);
    assert_int_equal(first_target(*state, "SELECT f(x)"), 7);
}

/* The server gives errors at such an expression no position. */
static void indirection_has_no_location(void **state) {
    assert_int_equal(first_target(*state, "SELECT (a).b"), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(walk_reaches_all_tables_in_grammar_order, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(walk_stops_when_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(location_is_where_an_expression_begins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indirection_has_no_location, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
