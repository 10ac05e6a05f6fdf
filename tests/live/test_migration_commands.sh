#!/usr/bin/env bash
# test_migration_commands.sh ORIEL
#
# The commands over the migration runtime, from an empty project to a downgrade: what they print and
# their exit status.  Runs with a server in the environment, see throwaway_server.sh.
set -u

oriel=$1
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

pair() {
    echo "$2" >"views/migrations/$1.up.sql"
    echo "$3" >"views/migrations/$1.down.sql"
}

mkdir -p views/migrations
check 2 'no migrations to read' "$oriel" upgrade
printf '[directories]\nmigrations = views/migrations\n[postgresql]\ndsn = application_name=oriel-test\n' >oriel.ini
pair 0001_film 'CREATE TABLE film (id int, title text);' 'DROP TABLE film;'
pair 0002_list 'CREATE VIEW film_list AS SELECT title FROM film;' 'DROP VIEW film_list;'

check 0 '^0002_list$' "$oriel" heads
check 0 '^$' "$oriel" current
check 4 '^$' "$oriel" current --check-heads
check 0 '^pending     0001_film$' "$oriel" history
check 0 '^INSERT INTO "public"."oriel_history"' "$oriel" upgrade --sql
check 0 '^up +0002_list  0\.[0-9]{3} s$' "$oriel" upgrade
check 0 '^$' "$oriel" upgrade head
check 0 '^0002_list \(head\)$' "$oriel" current --check-heads
check 0 '^applied     0001_film  20' "$oriel" history
check 0 '^CREATE VIEW film_list' "$oriel" show 2
check 0 '^DROP VIEW film_list' "$oriel" show head
check 2 'there is no migration "7"' "$oriel" show 7

pair 0003_bad 'SELECT title,
       titel FROM film;' 'SELECT 1;'
check 1 '^views/migrations/0003_bad.up.sql:2:8: error: column "titel" does not exist \[42703\]$' "$oriel" upgrade
check 1 '^       \^$' "$oriel" upgrade
check 0 '^0002_list$' "$oriel" current
rm views/migrations/0003_bad.down.sql
check 1 '^views/migrations/0003_bad.up.sql: error: .* has no' "$oriel" upgrade
rm views/migrations/0003_bad.up.sql

echo 'CREATE VIEW film_list AS SELECT title, id FROM film;' >views/migrations/0002_list.up.sql
check 1 '^views/migrations/0002_list.up.sql:1:1: error: migration 2_list was edited' "$oriel" upgrade
check 1 '^\+CREATE VIEW film_list AS SELECT title, id FROM film;$' "$oriel" upgrade
check 0 '^stamp +0002_list$' "$oriel" stamp head
check 0 '^$' "$oriel" upgrade

check 2 'needs a target' "$oriel" downgrade
check 2 'one target only' "$oriel" downgrade base -1
check 2 'FROM:TARGET' "$oriel" downgrade --sql base
check 0 '^DROP VIEW film_list' "$oriel" downgrade --sql 2:1
check 0 '^down +0002_list' "$oriel" downgrade -1
check 2 'only 1 applied' "$oriel" downgrade -12
check 0 '^down +0001_film' "$oriel" downgrade base
check 0 '^$' "$oriel" current

pair 0002_other 'SELECT 1;' 'SELECT 2;'
check 0 '^0002_other$' "$oriel" heads
check 1 'have the same number' "$oriel" upgrade
rm views/migrations/0002_other.*

check 3 'could not open' "$oriel" heads --migrations nowhere
check 3 'connection to server' "$oriel" upgrade --dsn "host=$dir"
check 0 '^up +0001_film' "$oriel" upgrade --history-schema ops --history-table done +1
check 0 '^0001_film$' "$oriel" current --history-schema ops --history-table done

[ $failures = 0 ] && echo "all passed"
exit $((failures > 0))
