/* The emitter against the models written by hand, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "unit/emit/film_list_model.h"

typedef struct fixture {
    arena *arena;
    film_list_models *models;
} fixture;

/* Tests run in the folder tests/. */
static const char *read_prototype(arena *a, const char *name) {
    FILE *file = fopen(arena_printf(a, "unit/runtime/prototype/%s", name), "rb");
    assert_non_null(file);
    char *content = arena_alloc(a, 1 << 16);
    assert_true(fread(content, 1, (1 << 16) - 1, file) > 0);
    fclose(file);
    return content;
}

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->arena = arena_new(NULL);
    f->models = film_list_models_new(f->arena, read_prototype(f->arena, "film_list.sql"));
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    arena_free(f->arena);
    free(f);
    return 0;
}

static void relation_header_is_the_hand_written_one(void **state) {
    fixture *f = *state;
    assert_string_equal(emit_relation_header(f->arena, &f->models->film_list, "0.1.0"),
                        read_prototype(f->arena, "film_list.h"));
}

static void relation_source_is_the_hand_written_one(void **state) {
    fixture *f = *state;
    assert_string_equal(emit_relation_source(f->arena, &f->models->film_list, "0.1.0"),
                        read_prototype(f->arena, "film_list.c"));
}

static void check_type(const fixture *f, const model_user_type *type) {
    const char *header = arena_printf(f->arena, "%s.h", type->c_name);
    const char *source = arena_printf(f->arena, "%s.c", type->c_name);
    assert_string_equal(emit_type_header(f->arena, type, "0.1.0"),
                        read_prototype(f->arena, header));
    assert_string_equal(emit_type_source(f->arena, type, "0.1.0"),
                        read_prototype(f->arena, source));
}

static void enum_is_the_hand_written_one(void **state) {
    fixture *f = *state;
    check_type(f, &f->models->rating);
}

static void composite_is_the_hand_written_one(void **state) {
    fixture *f = *state;
    check_type(f, &f->models->address);
}

static void domain_is_the_hand_written_one(void **state) {
    fixture *f = *state;
    check_type(f, &f->models->year);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(relation_header_is_the_hand_written_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(relation_source_is_the_hand_written_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(enum_is_the_hand_written_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(composite_is_the_hand_written_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(domain_is_the_hand_written_one, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
