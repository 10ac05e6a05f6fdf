#!/usr/bin/env bash
# test_install.sh BUILD_DIR GENERATOR
#
# Installs a build to a directory of its own, moves it, and builds programs against it through CMake and
# pkg-config.  Generating is checked for running when a source or model changed and not otherwise.
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
cp -r "$here/../unit/runtime/prototype" "$dir/models"

export STAND_IN_MODELS=$dir/models STAND_IN_LOG=$dir/runs
touch "$STAND_IN_LOG"
quietly cmake -S "$dir/consumer" -B "$dir/built" -G "$generator" -DCMAKE_PREFIX_PATH="$dir/moved" \
    -DORIEL_EXECUTABLE="$here/stand_in_oriel.sh"

# build RUNS: builds and checks how often models were generated up to now
build() {
    quietly cmake --build "$dir/built"
    local runs
    runs=$(wc -l <"$STAND_IN_LOG")
    [ "$runs" = "$1" ] || fail "generated $runs times instead of $1"
}
build 1
"$dir/built/consumer" || fail "the program that found the package by CMake fails"
build 1
sleep 1.1
touch "$dir/consumer/film_list.sql"
build 2
build 2
if [ "$generator" = Ninja ]; then # make does not look at by-products
    rm "$dir/built/models/film_list.h"
    build 3
    [ -e "$dir/built/models/film_list.h" ] || fail "a deleted model did not come back"
fi

quietly cmake --build "$dir/built" --target consumer_shared
"$dir/built/consumer_shared" || fail "the program with the shared library fails"

PKG_CONFIG_PATH=$(dirname "$(find "$dir/moved" -name oriel.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
quietly ${CC:-cc} "$dir/consumer/shared.c" -o "$dir/by_pkg_config" $(pkg-config --cflags --libs oriel)
LD_LIBRARY_PATH=$(pkg-config --variable=libdir oriel) "$dir/by_pkg_config" ||
    fail "the program that found the package by pkg-config fails"
