#include "catalog/depend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const object_address table = {CLASS_RELATION, 20000, 0};
static const object_address column = {CLASS_RELATION, 20000, 2};
static const object_address view = {CLASS_RELATION, 20001, 0};
static const object_address rule = {CLASS_REWRITE, 20002, 0};

static int set_up(void **state) {
    catalog *c = catalog_new(arena_new(NULL), snapshot_of_version(15));
    depend_add(c, rule, view, DEPENDENCY_INTERNAL);
    depend_add(c, rule, column, DEPENDENCY_NORMAL);
    depend_add(c, rule, table, DEPENDENCY_NORMAL);
    *state = c;
    return 0;
}

static int tear_down(void **state) {
    arena_free(catalog_arena(*state));
    return 0;
}

static int count(depend_scan scan) {
    int found = 0;
    while (depend_next(&scan) != NULL) {
        found++;
    }
    return found;
}

static void referrers_to_an_object_include_those_to_its_columns(void **state) {
    assert_int_equal(count(depend_scan_referrers(*state, table)), 2);
    assert_int_equal(count(depend_scan_referrers(*state, column)), 1);
    object_address other = column;
    other.sub = 3;
    assert_int_equal(count(depend_scan_referrers(*state, other)), 0);
}

static void references_come_in_the_order_of_recording(void **state) {
    depend_scan scan = depend_scan_references(*state, rule);
    assert_int_equal(depend_next(&scan)->referenced.object, view.object);
    assert_int_equal(depend_next(&scan)->referenced.sub, 2);
    assert_int_equal(depend_next(&scan)->referenced.sub, 0);
    assert_null(depend_next(&scan));
}

static void removing_by_type_keeps_the_others_and_is_undone(void **state) {
    catalog *c = *state;
    catalog_mark mark = catalog_save(c);
    depend_remove(c, rule, DEPENDENCY_NORMAL);
    assert_int_equal(count(depend_scan_references(c, rule)), 1);
    assert_int_equal(count(depend_scan_referrers(c, table)), 0);
    depend_remove(c, rule, DEPENDENCY_ANY);
    assert_int_equal(count(depend_scan_references(c, rule)), 0);
    catalog_rollback(c, mark);
    assert_int_equal(count(depend_scan_references(c, rule)), 3);
}

static void adding_is_undone(void **state) {
    catalog *c = *state;
    catalog_mark mark = catalog_save(c);
    depend_add(c, view, table, DEPENDENCY_AUTO);
    assert_int_equal(count(depend_scan_referrers(c, table)), 3);
    catalog_rollback(c, mark);
    assert_int_equal(count(depend_scan_referrers(c, table)), 2);
}

static void nothing_is_recorded_on_parts_of_the_server_but_public(void **state) {
    catalog *c = *state;
    object_address type = {CLASS_TYPE, TEXTOID, 0};
    object_address public = {CLASS_NAMESPACE, PUBLIC_NAMESPACE, 0};
    depend_add(c, table, type, DEPENDENCY_NORMAL);
    depend_add(c, table, public, DEPENDENCY_NORMAL);
    assert_int_equal(count(depend_scan_references(c, table)), 1);
    assert_int_equal(count(depend_scan_referrers(c, public)), 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(referrers_to_an_object_include_those_to_its_columns),
        TEST(references_come_in_the_order_of_recording),
        TEST(removing_by_type_keeps_the_others_and_is_undone),
        TEST(adding_is_undone),
        TEST(nothing_is_recorded_on_parts_of_the_server_but_public),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
