#!/usr/bin/env bash
# test_snapshot.sh ORIEL: run with a server (throwaway_server.sh), compares what scripts/snapshot and
# `oriel snapshot` take from it with the committed data of its version.
#
# Built-in objects: all rows, but for collations of ICU and libc and OIDs that initdb gives out (from
# 12000), which depend on the machine.  Extensions: byte for byte, where the server has the version of
# the extension that was committed.  A server of another minor version has the same catalogs.
set -u
oriel=$1
source=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

fail() {
    echo "test_snapshot: $*"
    failed=1
}

version=$(psql -XAt -c "SELECT current_setting('server_version_num')::int / 10000")
data=$source/generator/catalog/data/$version
[ -d "$data" ] || { echo "no data of version $version"; exit 1; }

ORIEL_SNAPSHOT_DATA=$scratch "$source/scripts/snapshot" || fail "scripts/snapshot fails"
taken=$scratch/$version

# OIDs from 12000 on become a sign; the order of rows may then differ too.
stable() {
    sed -E ':a; s/(^|[^0-9@])1[2-5][0-9]{3}($|[^0-9])/\1#\2/; ta; s/(^|[^0-9@])16[0-2][0-9]{2}($|[^0-9])/\1#\2/; ta' "$1" |
        sort
}
for file in "$data"/*.tsv; do
    name=$(basename "$file")
    if [ "$name" = collation.tsv ]; then
        diff <(grep -P '^(oid|[0-9]{1,4}\t)' "$file") <(grep -P '^(oid|[0-9]{1,4}\t)' "$taken/$name") \
            >"$scratch/diff"
    else
        diff <(stable "$file") <(stable "$taken/$name") >"$scratch/diff"
    fi || { fail "$name differs"; head -n 20 "$scratch/diff"; }
done

# The rows of one table of a snapshot file.
table_of() {
    awk -v wanted="[$2]" '/^\[.*\]$/ { on = $0 == wanted; next } on' "$1"
}
compared=0
while IFS='|' read -r name installed; do
    folder=$data/extension/$name
    [ -f "$folder/control.tsv" ] || continue
    [ "$(awk -F '\t' 'NR == 2 { print $2 }' "$folder/control.tsv")" = "$installed" ] || continue
    "$oriel" snapshot --extension "$name" -o "$scratch/$name.snapshot" ||
        { fail "oriel snapshot --extension $name fails"; continue; }
    for file in "$folder"/*.tsv; do
        table=$(basename "$file" .tsv)
        table_of "$scratch/$name.snapshot" "$table" | cmp -s - "$file" ||
            fail "$name: $table differs"
    done
    compared=$((compared + 1))
done < <(psql -XAt -c "SELECT name, default_version FROM pg_available_extensions ORDER BY name")
[ $compared -gt 0 ] || fail "no extension to compare"
[ -z "$(psql -XAt -c "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'")" ] ||
    fail "oriel snapshot leaves extensions behind"
echo "$compared extensions compared"
exit $failed
