#include "catalog/extension.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "catalog/depend.h"
#include "catalog/search_path.h"
#include "catalog/type_format.h"

static int set_up(void **state) {
    *state = catalog_new(arena_new(NULL), snapshot_of_version(15));
    return 0;
}

static int tear_down(void **state) {
    arena_free(catalog_arena(*state));
    return 0;
}

static oid install(catalog *c, const char *name) {
    const extension *e = extension_find(15, name);
    assert_non_null(e);
    return extension_install(c, e, PUBLIC_NAMESPACE);
}

static void extensions_that_do_not_exist_are_not_found(void **state) {
    (void)state;
    assert_null(extension_find(15, "no_such_extension"));
    assert_null(extension_find(9, "hstore"));
}

static void extensions_know_what_they_require_and_where_they_go(void **state) {
    (void)state;
    const extension *e = extension_find(15, "postgis_topology");
    assert_string_equal(e->schema, "topology");
    assert_false(e->relocatable);
    assert_int_equal(e->require_count, 1);
    assert_string_equal(e->requires[0], "postgis");
    assert_null(extension_find(15, "hstore")->schema);
}

static void types_functions_operators_and_casts_are_added(void **state) {
    catalog *c = *state;
    oid made = install(c, "hstore");
    const pg_named *record = catalog_find(c, CLASS_EXTENSION, made);
    assert_string_equal(record->name, "hstore");
    const pg_type *hstore = search_path_type(c, NULL, "hstore");
    assert_int_equal(hstore->namespace, PUBLIC_NAMESPACE);
    assert_string_equal(catalog_type(c, hstore->array)->name, "_hstore");
    assert_string_equal(catalog_proc(c, hstore->input)->name, "hstore_in");
    const pg_proc *f = catalog_find_named(c, CLASS_PROC, PUBLIC_NAMESPACE, "akeys");
    assert_int_equal(f->args[0], hstore->oid);
    assert_int_equal(f->result, TEXTARRAYOID);
    assert_non_null(catalog_find_cast(c, hstore->oid, JSONOID));
    search_path_candidates found = search_path_operators(c, catalog_arena(c), "public", "->", 'b');
    assert_int_equal(found.count, 2);
}

static void opclasses_bring_their_families_operators(void **state) {
    catalog *c = *state;
    install(c, "citext");
    const pg_type *citext = search_path_type(c, NULL, "citext");
    const pg_opfamily *family =
        catalog_find_named(c, CLASS_OPFAMILY, PUBLIC_NAMESPACE, "citext_ops");
    assert_true(family->operator_count > 0);
    assert_int_equal(family->operators[0].left, citext->oid);
    assert_int_equal(catalog_operator(c, family->operators[0].operator)->left, citext->oid);
}

static void members_depend_on_their_extension(void **state) {
    catalog *c = *state;
    oid made = install(c, "hstore");
    const pg_type *hstore = search_path_type(c, NULL, "hstore");
    assert_int_equal(extension_of(c, (object_address){CLASS_TYPE, hstore->oid, 0}), made);
    assert_int_equal(extension_of(c, (object_address){CLASS_TYPE, hstore->array, 0}), made);
    assert_int_equal(extension_of(c, (object_address){CLASS_TYPE, TEXTOID, 0}), INVALID_OID);
    assert_string_equal(catalog_comment(c, (object_address){CLASS_EXTENSION, made, 0}),
                        extension_find(15, "hstore")->comment);
}

static void objects_of_required_extensions_are_referred_to(void **state) {
    catalog *c = *state;
    assert_int_equal(install(c, "earthdistance"), INVALID_OID);
    oid cube = install(c, "cube");
    assert_int_not_equal(install(c, "earthdistance"), INVALID_OID);
    const pg_type *earth = search_path_type(c, NULL, "earth");
    assert_int_equal(earth->base, search_path_type(c, NULL, "cube")->oid);
    depend_scan scan = depend_scan_referrers(c, (object_address){CLASS_EXTENSION, cube, 0});
    bool found = false;
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        found = found || (d->type == DEPENDENCY_NORMAL && d->dependent.class == CLASS_EXTENSION);
    }
    assert_true(found);
}

static void relations_come_with_columns_and_indexes(void **state) {
    catalog *c = *state;
    install(c, "postgis");
    const pg_class *table = search_path_relation(c, NULL, "spatial_ref_sys");
    assert_int_equal(table->attribute_count, 5);
    assert_string_equal(table->attributes[0].name, "srid");
    assert_true(table->attributes[0].not_null);
    const pg_class *index = search_path_relation(c, NULL, "spatial_ref_sys_pkey");
    assert_int_equal(index->index->table, table->oid);
    const pg_constraint *key =
        catalog_find_child(c, CLASS_CONSTRAINT, table->oid, "spatial_ref_sys_pkey");
    assert_int_equal(key->index, index->oid);
}

static void geometry_modifiers_are_written_as_postgis_does(void **state) {
    catalog *c = *state;
    arena *a = catalog_arena(c);
    install(c, "postgis");
    oid geometry = search_path_type(c, NULL, "geometry")->oid;
    assert_string_equal(type_format(c, a, geometry, -1), "geometry");
    assert_string_equal(type_format(c, a, geometry, 4326 << 8 | 1 << 2), "geometry(Point,4326)");
    assert_string_equal(type_format_qualified(c, a, geometry, 6 << 2 | 2),
                        "public.geometry(MultiPolygonZ)");
}

static void installing_is_undone(void **state) {
    catalog *c = *state;
    catalog_mark mark = catalog_save(c);
    oid made = install(c, "hstore");
    catalog_rollback(c, mark);
    assert_null(catalog_find(c, CLASS_EXTENSION, made));
    assert_null(search_path_type(c, NULL, "hstore"));
    assert_null(catalog_comment(c, (object_address){CLASS_EXTENSION, made, 0}));
}

static void install_with_required(catalog *c, const extension *e) {
    for (int i = 0; i < e->require_count; i++) {
        install_with_required(c, extension_find(catalog_version(c), e->requires[i]));
    }
    if (catalog_find_named(c, CLASS_EXTENSION, 0, e->name) == NULL) {
        assert_int_not_equal(extension_install(c, e, PUBLIC_NAMESPACE), INVALID_OID);
    }
}

static void assert_type_exists(catalog *c, oid type) {
    assert_true(type == INVALID_OID || catalog_type(c, type) != NULL);
}

static void assert_functions_refer_to_what_exists(catalog *c) {
    catalog_scan procs = catalog_scan_all(c, CLASS_PROC);
    for (const pg_proc *f; (f = catalog_next(&procs)) != NULL;) {
        assert_type_exists(c, f->result);
        assert_non_null(catalog_find(c, CLASS_LANGUAGE, f->language));
        for (int i = 0; i < f->arg_count; i++) {
            assert_type_exists(c, f->args[i]);
        }
    }
}

static void assert_operators_refer_to_what_exists(catalog *c) {
    catalog_scan operators = catalog_scan_all(c, CLASS_OPERATOR);
    for (const pg_operator *o; (o = catalog_next(&operators)) != NULL;) {
        assert_type_exists(c, o->left);
        assert_type_exists(c, o->right);
        assert_non_null(catalog_proc(c, o->function));
    }
}

static void assert_columns_refer_to_what_exists(catalog *c) {
    catalog_scan relations = catalog_scan_all(c, CLASS_RELATION);
    for (const pg_class *r; (r = catalog_next(&relations)) != NULL;) {
        for (int i = 0; i < r->attribute_count; i++) {
            assert_non_null(catalog_type(c, r->attributes[i].type));
        }
    }
}

static void all_extensions_can_be_installed_together_and_refer_to_what_exists(void **state) {
    (void)state;
    for (const int *version = snapshot_versions(); *version != 0; version++) {
        arena *a = arena_new(NULL);
        catalog *c = catalog_new(a, snapshot_of_version(*version));
        assert_non_null(*extension_list(*version));
        for (const extension *const *e = extension_list(*version); *e != NULL; e++) {
            install_with_required(c, *e);
        }
        assert_functions_refer_to_what_exists(c);
        assert_operators_refer_to_what_exists(c);
        assert_columns_refer_to_what_exists(c);
        arena_free(a);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(extensions_that_do_not_exist_are_not_found),
        TEST(extensions_know_what_they_require_and_where_they_go),
        TEST(types_functions_operators_and_casts_are_added),
        TEST(opclasses_bring_their_families_operators),
        TEST(members_depend_on_their_extension),
        TEST(objects_of_required_extensions_are_referred_to),
        TEST(relations_come_with_columns_and_indexes),
        TEST(geometry_modifiers_are_written_as_postgis_does),
        TEST(installing_is_undone),
        TEST(all_extensions_can_be_installed_together_and_refer_to_what_exists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
