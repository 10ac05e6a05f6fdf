#!/bin/sh
# run.sh ORIEL CASE: generates models from the case's .sql files, in the order of their names and with
# the arguments in `options`, and compares them with those in expected/.  A header must be there for each
# header written; sources are compared where the case has one.  With UPDATE=1 it writes them instead.
set -u
oriel=$1
case_folder=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$case_folder" || exit 1

options=
[ -f options ] && options=$(cat options)
# shellcheck disable=SC2086 # options are words
"$oriel" generate --out "$scratch/out" $options -- *.sql 2>"$scratch/notes" || {
    cat "$scratch/notes"
    exit 1
}
[ -s "$scratch/notes" ] && mv "$scratch/notes" "$scratch/out/notes.txt"

for source in "$scratch"/out/*.c; do
    [ -f "expected/$(basename "$source")" ] || rm "$source"
done
if [ "${UPDATE:-}" = 1 ]; then
    rm -rf expected
    cp -R "$scratch/out" expected
    exit 0
fi
diff -ru expected "$scratch/out"
