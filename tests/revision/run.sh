#!/bin/sh
# run.sh ORIEL CASE: runs `oriel revision "change it"` in a scratch copy of the case and compares the pair
# it writes, byte for byte, with the files of CASE/expected, standard error with expected.stderr (none:
# empty) and the exit status with expected.status (default 0).  The case may have its own `command`.
# With UPDATE=1 in the environment it writes the expectations instead.
set -u
ORIEL=$1
case_folder=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cp -R "$case_folder" "$scratch/case" || exit 1
cd "$scratch/case" || exit 1
export ORIEL LC_ALL=C
mkdir -p "$scratch/before"
[ -d views/migrations ] && cp views/migrations/* "$scratch/before"

if [ -f command ]; then
    sh ./command >../stdout 2>../stderr </dev/null
else
    "$ORIEL" revision "change it" >../stdout 2>../stderr </dev/null
fi
status=$?
mkdir "$scratch/made"
for file in views/migrations/*; do
    [ -f "$file" ] && ! [ -f "$scratch/before/$(basename "$file")" ] && cp "$file" "$scratch/made"
done

if [ "${UPDATE:-}" = 1 ]; then
    rm -rf "$case_folder/expected" "$case_folder/expected.stderr" "$case_folder/expected.status"
    [ -z "$(ls "$scratch/made")" ] || cp -R "$scratch/made" "$case_folder/expected"
    [ -s ../stderr ] && cp ../stderr "$case_folder/expected.stderr"
    [ "$status" = 0 ] || echo "$status" >"$case_folder/expected.status"
    cp ../stdout "$case_folder/expected.stdout"
    exit 0
fi
failed=0
wanted=0
[ -f expected.status ] && wanted=$(cat expected.status)
[ -d expected ] || mkdir expected
[ -f expected.stderr ] || : >expected.stderr
[ -f expected.stdout ] || : >expected.stdout
diff -ru expected "$scratch/made" || failed=1
diff -u expected.stderr ../stderr || failed=1
diff -u expected.stdout ../stdout || failed=1
if [ "$status" != "$wanted" ]; then
    echo "exit status $status, expected $wanted"
    failed=1
fi
exit $failed
