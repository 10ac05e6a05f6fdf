/* What bounds of partitions say, and where they meet; partitions that are foreign tables. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "replay/replay.h"

typedef struct run {
    arena *arena;
    diagnostics *diagnostics;
    replay *replay;
} run;

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    run *t = ARENA_NEW(a, run);
    t->arena = a;
    t->diagnostics = diagnostics_new(a);
    t->replay = replay_new(a, 15, t->diagnostics);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((run *)*state)->arena);
    return 0;
}

static void replay_text_of(run *t, const char *sql) {
    diagnostics_truncate(t->diagnostics, 0);
    replay_source(t->replay,
                  source_file_of_text(t->arena, "t.sql", sql, strlen(sql), t->diagnostics));
}

static void accept(run *t, const char *sql) {
    replay_text_of(t, sql);
    if (t->diagnostics->list.count > 0) {
        fail_msg("%s: %s", sql, t->diagnostics->list.items[0].message);
    }
}

static void refuse(run *t, const char *sql, const char *sqlstate, const char *message) {
    replay_text_of(t, sql);
    assert_int_equal(t->diagnostics->list.count, 1);
    assert_string_equal(t->diagnostics->list.items[0].message, message);
    assert_string_equal(t->diagnostics->list.items[0].sqlstate, sqlstate);
}

static void ranges_have_an_order(void **state) {
    accept(*state, "CREATE TABLE p(a smallint, b text) PARTITION BY RANGE (a, b)");
    refuse(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1, 'a') TO (1, 'a')", "42P17",
           "empty range bound specified for partition \"p1\"");
    refuse(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (100000, 'a') TO (100001, 'a')",
           "22003", "smallint out of range");
    refuse(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (null, 'a') TO (1, 'a')",
           "42P17", "cannot specify NULL in range bound");
    refuse(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (minvalue, 'a') TO (1, 'a')",
           "42804", "every bound following MINVALUE must also be MINVALUE");
    refuse(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (1, 'a')", "42P16",
           "FROM must specify exactly one value per partitioning column");
    accept(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1, 'a') TO (1+1, lower('B'))");
    accept(*state, "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (3, 'b') TO (4, minvalue)");
    refuse(*state, "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (2, 'b') TO (3, 'c')", "42P17",
           "partition \"p3\" would overlap partition \"p2\"");
    accept(*state, "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (4, minvalue) TO (5, 'c')");
    refuse(*state,
           "CREATE TABLE p4 PARTITION OF p FOR VALUES FROM (minvalue, minvalue) TO (maxvalue, "
           "maxvalue)",
           "42P17", "partition \"p4\" would overlap partition \"p1\"");
    refuse(*state, "CREATE TABLE p5 PARTITION OF p FOR VALUES FROM (4, 'b') TO (4, 'a')", "42P17",
           "empty range bound specified for partition \"p5\"");
    accept(*state, "CREATE TABLE p6 PARTITION OF p DEFAULT");
    refuse(*state, "CREATE TABLE p7 PARTITION OF p DEFAULT", "42P17",
           "partition \"p7\" conflicts with existing default partition \"p6\"");
}

static void lists_share_no_value(void **state) {
    accept(*state, "CREATE TABLE q(a int) PARTITION BY LIST (a)");
    accept(*state, "CREATE TABLE q1 PARTITION OF q FOR VALUES IN (1, 1, null)");
    refuse(*state, "CREATE TABLE q2 PARTITION OF q FOR VALUES IN (2, null)", "42P17",
           "partition \"q2\" would overlap partition \"q1\"");
    refuse(*state, "CREATE TABLE q2 PARTITION OF q FOR VALUES IN (2, 1.4)", "42P17",
           "partition \"q2\" would overlap partition \"q1\"");
    accept(*state, "CREATE TABLE q2 PARTITION OF q FOR VALUES IN (2.5)");
    refuse(*state, "CREATE TABLE q3 PARTITION OF q FOR VALUES IN ('3')", "42P17",
           "partition \"q3\" would overlap partition \"q2\"");
    accept(*state, "CREATE TABLE q3 PARTITION OF q FOR VALUES IN ('4', -5)");
    refuse(*state, "CREATE TABLE q4 PARTITION OF q FOR VALUES IN ('x')", "22P02",
           "invalid input syntax for type integer: \"x\"");
    refuse(*state, "CREATE TABLE q5 PARTITION OF q FOR VALUES IN (maxvalue)", "0A000",
           "cannot use column reference in partition bound expression");
    refuse(*state, "CREATE TABLE q5 PARTITION OF q FOR VALUES IN (- 5)", "42P17",
           "partition \"q5\" would overlap partition \"q3\"");
    accept(*state, "CREATE TABLE q5 (a int)");
    refuse(*state, "ALTER TABLE q ATTACH PARTITION q5 FOR VALUES IN (1)", "42P17",
           "partition \"q5\" would overlap partition \"q1\"");
    accept(*state, "ALTER TABLE q ATTACH PARTITION q5 FOR VALUES IN (7)");
    accept(*state, "ALTER TABLE q DETACH PARTITION q5");
    accept(*state, "CREATE TABLE q6 PARTITION OF q FOR VALUES IN (7)");
}

static void moduli_are_factors_of_each_other(void **state) {
    accept(*state, "CREATE TABLE h(a int) PARTITION BY HASH (a)");
    accept(*state, "CREATE TABLE h1 PARTITION OF h FOR VALUES WITH (modulus 4, remainder 0)");
    refuse(*state, "CREATE TABLE h2 PARTITION OF h FOR VALUES WITH (modulus 6, remainder 0)",
           "42P17", "every hash partition modulus must be a factor of the next larger modulus");
    refuse(*state, "CREATE TABLE h2 PARTITION OF h FOR VALUES WITH (modulus 8, remainder 4)",
           "42P17", "partition \"h2\" would overlap partition \"h1\"");
    refuse(*state, "CREATE TABLE h2 PARTITION OF h FOR VALUES WITH (modulus 2, remainder 0)",
           "42P17", "partition \"h2\" would overlap partition \"h1\"");
    accept(*state, "CREATE TABLE h2 PARTITION OF h FOR VALUES WITH (modulus 2, remainder 1)");
    accept(*state, "CREATE TABLE h3 PARTITION OF h FOR VALUES WITH (modulus 8, remainder 2)");
    refuse(*state, "CREATE TABLE h4 PARTITION OF h FOR VALUES WITH (modulus 12, remainder 6)",
           "42P17", "every hash partition modulus must be a factor of the next larger modulus");
    refuse(*state, "CREATE TABLE h4 PARTITION OF h FOR VALUES WITH (modulus 3, remainder 1)",
           "42P17", "every hash partition modulus must be a factor of the next larger modulus");
    accept(*state, "CREATE TABLE h4 PARTITION OF h FOR VALUES WITH (modulus 16, remainder 6)");
}

static void enums_and_dates_have_an_order(void **state) {
    accept(*state, "CREATE TYPE e AS ENUM ('z', 'b', 'a')");
    accept(*state, "CREATE TABLE t(a e, b date, c bool, d numeric(8,2), v varchar(3), u uuid, ts "
                   "timestamptz, x timestamp) PARTITION BY RANGE (a)");
    accept(*state, "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('z') TO ('a')");
    refuse(*state, "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM ('b') TO (maxvalue)", "42P17",
           "partition \"t2\" would overlap partition \"t1\"");
    refuse(*state, "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM ('a') TO ('a')", "42P17",
           "empty range bound specified for partition \"t2\"");
    refuse(*state, "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM ('a') TO ('b')", "42P17",
           "empty range bound specified for partition \"t2\"");
    accept(*state, "CREATE TABLE d(b date) PARTITION BY RANGE (b)");
    accept(*state,
           "CREATE TABLE d1 PARTITION OF d FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')");
    refuse(*state,
           "CREATE TABLE d2 PARTITION OF d FOR VALUES FROM ('2020-12-31') TO ('2022-01-01')",
           "42P17", "partition \"d2\" would overlap partition \"d1\"");
    accept(*state, "CREATE TABLE d2 PARTITION OF d FOR VALUES FROM (date '2021-01-01') TO "
                   "('2022-01-01'::date)");
    refuse(*state,
           "CREATE TABLE d3 PARTITION OF d FOR VALUES FROM ('2022-01-01') TO ('2022-01-01')",
           "42P17", "empty range bound specified for partition \"d3\"");
}

static void values_are_the_same_however_they_are_written(void **state) {
    accept(*state, "CREATE TABLE b(c bool) PARTITION BY LIST (c)");
    accept(*state, "CREATE TABLE b1 PARTITION OF b FOR VALUES IN (true)");
    refuse(*state, "CREATE TABLE b2 PARTITION OF b FOR VALUES IN ('t')", "42P17",
           "partition \"b2\" would overlap partition \"b1\"");
    refuse(*state, "CREATE TABLE b2 PARTITION OF b FOR VALUES IN ('yes', false)", "42P17",
           "partition \"b2\" would overlap partition \"b1\"");
    accept(*state, "CREATE TABLE b2 PARTITION OF b FOR VALUES IN (false)");
    accept(*state, "CREATE TABLE n(d numeric(8,2)) PARTITION BY LIST (d)");
    accept(*state, "CREATE TABLE n1 PARTITION OF n FOR VALUES IN (1)");
    refuse(*state, "CREATE TABLE n2 PARTITION OF n FOR VALUES IN (1.0)", "42P17",
           "partition \"n2\" would overlap partition \"n1\"");
    refuse(*state, "CREATE TABLE n2 PARTITION OF n FOR VALUES IN ('01.00')", "42P17",
           "partition \"n2\" would overlap partition \"n1\"");
    accept(*state, "CREATE TABLE c(v char(4)) PARTITION BY LIST (v)");
    accept(*state, "CREATE TABLE c1 PARTITION OF c FOR VALUES IN ('a ')");
    refuse(*state, "CREATE TABLE c2 PARTITION OF c FOR VALUES IN ('a')", "42P17",
           "partition \"c2\" would overlap partition \"c1\"");
    accept(*state, "CREATE TABLE uu(u uuid) PARTITION BY LIST (u)");
    accept(
        *state,
        "CREATE TABLE uu1 PARTITION OF uu FOR VALUES IN ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11')");
    refuse(*state,
           "CREATE TABLE uu2 PARTITION OF uu FOR VALUES IN ('{a0eebc999c0b4ef8bb6d6bb9bd380a11}')",
           "42P17", "partition \"uu2\" would overlap partition \"uu1\"");
    accept(*state, "CREATE TABLE l(v text) PARTITION BY LIST (lower(v))");
    accept(*state, "CREATE TABLE l1 PARTITION OF l FOR VALUES IN ('x')");
    refuse(*state, "CREATE TABLE l2 PARTITION OF l FOR VALUES IN ('y', 'x')", "42P17",
           "partition \"l2\" would overlap partition \"l1\"");
    accept(*state, "CREATE TABLE l2 PARTITION OF l FOR VALUES IN (5)");
    accept(*state, "CREATE TABLE l3 PARTITION OF l FOR VALUES IN (now())");
    refuse(*state, "CREATE TABLE l3 PARTITION OF l FOR VALUES IN (sum(1))", "42P07",
           "relation \"l3\" already exists");
    refuse(*state, "CREATE TABLE l3 PARTITION OF l FOR VALUES IN ((select 1))", "42P07",
           "relation \"l3\" already exists");
}

static void infinite_bounds_come_before_and_behind_all_values(void **state) {
    accept(*state, "CREATE TABLE m(a int, b int) PARTITION BY RANGE (a, b)");
    accept(*state, "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (1, minvalue) TO (1, maxvalue)");
    refuse(*state, "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (1, 5) TO (2, 3)", "42P17",
           "partition \"m2\" would overlap partition \"m1\"");
    refuse(*state, "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (0, 5) TO (1, 3)", "42P17",
           "partition \"m2\" would overlap partition \"m1\"");
    refuse(*state, "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (0, maxvalue) TO (0, maxvalue)",
           "42P17", "empty range bound specified for partition \"m2\"");
    accept(*state, "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (0, minvalue) TO (0, maxvalue)");
    refuse(*state, "CREATE TABLE m3 PARTITION OF m FOR VALUES FROM (0, 5) TO (2, 0)", "42P17",
           "partition \"m3\" would overlap partition \"m2\"");
    refuse(*state,
           "CREATE TABLE m3 PARTITION OF m FOR VALUES FROM (maxvalue, maxvalue) TO (maxvalue, "
           "maxvalue)",
           "42P17", "empty range bound specified for partition \"m3\"");
    accept(*state,
           "CREATE TABLE m3 PARTITION OF m FOR VALUES FROM (3, maxvalue) TO (maxvalue, maxvalue)");
    refuse(*state, "CREATE TABLE m4 PARTITION OF m FOR VALUES FROM (3, maxvalue) TO (4, 4)",
           "42P17", "partition \"m4\" would overlap partition \"m3\"");
    accept(*state, "CREATE TABLE m4 PARTITION OF m FOR VALUES FROM (3, 1) TO (3, 4)");
}

static void foreign_partitions_have_no_unique_indexes(void **state) {
    accept(*state, "CREATE FOREIGN DATA WRAPPER w");
    accept(*state, "CREATE SERVER s FOREIGN DATA WRAPPER w");
    accept(*state, "CREATE TABLE p(a int) PARTITION BY LIST (a)");
    accept(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (a)");
    accept(*state, "CREATE FOREIGN TABLE p11 PARTITION OF p1 FOR VALUES IN (1) SERVER s");
    refuse(*state, "CREATE UNIQUE INDEX ON p(a)", "42809",
           "cannot create unique index on partitioned table \"p\"");
    refuse(*state, "CREATE UNIQUE INDEX ON p(nothing)", "42809",
           "cannot create unique index on partitioned table \"p\"");
    refuse(*state, "ALTER TABLE p ADD PRIMARY KEY (a)", "42809",
           "cannot create unique index on partitioned table \"p1\"");
    accept(*state, "CREATE INDEX ON p(a)");
    accept(*state, "CREATE UNIQUE INDEX ON ONLY p(a)");
}

static void foreign_tables_hold_no_values_to_convert(void **state) {
    accept(*state, "CREATE FOREIGN DATA WRAPPER w");
    accept(*state, "CREATE SERVER s FOREIGN DATA WRAPPER w");
    accept(*state, "CREATE TABLE t(a int)");
    accept(*state, "CREATE FOREIGN TABLE ft() INHERITS (t) SERVER s");
    refuse(*state, "ALTER TABLE t ALTER a TYPE bigint USING a", "42809", "\"ft\" is not a table");
    accept(*state, "ALTER TABLE t ALTER a TYPE bigint");
    accept(*state, "CREATE FOREIGN TABLE rows(r ft, u t[]) SERVER s");
    refuse(*state, "ALTER TABLE t ALTER a TYPE text", "0A000",
           "cannot alter foreign table \"ft\" because column \"rows.r\" uses its row type");
    accept(*state, "ALTER FOREIGN TABLE rows DROP r");
    refuse(*state, "ALTER TABLE t ALTER a TYPE text", "0A000",
           "cannot alter table \"t\" because column \"rows.u\" uses its row type");
    refuse(*state, "ALTER FOREIGN TABLE rows ALTER u TYPE text USING 'x'", "42809",
           "\"rows\" is not a table");
    accept(*state, "ALTER FOREIGN TABLE rows ALTER u TYPE text");
    accept(*state, "ALTER TABLE t ALTER a TYPE text");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(ranges_have_an_order),
        TEST(lists_share_no_value),
        TEST(moduli_are_factors_of_each_other),
        TEST(enums_and_dates_have_an_order),
        TEST(values_are_the_same_however_they_are_written),
        TEST(infinite_bounds_come_before_and_behind_all_values),
        TEST(foreign_partitions_have_no_unique_indexes),
        TEST(foreign_tables_hold_no_values_to_convert),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
