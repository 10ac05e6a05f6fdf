#!/usr/bin/env bash
# test_install.sh BUILD_DIR GENERATOR
#
# Installs a build to a directory of its own, moves it, and builds programs against it through CMake and
# pkg-config, with models that the installed command generates when a source or model changed and not
# otherwise.
set -eu
build=$1 generator=$2
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

fail() {
    echo "test_install: $*" >&2
    exit 1
}

quietly() {
    "$@" >"$dir/log" 2>&1 || { cat "$dir/log" >&2; fail "failed: $*"; }
}

quietly cmake --install "$build" --prefix "$dir/first"
mv "$dir/first" "$dir/moved"
cp -r "$here/consumer" "$dir/consumer"
cp "$here/../unit/runtime/prototype/film_list.sql" "$dir/consumer/"

quietly cmake -S "$dir/consumer" -B "$dir/built" -G "$generator" -DCMAKE_PREFIX_PATH="$dir/moved"
grep -q "^ORIEL_EXECUTABLE:.*=$dir/moved/" "$dir/built/CMakeCache.txt" ||
    fail "the package does not find the command beside it"

# The command makes its stamp anew each time it runs.
stamp() {
    stat --format=%i.%y "$dir"/built/*.oriel-stamp 2>&1 || true
}

# build generates|rests: builds and checks whether that generated models
build() {
    local before did=generates
    before=$(stamp)
    quietly cmake --build "$dir/built"
    [ "$before" != "$(stamp)" ] || did=rests
    [ "$did" = "$1" ] || fail "a build $did where one that $1 was expected"
}
build generates
"$dir/built/consumer" || fail "the program that found the package by CMake fails"
build rests
sleep 1.1
touch "$dir/consumer/film_list.sql"
build generates
build rests
if [ "$generator" = Ninja ]; then # make does not look at by-products
    rm "$dir/built/models/film_list.h"
    build generates
    [ -e "$dir/built/models/film_list.h" ] || fail "a deleted model did not come back"
fi

# A view that loses a column stops the program that uses it from compiling.
sleep 1.1
sed -i 's/\<rental_rate\>/rental_price/' "$dir/consumer/film_list.sql"
if cmake --build "$dir/built" >"$dir/log" 2>&1; then
    fail "a column that is gone is still compiled"
fi
grep -q "rental_rate" "$dir/log" || fail "the compiler does not name the column that is gone"
cp "$here/../unit/runtime/prototype/film_list.sql" "$dir/consumer/"
build generates

quietly cmake --build "$dir/built" --target consumer_shared
"$dir/built/consumer_shared" || fail "the program with the shared library fails"

PKG_CONFIG_PATH=$(dirname "$(find "$dir/moved" -name oriel.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
quietly ${CC:-cc} "$dir/consumer/shared.c" -o "$dir/by_pkg_config" $(pkg-config --cflags --libs oriel)
LD_LIBRARY_PATH=$(pkg-config --variable=libdir oriel) "$dir/by_pkg_config" ||
    fail "the program that found the package by pkg-config fails"
