#!/usr/bin/env bash
# throwaway_server.sh COMMAND [ARGUMENT...]
#
# Runs a command with a PostgreSQL server of its own: PGHOST, PGPORT, PGUSER and PGDATABASE lead to it,
# over a Unix socket and as superuser.  The server and its files are gone when the command ends,
# however it ends.  Exits with the command's status, or 3 when there is no server to start.
#
# The server is the newest installed one, or the one in the directory ORIEL_POSTGRES_BIN.
set -u

fail() {
    echo "throwaway_server: $*" >&2
    exit 3
}

if [ -n "${ORIEL_POSTGRES_BIN:-}" ]; then
    bin=$ORIEL_POSTGRES_BIN
else
    bin=$(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
fi
[ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] ||
    fail "no PostgreSQL server found; install one (Debian: apt install postgresql, Fedora: dnf install postgresql-server)" \
         "or set ORIEL_POSTGRES_BIN to the directory of its initdb"

# The server refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || fail "there is no user postgres to run the server as"
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi

dir=$(mktemp -d /tmp/oriel-server.XXXXXX) || fail "cannot make a directory in /tmp"
chmod 755 "$dir"
[ ${#as[@]} = 0 ] || chown postgres "$dir"
server=

clean_up() {
    trap - EXIT
    if [ -n "$server" ]; then
        kill -QUIT "$server" 2>/dev/null
        wait "$server" 2>/dev/null
    fi
    rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

cd /
"${as[@]}" "$bin/initdb" -N -A trust -U postgres --locale=C -E UTF8 -D "$dir/data" >"$dir/log" 2>&1 ||
    { cat "$dir/log" >&2; fail "initdb failed"; }
"${as[@]}" "$bin/postgres" -D "$dir/data" -k "$dir" -p 5432 -c listen_addresses= -c fsync=off \
    -c log_min_messages=fatal >>"$dir/log" 2>&1 &
server=$!

export PGHOST=$dir PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
tries=0
until "$bin/pg_isready" -q 2>/dev/null; do
    tries=$((tries + 1))
    kill -0 "$server" 2>/dev/null && [ $tries -lt 300 ] || { cat "$dir/log" >&2; fail "the server does not start"; }
    sleep 0.1
done

cd "$OLDPWD" || exit 3
"$@" &
command=$!
trap 'kill -TERM $command 2>/dev/null; exit 143' TERM
wait "$command"
exit $?
