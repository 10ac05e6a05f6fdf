#!/usr/bin/env bash
# Stands in for `oriel generate --out DIR --depfile F --stamp F SOURCE...`: puts the hand-written models
# where the generated ones would be, touching only what differs, and notes each run.
set -eu
[ "$1" = generate ]; shift
sources=()
while [ $# -gt 0 ]; do
    case $1 in
    --out) out=$2; shift 2 ;;
    --depfile) depfile=$2; shift 2 ;;
    --stamp) stamp=$2; shift 2 ;;
    *) sources+=("$1"); shift ;;
    esac
done
mkdir -p "$out"
for file in "$STAND_IN_MODELS"/*.[ch]; do
    cmp -s "$file" "$out/${file##*/}" || cp "$file" "$out/"
done
echo "$stamp: ${sources[*]}" >"$depfile"
touch "$stamp"
echo run >>"$STAND_IN_LOG"
