/* Sets of migrations: reading a directory, pairs, numbers, checksums. */
#define _XOPEN_SOURCE 700

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "oriel/migrate.h"
#include "sha256.h"

static char directory[64];
static oriel_migration_set set;
static oriel_error err;

static int make_directory(void **state) {
    (void)state;
    strcpy(directory, "/tmp/oriel-migrations.XXXXXX");
    return mkdtemp(directory) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk) {
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

static int remove_directory(void **state) {
    (void)state;
    oriel_migrations_free(&set);
    return nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void put_bytes(const char *name, const char *bytes, size_t length) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void put(const char *name, const char *text) {
    put_bytes(name, text, strlen(text));
}

static void an_empty_directory_is_an_empty_set(void **state) {
    (void)state;
    assert_int_equal(oriel_migrations_load(directory, &set, &err), ORIEL_OK);
    assert_int_equal(set.count, 0);
    assert_int_equal(oriel_migrations_heads(&set, NULL, 0), 0);
}

static void pairs_are_read_in_the_order_of_their_numbers(void **state) {
    (void)state;
    put("0010_ten.up.sql", "SELECT 10;");
    put("0010_ten.down.sql", "");
    put("0002_two_and_a_half.up.sql", "SELECT 'zwei';\r\n");
    put("0002_two_and_a_half.down.sql", "SELECT -2;");
    put("20260101120000_when.up.sql", "SELECT 3;");
    put("20260101120000_when.down.sql", "SELECT -3;");
    put("README.md", "not ours");
    put("notes.sql", "not ours");
    put("0001.up.sql", "no name");
    put("0003_x.up.sql.orig", "not ours");
    assert_int_equal(oriel_migrations_load(directory, &set, &err), ORIEL_OK);
    assert_int_equal(set.count, 3);
    assert_int_equal(set.items[0].id, 2);
    assert_string_equal(set.items[0].slug, "two_and_a_half");
    assert_string_equal(set.items[0].up, "SELECT 'zwei';\r\n");
    assert_string_equal(set.items[0].down, "SELECT -2;");
    assert_int_equal(set.items[1].id, 10);
    assert_string_equal(set.items[1].down, "");
    assert_true(set.items[2].id == INT64_C(20260101120000));
    assert_non_null(strstr(set.items[1].up_file, "/0010_ten.up.sql"));
}

static void a_file_without_its_pair_is_named(void **state) {
    (void)state;
    put("0001_a.up.sql", "SELECT 1;");
    assert_int_equal(oriel_migrations_load(directory, &set, &err), ORIEL_MIGRATION);
    assert_non_null(strstr(err.file, "0001_a.up.sql"));
    assert_int_equal(set.count, 0);
    put("0001_a.down.sql", "SELECT 1;");
    put("0002_b.down.sql", "SELECT 1;");
    assert_int_equal(oriel_migrations_load(directory, &set, &err), ORIEL_MIGRATION);
    assert_non_null(strstr(err.file, "0002_b.down.sql"));
}

static void numbers_must_be_positive_and_not_too_long(void **state) {
    (void)state;
    put("0000_zero.up.sql", "");
    put("0000_zero.down.sql", "");
    assert_int_equal(oriel_migrations_load(directory, &set, &err), ORIEL_MIGRATION);
    assert_non_null(strstr(err.message, "0000_zero"));
}

static void one_number_in_two_spellings_is_an_error(void **state) {
    (void)state;
    put("1_a.up.sql", "");
    put("01_a.up.sql", "");
    put("1_a.down.sql", "");
    assert_int_equal(oriel_migrations_load(directory, &set, &err), ORIEL_MIGRATION);
}

static void a_nul_byte_is_an_error(void **state) {
    (void)state;
    put_bytes("0001_a.up.sql", "SELECT\0 1;", 10);
    put("0001_a.down.sql", "");
    assert_int_equal(oriel_migrations_load(directory, &set, &err), ORIEL_MIGRATION);
    assert_non_null(strstr(err.file, "0001_a.up.sql"));
}

static void a_directory_that_is_not_there_is_an_io_error(void **state) {
    (void)state;
    assert_int_equal(oriel_migrations_load("/no/such/directory", &set, &err), ORIEL_IO);
    assert_int_equal(oriel_migrations_load("/no/such/directory", &set, NULL), ORIEL_IO);
    oriel_migrations_free(&set);
}

static void two_pairs_with_one_number_are_two_heads(void **state) {
    (void)state;
    static const char *const names[] = {"0001_a", "0002_b", "0002_c", "0003_d"};
    const oriel_migration *heads[4];
    for (size_t i = 0; i < 4; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s.up.sql", names[i]);
        put(name, "SELECT 1;");
        snprintf(name, sizeof name, "%s.down.sql", names[i]);
        put(name, "SELECT 1;");
    }
    assert_int_equal(oriel_migrations_load(directory, &set, &err), ORIEL_OK);
    assert_int_equal(oriel_migrations_heads(&set, heads, 4), 2);
    assert_string_equal(heads[0]->slug, "b");
    assert_string_equal(heads[1]->slug, "c");
    oriel_migration_set few = {set.items, 2, NULL};
    assert_int_equal(oriel_migrations_heads(&few, heads, 4), 1);
    assert_string_equal(heads[0]->slug, "b");
}

static void the_checksum_is_sha256_of_the_up_text(void **state) {
    (void)state;
    char hex[65];
    oriel_migration migration = {.up = "abc"};
    oriel_migration_checksum(&migration, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    orl_sha256_hex("", 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    orl_sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, hex);
    assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    static char million[1000000];
    memset(million, 'a', sizeof million);
    orl_sha256_hex(million, sizeof million, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void) {
#define IN_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(an_empty_directory_is_an_empty_set),
        IN_DIRECTORY(pairs_are_read_in_the_order_of_their_numbers),
        IN_DIRECTORY(a_file_without_its_pair_is_named),
        IN_DIRECTORY(numbers_must_be_positive_and_not_too_long),
        IN_DIRECTORY(one_number_in_two_spellings_is_an_error),
        IN_DIRECTORY(a_nul_byte_is_an_error),
        cmocka_unit_test(a_directory_that_is_not_there_is_an_io_error),
        IN_DIRECTORY(two_pairs_with_one_number_are_two_heads),
        cmocka_unit_test(the_checksum_is_sha256_of_the_up_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
