#!/usr/bin/env bash
# large_schema.sh TABLES VIEWS
#
# Prints a schema of that many tables and views.  Views stand on views in chains 100 deep; each joins its
# chain's table and uses what views commonly do: casts, CASE, aggregates, window functions, UNION.
set -eu
awk -v tables="${1:?number of tables}" -v views="${2:?number of views}" 'BEGIN {
    depth = 100
    for (i = 0; i < tables; i++) {
        printf "CREATE TABLE t%d (id integer PRIMARY KEY, parent integer%s, name varchar(%d) NOT NULL,\n", i,
            (i > 0 ? " REFERENCES t" (i - 1) : ""), 10 + i % 90
        printf "    amount numeric(10,2) DEFAULT 0 CHECK (amount >= 0), made timestamptz NOT NULL DEFAULT now(), tags text[]);\n"
    }
    for (i = 0; i < views; i++) {
        t = (i * 7) % tables
        below = (i % depth == 0) ? "t" t : "v" (i - 1)
        printf "CREATE VIEW v%d AS\n", i
        if (i % 5 == 0) {
            printf "SELECT a.id, a.parent, lower(a.name)::varchar(50) AS name, coalesce(a.amount, 0) AS amount, a.made, a.tags\n"
            printf "  FROM %s a JOIN t%d b ON b.id = a.id WHERE a.amount > 1.5 AND b.name LIKE %cx%%%c;\n", below, t, 39, 39
        } else if (i % 5 == 1) {
            printf "SELECT a.id, max(a.parent) AS parent, a.name, sum(a.amount) AS amount, min(a.made) AS made, array_agg(a.name::text) AS tags\n"
            printf "  FROM %s a GROUP BY a.id, a.name HAVING count(*) > 1;\n", below
        } else if (i % 5 == 2) {
            printf "SELECT id, parent, CASE WHEN amount > 10 THEN name ELSE upper(name) END AS name, amount + 1 AS amount,\n"
            printf "       made + interval %c1 day%c AS made, tags FROM %s WHERE id IN (SELECT id FROM t%d);\n", 39, 39, below, t
        } else if (i % 5 == 3) {
            printf "WITH w AS (SELECT *, row_number() OVER (PARTITION BY parent ORDER BY made) AS n FROM %s)\n", below
            printf "SELECT id, parent, name || %c!%c AS name, round(amount, 2) AS amount, date_trunc(%cday%c, made) AS made, tags FROM w WHERE n < 10;\n", 39, 39, 39, 39
        } else {
            printf "SELECT id, parent, name, amount, made, tags FROM %s\nUNION ALL\n", below
            printf "SELECT id, parent, name, amount, made, tags FROM t%d WHERE made > now() - interval %c1 year%c;\n", t, 39, 39
        }
    }
}'
