#!/usr/bin/env bash
# Run a command with DATABASE_URL pointing at a throw-away PostgreSQL on a free port of this machine.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
dir=$(mktemp -d /tmp/tani-pg.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
as_owner() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then # initdb refuses root
  chown postgres "$dir"
  as_owner() { runuser -u postgres -- "$@"; }
fi
cleanup() {
  as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

cd "$dir"
as_owner "$bin/initdb" -D "$dir/data" -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
as_owner "$bin/pg_ctl" -D "$dir/data" -w -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c fsync=off -c full_page_writes=off ${TANI_PG_OPTIONS:-}" -l "$dir/log" start >/dev/null
cd - >/dev/null
user=$([ "$(id -u)" -eq 0 ] && echo postgres || id -un)
export DATABASE_URL="postgres://$user@127.0.0.1:$port/tani"
"$@"
