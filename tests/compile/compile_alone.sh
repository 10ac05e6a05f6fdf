#!/usr/bin/env bash
# compile_alone.sh COMPILER RUNTIME_INCLUDE BUILT_INCLUDE MODELS POSTGRES_INCLUDE...
#
# Compiles each public header, each generated header and each generated source alone.
set -eu
compiler=$1 include=$2 built=$3 models=$4
shift 4

case $compiler in
*++) language=(-x c++ -std=c++17) ;;
*) language=(-x c -std=c11 -Wstrict-prototypes -Wmissing-prototypes) ;;
esac
flags=("${language[@]}" -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wundef -fsyntax-only
       "-I$include" "-I$built" "-I$models")
for postgres in "$@"; do
    flags+=(-isystem "$postgres")
done

for header in "$include"/oriel/*.h "$built"/oriel/*.h "$models"/*.h; do
    printf '#include "%s"\n#include "%s"\nextern int something;\n' "$header" "$header" |
        "$compiler" "${flags[@]}" - || { echo "$header does not compile alone" >&2; exit 1; }
done
for source in "$models"/*.c; do
    "$compiler" "${flags[@]}" "$source"
done
