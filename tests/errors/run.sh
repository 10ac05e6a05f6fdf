#!/bin/sh
# run.sh ORIEL CASE: runs oriel as the case's `command` says (default: describe all its .sql files) in a
# scratch copy of the case and compares standard error and exit status with expected.stderr and
# expected.status (default 1).  With UPDATE=1 in the environment it writes them instead.
set -u
ORIEL=$1
case_folder=$2
scratch=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
chmod 755 "$scratch"
cp -R "$case_folder" "$scratch/case" || exit 1
cd "$scratch/case" || exit 1
export ORIEL LC_ALL=C

if [ -f command ]; then
    sh ./command >../stdout 2>../stderr </dev/null
else
    "$ORIEL" describe --format=tsv *.sql >../stdout 2>../stderr </dev/null
fi
status=$?
wanted=1
[ -f expected.status ] && wanted=$(cat expected.status)

if [ "${UPDATE:-}" = 1 ]; then
    cp ../stderr "$case_folder/expected.stderr"
    [ -f expected.stdout ] && cp ../stdout "$case_folder/expected.stdout"
    [ "$status" = 1 ] || echo "$status" >"$case_folder/expected.status"
    exit 0
fi
failed=0
diff -u expected.stderr ../stderr || failed=1
if [ "$status" != "$wanted" ]; then
    echo "exit status $status, expected $wanted"
    failed=1
fi
if [ -f expected.stdout ]; then
    diff -u expected.stdout ../stdout || failed=1
fi
exit $failed
