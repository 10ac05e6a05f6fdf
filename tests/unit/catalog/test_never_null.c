#include "catalog/never_null.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "catalog/never_null_entry.h"

enum { VERSION_OF_THE_LIST = 15 };

static void assert_same_function(int version, const pg_proc *listed, const pg_proc *other) {
    if (other == NULL) {
        return;
    }
    if (strcmp(listed->name, other->name) != 0 || listed->result != other->result ||
        listed->kind != other->kind || listed->all_count != other->all_count) {
        fail_msg("%u is %s in version %d and %s in %d", listed->oid, listed->name,
                 VERSION_OF_THE_LIST, other->name, version);
    }
}

static void listed_functions_are_the_same_in_every_version(void **state) {
    (void)state;
    arena *a = arena_new(NULL);
    const catalog *known = catalog_new(a, snapshot_of_version(VERSION_OF_THE_LIST));
    for (const int *version = snapshot_versions(); *version != 0; version++) {
        const catalog *c = catalog_new(a, snapshot_of_version(*version));
        for (int i = 0; i < never_null_entry_count; i++) {
            oid function = never_null_entries[i].function;
            const pg_proc *listed = catalog_proc(known, function);
            assert_non_null(listed);
            assert_same_function(*version, listed, catalog_proc(c, function));
        }
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listed_functions_are_the_same_in_every_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
