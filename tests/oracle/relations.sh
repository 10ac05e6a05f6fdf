#!/usr/bin/env bash
# relations.sh ORIEL CASE...
#
# A CASE is a list of SQL files joined by commas.  Each is run in a database of its own on the server of
# the PG* environment variables, and the columns that every relation then has are compared with those of
# `oriel describe`.  A column that is called not null must hold no NULL, neither before nor after a file
# FILE.rows beside a FILE.sql (if there is one) has filled the tables.
set -eu
oriel=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PGOPTIONS='-c client_min_messages=warning'

sql() { psql --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 "$@"; }

# Statements, each of which prints a claim that the data are against.
write_claims() {
    awk -F '\t' '
        function name(s) { gsub(/"/, "\"\"", s); return "\"" s "\"" }
        function literal(s) { gsub(/\047/, "\047\047", s); return "\047" s "\047" }
        NR > 1 && $3 == "m" && !($2 in refreshed) {
            refreshed[$2]
            print "REFRESH MATERIALIZED VIEW " name($1) "." name($2) ";"
        }
        NR > 1 && $8 == "f" && $3 != "c" && index($0, "\\") == 0 {
            print "SELECT " literal("oriel says that " $2 "." $5 " is not null") " WHERE EXISTS (SELECT FROM " \
                name($1) "." name($2) " AS r WHERE r." name($5) " IS NOT DISTINCT FROM NULL);"
        }' "$scratch/described"
}

check() {
    local files=("$@") options=() claims=() file
    for file in "${files[@]}"; do
        options+=(-f "$file")
    done
    sql "${options[@]}" >/dev/null || return 1
    sql -f "$here/relations.psql" | LC_ALL=C sort >"$scratch/theirs"
    "$oriel" describe --format=tsv "${files[@]}" >"$scratch/described" || return 1
    tail -n +2 "$scratch/described" | cut -f 1-7 | LC_ALL=C sort >"$scratch/ours"
    diff -u --label server --label oriel "$scratch/theirs" "$scratch/ours" || return 1

    write_claims >"$scratch/claims.sql"
    claims=(-f "$scratch/claims.sql")
    for file in "${files[@]}"; do
        if [ -f "${file%.sql}.rows" ]; then
            claims+=(-f "${file%.sql}.rows" -f "$scratch/claims.sql")
        fi
    done
    sql "${claims[@]}" >"$scratch/broken" || return 1
    [ ! -s "$scratch/broken" ] || { sort -u "$scratch/broken"; return 1; }
    echo "$(wc -l <"$scratch/ours") columns, $(grep -c '^SELECT' "$scratch/claims.sql" || :) never null"
}

status=0 number=0
for case in "$@"; do
    number=$((number + 1))
    PGDATABASE=postgres sql -c "CREATE DATABASE relations_$number"
    export PGDATABASE=relations_$number
    IFS=, read -ra files <<<"$case"
    echo "$case"
    if ! (check "${files[@]}"); then
        status=1
    fi
done
exit $status
