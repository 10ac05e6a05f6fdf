/* Constants through their types' input functions, without a server. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyze/literal.h"
#include "catalog/search_path.h"

typedef struct fixture {
    arena *arena;
    catalog *catalog;
} fixture;

static int set_up(void **state) {
    static fixture f;
    f.arena = arena_new(NULL);
    f.catalog = catalog_new(f.arena, snapshot_of_version(15));
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((fixture *)*state)->arena);
    return 0;
}

/* "" when the constant is accepted, else SQLSTATE and message. */
static const char *check(void **state, oid type, int32_t typmod, const char *literal) {
    const fixture *f = *state;
    analysis an = {
        .catalog = f->catalog, .arena = f->arena, .diagnostics = diagnostics_new(f->arena)};
    if (literal_check(&an, type, typmod, literal, 0)) {
        return "";
    }
    const diagnostic *d = &an.diagnostics->list.items[0];
    return arena_printf(f->arena, "%s %s", d->sqlstate, d->message);
}

static oid add_type(void **state, pg_type type) {
    const fixture *f = *state;
    type.namespace = search_path_namespace(f->catalog, "public");
    type.defined = true;
    return catalog_add(f->catalog, CLASS_TYPE, &type);
}

static oid input_of(void **state, const char *name) {
    const fixture *f = *state;
    catalog_scan scan = catalog_scan_name(f->catalog, CLASS_PROC, name);
    const pg_proc *proc = catalog_next(&scan);
    assert_non_null(proc);
    return proc->oid;
}

static void integers_end_where_their_range_ends(void **state) {
    assert_string_equal(check(state, INT4OID, -1, " -2147483648 "), "");
    assert_string_equal(check(state, INT4OID, -1, "2147483648"),
                        "22003 value \"2147483648\" is out of range for type integer");
    assert_string_equal(check(state, INT4OID, -1, "abc"),
                        "22P02 invalid input syntax for type integer: \"abc\"");
}

static void numbers_too_large_for_their_modifier_are_refused(void **state) {
    const int32_t four_two = (4 << 16 | 2) + 4;
    assert_string_equal(check(state, NUMERICOID, four_two, "99.994"), "");
    assert_string_equal(check(state, NUMERICOID, four_two, "99.995"),
                        "22003 numeric field overflow");
}

static void arrays_are_checked_element_by_element(void **state) {
    assert_string_equal(check(state, INT4ARRAYOID, -1, "{1,NULL,{2}}"),
                        "22P02 malformed array literal: \"{1,NULL,{2}}\"");
    assert_string_equal(check(state, INT4ARRAYOID, -1, "{1,x}"),
                        "22P02 invalid input syntax for type integer: \"x\"");
    assert_string_equal(check(state, INT4ARRAYOID, -1, "[0:1]={1,\"2\"}"), "");
}

static void enums_accept_their_labels_only(void **state) {
    static const char *const labels[] = {"sad", "ok"};
    oid mood = add_type(state, (pg_type){.name = "mood",
                                         .typtype = 'e',
                                         .labels = labels,
                                         .label_count = 2,
                                         .input = input_of(state, "enum_in")});
    assert_string_equal(check(state, mood, -1, "ok"), "");
    assert_string_equal(check(state, mood, -1, "OK"),
                        "22P02 invalid input value for enum mood: \"OK\"");
}

static void domains_are_their_base_with_its_modifier(void **state) {
    oid code = add_type(state, (pg_type){.name = "code",
                                         .typtype = 'd',
                                         .base = VARCHAROID,
                                         .typmod = 3 + 4,
                                         .input = input_of(state, "domain_in")});
    assert_string_equal(check(state, code, -1, "abc  "), "");
    assert_string_equal(check(state, code, -1, "abcd"),
                        "22001 value too long for type character varying(3)");
}

static void bounds_of_ranges_stand_in_order(void **state) {
    assert_string_equal(check(state, INT4RANGEOID, -1, "[1,1]"), "");
    assert_string_equal(check(state, INT4RANGEOID, -1, "[2,1]"),
                        "22000 range lower bound must be less than or equal to range upper bound");
    assert_string_equal(check(state, DATERANGEOID, -1, "[2000-01-02,2000-01-01]"),
                        "22000 range lower bound must be less than or equal to range upper bound");
}

static void days_exist(void **state) {
    assert_string_equal(check(state, DATEOID, -1, "2000-02-29"), "");
    assert_string_equal(check(state, DATEOID, -1, "1900-02-29"),
                        "22008 date/time field value out of range: \"1900-02-29\"");
    assert_string_equal(check(state, DATEOID, -1, "tomorow"),
                        "22007 invalid input syntax for type date: \"tomorow\"");
}

static void date_style_decides_what_comes_first(void **state) {
    const fixture *f = *state;
    assert_string_equal(check(state, DATEOID, -1, "31/12/1999"),
                        "22008 date/time field value out of range: \"31/12/1999\"");
    catalog_set_setting(f->catalog, "datestyle", "ISO, DMY");
    assert_string_equal(check(state, DATEOID, -1, "31/12/1999"), "");
    catalog_set_setting(f->catalog, "datestyle", NULL);
}

static void time_zones_are_known_by_name(void **state) {
    assert_string_equal(check(state, TIMESTAMPTZOID, -1, "2000-01-01 10:00 America/New_York"), "");
    assert_string_equal(check(state, TIMESTAMPTZOID, -1, "2000-01-01 10:00 Mars/Base"),
                        "22023 time zone \"mars/base\" not recognized");
}

static void intervals_know_their_units(void **state) {
    assert_string_equal(check(state, INTERVALOID, -1, "1 day -02:03"), "");
    assert_string_equal(check(state, INTERVALOID, -1, "P1Y2M3DT4H"), "");
    assert_string_equal(check(state, INTERVALOID, -1, "1 parsec"),
                        "22007 invalid input syntax for type interval: \"1 parsec\"");
}

static void binary_json_cannot_hold_a_zero_byte(void **state) {
    assert_string_equal(check(state, JSONBOID, -1, "{\"a\": [1, null]}"), "");
    assert_string_equal(check(state, JSONBOID, -1, "\"\\u0000\""),
                        "22P05 unsupported Unicode escape sequence");
    assert_string_equal(check(state, JSONBOID, -1, "{'a': 1}"),
                        "22P02 invalid input syntax for type json");
}

static void roles_and_privileges_have_a_syntax(void **state) {
    const oid role = 4096, privileges = 1033;
    assert_string_equal(check(state, role, -1, "a"), "");
    assert_string_equal(check(state, role, -1, "a.b"), "42602 invalid name syntax");
    assert_string_equal(check(state, privileges, -1, "a=r*w/b"), "");
    assert_string_equal(check(state, privileges, -1, "group \"a b\"=r/b "), "");
    assert_string_equal(check(state, privileges, -1, "a"), "22P02 unrecognized key word: \"a\"");
    assert_string_equal(check(state, privileges, -1, "user /b"), "22P02 missing name");
    assert_string_equal(check(state, privileges, -1, "user a/b"), "22P02 missing \"=\" sign");
    assert_string_equal(check(state, privileges, -1, "a=r/"),
                        "22P02 a name must follow the \"/\" sign");
    assert_string_equal(check(state, privileges, -1, "a=q/b"),
                        "22P02 invalid mode character: must be one of \"arwdDxtXUCTcsA\"");
    assert_string_equal(check(state, privileges, -1, "a=r/b x"),
                        "22P02 extra garbage at the end of the ACL specification");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_and_privileges_have_a_syntax),
        cmocka_unit_test(integers_end_where_their_range_ends),
        cmocka_unit_test(numbers_too_large_for_their_modifier_are_refused),
        cmocka_unit_test(arrays_are_checked_element_by_element),
        cmocka_unit_test(enums_accept_their_labels_only),
        cmocka_unit_test(domains_are_their_base_with_its_modifier),
        cmocka_unit_test(bounds_of_ranges_stand_in_order),
        cmocka_unit_test(days_exist),
        cmocka_unit_test(date_style_decides_what_comes_first),
        cmocka_unit_test(time_zones_are_known_by_name),
        cmocka_unit_test(intervals_know_their_units),
        cmocka_unit_test(binary_json_cannot_hold_a_zero_byte),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
