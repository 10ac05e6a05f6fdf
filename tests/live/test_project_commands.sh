#!/usr/bin/env bash
# test_project_commands.sh ORIEL
#
# A project from `oriel init` on: list, check, revision, upgrade, verify, merge and embed.  Runs with a
# server in the environment, see throwaway_server.sh.
set -u

oriel=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
failures=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 3

# check STATUS PATTERN COMMAND...: the status is the same and the output has a line that matches
check() {
    local status=$1 pattern=$2 output got
    shift 2
    output=$("$@" 2>&1)
    got=$?
    if [ $got != "$status" ] || ! grep -qE -- "$pattern" <<<"$output"; then
        echo "FAILED: $* (exit $got, expected $status; wanted /$pattern/)"
        echo "$output" | sed 's/^/    /'
        failures=$((failures + 1))
    fi
}

check 0 '^app/views/migrations/$' "$oriel" init app
cd app || exit 3
check 2 'is there already' "$oriel" init
check 0 '^0 migrations, 1 view file: fine$' "$oriel" check

cat >views/migrations/0001_tables.up.sql <<'SQL'
CREATE TABLE film (film_id integer PRIMARY KEY, title text NOT NULL, length smallint);
SQL
echo 'DROP TABLE film;' >views/migrations/0001_tables.down.sql
echo 'CREATE VIEW film_list AS SELECT film_id, title FROM film;' >views/film_list.sql
echo 'CREATE VIEW first_film AS SELECT min(title) AS title FROM film_list;' >views/a_first.sql
check 0 '^new      view               first_film  uses film_list$' "$oriel" list
check 4 'film_list is pending: no migration makes this view' "$oriel" check
check 0 '^views/migrations/0002_first_views.up.sql$' "$oriel" revision -m 'First views'
check 0 '^current  view               film_list$' "$oriel" list
check 2 'needs a few words' "$oriel" revision
check 2 'needs a few words' "$oriel" revision -m '???'
check 0 '^-- nothing to do' "$oriel" revision --sql again
check 0 '^nothing to do' "$oriel" revision again
check 4 'public.film_list: is not in the database' "$oriel" verify --dsn dbname=postgres
check 0 '^up +0002_first_views' "$oriel" upgrade --dsn dbname=postgres
check 0 '^2 views: as described$' "$oriel" verify --dsn dbname=postgres
check 3 'does not exist' "$oriel" verify --dsn dbname=nowhere

sed -i 's/title/title::varchar(20) AS title/' views/film_list.sql
check 4 'public.film_list: column title is character varying\(20\), and text in the database' \
    "$oriel" verify --dsn dbname=postgres
check 0 'dropped and made again, because cannot change data type of view column "title"' \
    "$oriel" revision retype
check 0 '^up +0003_retype' "$oriel" upgrade --dsn dbname=postgres
check 0 'as described' "$oriel" verify --dsn dbname=postgres
check 0 '^down +0002_first_views' "$oriel" downgrade 1 --dsn dbname=postgres

# two heads
echo 'CREATE TABLE one (a integer);' >views/migrations/0004_one.up.sql
echo 'DROP TABLE one;' >views/migrations/0004_one.down.sql
echo 'CREATE TABLE two (a integer);' >views/migrations/0004_two.up.sql
echo 'DROP TABLE two;' >views/migrations/0004_two.down.sql
check 1 'same number' "$oriel" check
check 0 '^views/migrations/0004_two.up.sql -> views/migrations/0005_two.up.sql$' "$oriel" merge
check 0 '^nothing to do' "$oriel" merge
check 0 '5 migrations, 3 view files: fine' "$oriel" check
echo 'ALTER TABLE one ADD COLUMN b integer;' >views/migrations/0005_three.up.sql
echo 'ALTER TABLE one DROP COLUMN b;' >views/migrations/0005_three.down.sql
echo 'CREATE VIEW three AS SELECT * FROM one;' >views/migrations/0005_two.up.sql
check 1 'the order of the heads matters: column b of view public.three' "$oriel" merge three
rm views/migrations/0005_*

# into a program
check 0 '' "$oriel" embed --out build/app_migrations.c --name app_migrations
cat >main.c <<'C'
#include <stdio.h>
#include "build/app_migrations.h"
int main(void) {
    for (size_t i = 0; i < app_migrations.count; i++) {
        printf("%s\n%s", app_migrations.items[i].up_file, app_migrations.items[i].down);
    }
    return app_migrations.items[0].id == 1 && app_migrations.items[0].up[0] == 'C' ? 0 : 1;
}
C
include="-I$root/runtime/include -I$(dirname "$oriel")/../runtime/include -I$(pg_config --includedir)"
check 0 '' ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror $include main.c build/app_migrations.c -o main
check 0 '^0002_first_views.up.sql$' ./main
cat views/migrations/*.down.sql >expected
./main | grep -v '\.up\.sql$' | diff expected - || failures=$((failures + 1))
check 3 'was not written by oriel' sh -c "echo mine >mine.c; '$oriel' embed --out mine.c"

[ $failures = 0 ] || exit 1
