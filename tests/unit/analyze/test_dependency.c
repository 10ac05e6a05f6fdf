#include "analyze/dependency.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "unit/analyze/fixture.h"

/* A query and the tables (columns by number) and constraints it needs, in order of their names. */
typedef struct dependency_case {
    const char *sql, *expected;
} dependency_case;

static const dependency_case cases[] = {
    {"select id from t", "t.1"},
    {"select * from t x join u on x.id = u.t_id", "t.1 t.2 t.3 t.4 t.5 u.1 u.2 u.3 u.4 u.5"},
    {"select count(*) from t", "t"},
    {"select t from t", "t"},
    {"select t.name from t group by t.id", "t.1 t.2 t_pkey"},
    {"select id from t full join w using (id)", "t.1 w.1"},
    {"select (select note from u where u.t_id = t.id) from t", "t.1 u.2 u.3"},
    {"with x as (select name from t) select * from x", "t.2"},
    {"select 1 from t union select 2 from u", "t u"},
    {"select 'u'::regclass::oid from t", "t u"},
    {"select id from t where exists (select 1 from u)", "t.1 u"},
    {"select 1", ""},
};

static int compare_names(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static const char *references(fixture *f, object_address dependent) {
    const char *names[32];
    size_t count = 0;
    depend_scan scan = depend_scan_references(f->catalog, dependent);
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL && count < 32) {
        const catalog_record *record =
            catalog_find(f->catalog, d->referenced.class, d->referenced.object);
        names[count++] = d->referenced.sub == 0
                             ? record->name
                             : arena_printf(f->arena, "%s.%d", record->name, d->referenced.sub);
    }
    qsort(names, count, sizeof *names, compare_names);
    text t = text_new(f->arena);
    for (size_t i = 0; i < count; i++) {
        text_printf(&t, "%s%s", i > 0 ? " " : "", names[i]);
    }
    return text_string(&t);
}

static void a_query_depends_on_the_columns_it_uses(void **state) {
    fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        oid rule = catalog_add(f->catalog, CLASS_REWRITE, &(pg_rewrite){.name = "_RETURN"});
        object_address dependent = {CLASS_REWRITE, rule, 0};
        query *q = fixture_analyze(f, cases[i].sql);
        assert_non_null(q);
        dependency_record_query(f->catalog, dependent, q, DEPENDENCY_NORMAL);
        assert_string_equal(references(f, dependent), cases[i].expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_query_depends_on_the_columns_it_uses, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
