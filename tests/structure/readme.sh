#!/usr/bin/env bash
# readme.sh README: every block of code that follows a line <!-- from FILE --> stands in FILE as it is.
set -u
readme=$1
folder=$(dirname "$readme")
status=0 source=
block=
inside=false
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    '<!-- from '*' -->')
        source=${line#<!-- from }
        source=${source% -->}
        ;;
    '```'*)
        if $inside; then
            inside=false
            if [ -n "$source" ] && [[ $(<"$folder/$source")$'\n' != *"$block"* ]]; then
                printf '%s: this is not in %s:\n%s' "$readme" "$source" "$block" >&2
                status=1
            fi
            source=
        else
            inside=true
            block=
        fi
        ;;
    *)
        if $inside; then block+=$line$'\n'; fi
        ;;
    esac
done <"$readme"
exit $status
