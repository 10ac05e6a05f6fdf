#!/usr/bin/env bash
# test_workflow.sh ORIEL: a project's life, step by step, as a user of the example would live it: tables, a view,
# its model, a program that reads it, the view changed, its model again, and all the way down.
set -eu
oriel=$1
top=$(cd "$(dirname "$0")/../.." && pwd)
built=$(cd "$(dirname "$oriel")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PGOPTIONS='-c client_min_messages=warning'

step() { echo "-- $*"; }
fail() {
    echo "test_workflow: $*" >&2
    exit 1
}
sql() { psql --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 "$@"; }
# What is in the database, oriel's history apart.
schema() { pg_dump --schema-only --exclude-table='oriel_history*' | grep -v -e '^--' -e '^[\\]'; }
# compile PROGRAM: with the models as they are
read -ra libpq < <(pkg-config --cflags libpq)
compile() {
    cc "${libpq[@]}" -std=c11 -Wall -Wextra -Werror -o "$1" -Iout "-I$top/runtime/include" \
        "-I$built/runtime/include" "$1.c" out/*.c "$built/runtime/liboriel.a" -lpq
}

createdb workflow
export PGDATABASE=workflow
cd "$work"
cp -r "$top/oriel.ini" "$top/views" .
rm views/*.sql views/migrations/0002_*
empty=$(schema)

step "the tables"
"$oriel" upgrade
[ "$(sql -c "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")" -ge 12 ] ||
    fail "the tables are not there"
tables=$(schema)

step "a view, its migration and its model"
cat >views/language_films.sql <<'END'
CREATE VIEW language_films AS
SELECT l.language_id, l.name, count(f.film_id) AS films
FROM language AS l
LEFT JOIN film AS f USING (language_id)
GROUP BY l.language_id;
END
"$oriel" revision -m "language films"
[ -f views/migrations/0002_language_films.up.sql ] || fail "revision wrote no 0002_language_films"
"$oriel" upgrade
"$oriel" generate
"$oriel" generate --check
grep -q 'int64_t  *films;' out/language_films.h || fail "the model has no int64_t films"
with_view=$(schema)

step "a program reads it"
cat >program.c <<'END'
#include <stdio.h>
#include "language_films.h"
int main(void) {
    PGconn *conn = PQconnectdb("");
    language_films_rows rows;
    oriel_error err;
    oriel_status status = language_films_find_by_language_id(conn, 1, &rows, &err);
    if (status == ORIEL_OK) {
        printf("%s %d\n", rows.items[0].name, (int)rows.items[0].films);
    } else {
        printf("%s: %s\n", oriel_status_name(status), err.message);
    }
    language_films_free(&rows);
    PQfinish(conn);
    return 0;
}
END
compile program
sql -f "$top/views/demo/rows.sql" >/dev/null 2>&1 || : # its last statement refreshes a view that is not there yet
[ "$(./program)" = "English 3" ] || fail "the program read: $(./program)"

step "the view is changed: a column more, and another type"
cat >views/language_films.sql <<'END'
CREATE VIEW language_films AS
SELECT l.language_id, l.name, count(f.film_id)::integer AS films, max(f.title) AS last_title
FROM language AS l
LEFT JOIN film AS f USING (language_id)
GROUP BY l.language_id;
END
"$oriel" revision -m "last title"
grep -q '^DROP VIEW language_films' views/migrations/0003_last_title.up.sql ||
    fail "a column changes its type, and the view is not dropped for it"
status=0
"$oriel" generate --check 2>/dev/null || status=$?
[ $status = 4 ] || fail "generate --check ends with $status before the model is made anew"
"$oriel" upgrade
[[ $(./program) == MODEL:*films* ]] || fail "the old program against the new view: $(./program)"
"$oriel" generate
grep -q 'int32_t  *films;' out/language_films.h || fail "the model still has no int32_t films"
grep -q 'const char  *\*last_title;' out/language_films.h || fail "the model has no last_title"
compile program
[ "$(./program)" = "English 3" ] || fail "the new program read: $(./program)"

step "a column that the program uses is dropped: it no longer compiles"
sed -i 's/ count(f.film_id)::integer AS films,//' views/language_films.sql
"$oriel" revision -m "fewer columns"
"$oriel" generate
if compile program 2>/dev/null; then
    fail "it compiles"
fi

step "an applied migration is edited"
echo "-- later" >>views/migrations/0003_last_title.up.sql
if "$oriel" upgrade 2>"$work/edited"; then
    fail "it was passed over"
fi
grep -q "0003_last_title" "$work/edited" || fail "$(cat "$work/edited")"

step "and down again"
"$oriel" downgrade 2
[ "$(schema)" = "$with_view" ] || fail "after downgrade 2: $(diff <(schema) <(echo "$with_view"))"
[[ $("$oriel" current) == *0002* ]] || fail "current: $("$oriel" current)"
"$oriel" downgrade 1
[ "$(schema)" = "$tables" ] || fail "after downgrade 1"
"$oriel" downgrade base
[ "$(schema)" = "$empty" ] || fail "after downgrade base"
step "nothing is left"
