#include "catalog/search_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    *state = catalog_new(a, snapshot_of_version(15));
    return 0;
}

static int tear_down(void **state) {
    arena_free(catalog_arena(*state));
    return 0;
}

static oid add_schema(catalog *c, const char *name) {
    return catalog_add(c, CLASS_NAMESPACE, &(pg_namespace){.name = name});
}

static oid add_relation(catalog *c, oid schema, const char *name) {
    return catalog_add(c, CLASS_RELATION,
                       &(pg_class){.namespace = schema, .name = name, .kind = 'r'});
}

static void set_path(catalog *c, const char *first, const char *second) {
    search_path_set(c, (const char *const[]){first, second}, second == NULL ? 1 : 2);
}

static void default_path_is_pg_catalog_then_public(void **state) {
    const search_path *path = search_path_active(*state);
    assert_int_equal(path->count, 2);
    assert_int_equal(path->schemas[0], PG_CATALOG_NAMESPACE);
    assert_int_equal(path->schemas[1], PUBLIC_NAMESPACE);
    assert_int_equal(path->creation, PUBLIC_NAMESPACE);
}

static void unknown_schemas_are_passed_over_until_they_exist(void **state) {
    catalog *c = *state;
    set_path(c, "later", "public");
    assert_int_equal(search_path_active(c)->creation, PUBLIC_NAMESPACE);
    catalog_mark mark = catalog_save(c);
    oid later = add_schema(c, "later");
    assert_int_equal(search_path_active(c)->creation, later);
    catalog_rollback(c, mark);
    assert_int_equal(search_path_active(c)->creation, PUBLIC_NAMESPACE);
    catalog_remove(c, CLASS_NAMESPACE, PUBLIC_NAMESPACE);
    assert_int_equal(search_path_active(c)->creation, INVALID_OID);
}

static void pg_catalog_is_searched_where_it_is_named(void **state) {
    catalog *c = *state;
    oid own = add_relation(c, PUBLIC_NAMESPACE, "pg_class");
    assert_int_not_equal(search_path_relation(c, NULL, "pg_class")->oid, own);
    assert_false(search_path_is_visible(c, CLASS_RELATION, own));
    set_path(c, "public", "pg_catalog");
    assert_int_equal(search_path_relation(c, NULL, "pg_class")->oid, own);
    assert_true(search_path_is_visible(c, CLASS_RELATION, own));
}

static void rollback_restores_the_path(void **state) {
    catalog *c = *state;
    catalog_mark mark = catalog_save(c);
    oid other = add_schema(c, "other");
    set_path(c, "other", NULL);
    assert_int_equal(search_path_active(c)->creation, other);
    catalog_rollback(c, mark);
    assert_int_equal(search_path_active(c)->creation, PUBLIC_NAMESPACE);
}

static void temporary_relations_hide_others_but_functions_are_not_found_there(void **state) {
    catalog *c = *state;
    assert_int_equal(search_path_existing_temp_namespace(c), INVALID_OID);
    add_relation(c, PUBLIC_NAMESPACE, "film");
    catalog_mark mark = catalog_save(c);
    oid temp = search_path_temp_namespace(c);
    oid hidden = add_relation(c, temp, "film");
    assert_int_equal(search_path_relation(c, NULL, "film")->oid, hidden);
    assert_int_equal(search_path_relation(c, "pg_temp", "film")->oid, hidden);
    catalog_add(c, CLASS_PROC, &(pg_proc){.namespace = temp, .name = "only_temporary"});
    arena *a = catalog_arena(c);
    assert_int_equal(search_path_functions(c, a, NULL, "only_temporary").count, 0);
    assert_int_equal(search_path_functions(c, a, "pg_temp", "only_temporary").count, 1);
    catalog_rollback(c, mark);
    assert_int_equal(search_path_existing_temp_namespace(c), INVALID_OID);
    assert_int_not_equal(search_path_relation(c, NULL, "film")->oid, hidden);
}

static void operators_of_earlier_schemas_hide_those_of_the_same_types(void **state) {
    catalog *c = *state;
    arena *a = catalog_arena(c);
    int built_in = search_path_operators(c, a, NULL, "=", 'b').count;
    assert_true(built_in > 50);
    pg_operator equal = {
        .namespace = PUBLIC_NAMESPACE, .name = "=", .kind = 'b', .left = INT4OID, .right = INT4OID};
    oid own = catalog_add(c, CLASS_OPERATOR, &equal);
    assert_int_equal(search_path_operators(c, a, NULL, "=", 'b').count, built_in);
    assert_false(search_path_is_visible(c, CLASS_OPERATOR, own));
    set_path(c, "public", "pg_catalog");
    search_path_candidates found = search_path_operators(c, a, NULL, "=", 'b');
    assert_int_equal(found.count, built_in);
    assert_int_equal(found.ranks[built_in - 1], 0);
    assert_int_equal(search_path_operators(c, a, "public", "=", 'b').count, 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(default_path_is_pg_catalog_then_public),
        TEST(unknown_schemas_are_passed_over_until_they_exist),
        TEST(pg_catalog_is_searched_where_it_is_named),
        TEST(rollback_restores_the_path),
        TEST(temporary_relations_hide_others_but_functions_are_not_found_there),
        TEST(operators_of_earlier_schemas_hide_those_of_the_same_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
