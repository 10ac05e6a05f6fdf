#!/usr/bin/env bash
# test_revision.sh ORIEL
#
# Runs every pair of tests/revision on a server, up and down and up again: going down leaves the database
# as it was before, going up again as it was after.  Runs with a server in the environment, see
# throwaway_server.sh.
set -u

oriel=$1
cases=$(cd "$(dirname "$0")/../revision" && pwd)
bin=$(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -V | tail -n 1)
PATH=$PATH:${ORIEL_POSTGRES_BIN:-$bin}
failures=0
count=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# What the database has, but for the history of migrations.
state() {
    pg_dump -s -T oriel_history -d "$1" 2>&1 | grep -v -e '^--' -e '^$' -e '^\\'
}

run() {
    "$oriel" "$@" >"$dir/output" 2>&1 || {
        fail "$name: oriel $*"
        cat "$dir/output"
    }
}

for expected in "$cases"/*/expected; do
    name=$(basename "$(dirname "$expected")")
    count=$((count + 1))
    rm -rf "$dir/migrations"
    mkdir "$dir/migrations"
    first=0
    if [ -d "$cases/$name/views/migrations" ]; then
        cp "$cases/$name"/views/migrations/* "$dir/migrations"
        first=$(ls "$dir/migrations" | grep -c '\.up\.sql$')
    fi
    cp "$expected"/* "$dir/migrations"
    createdb "$name" || exit 3
    [ "$first" = 0 ] || run upgrade "$first" --migrations "$dir/migrations" --dsn "dbname=$name"
    before=$(state "$name")
    run upgrade --migrations "$dir/migrations" --dsn "dbname=$name"
    after=$(state "$name")
    [ "$before" != "$after" ] || fail "$name: the pair changes nothing"
    [ "$first" = 0 ] && target=base || target=$first
    run downgrade "$target" --migrations "$dir/migrations" --dsn "dbname=$name"
    diff <(echo "$before") <(state "$name") || fail "$name: going down does not restore what was"
    run upgrade --migrations "$dir/migrations" --dsn "dbname=$name"
    diff <(echo "$after") <(state "$name") || fail "$name: going up again gives something else"
done

[ $count -gt 5 ] || fail "only $count pairs were found"
[ $failures = 0 ] || exit 1
