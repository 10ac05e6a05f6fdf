#!/usr/bin/env bash
# compile_together.sh COMPILER RUNTIME_INCLUDE BUILT_INCLUDE POSTGRES_INCLUDE GOLDEN
#
# Compiles what each golden test expects, all of its files in one translation unit: they must not clash.
set -eu
compiler=$1 include=$2 built=$3 postgres=$4 golden=$5

case $compiler in
*++) language=(-x c++ -std=c++17) ;;
*) language=(-x c -std=c11 -Wstrict-prototypes -Wmissing-prototypes) ;;
esac
shopt -s nullglob
for folder in "$golden"/*/expected; do
    files=("$folder"/*.h "$folder"/*.c)
    printf '#include "%s"\n' "${files[@]##*/}" |
        "$compiler" "${language[@]}" -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wundef \
            -fsyntax-only "-I$include" "-I$built" -isystem "$postgres" "-I$folder" - ||
        { echo "$folder does not compile" >&2; exit 1; }
done
