#!/usr/bin/env bash
# describe_cost.sh ORIEL PARSE_ONLY [TABLES VIEWS]...
#
# For generated schemas of these sizes (200 1000 and 400 2000 when none are given): the instructions that
# `oriel describe` takes, those of libpg_query's parse and unpack alone, and their ratio, counted by
# valgrind.  The first line is the cost of starting oriel.
set -eu
oriel=${1:?path of oriel} parse_only=${2:?path of parse_only}
shift 2
[ $# -gt 0 ] || set -- 200 1000 400 2000
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
        sed -n 's/.*Collected : //p'
}

echo "start-up: $(count "$oriel" --version) instructions"
while [ $# -ge 2 ]; do
    "$here/large_schema.sh" "$1" "$2" >"$dir/schema.sql"
    whole=$(count "$oriel" describe "$dir/schema.sql")
    parse=$(count "$parse_only" "$dir/schema.sql")
    echo "$1 tables, $2 views: $whole / $parse = $(awk "BEGIN { printf \"%.3f\", $whole / $parse }")"
    shift 2
done
