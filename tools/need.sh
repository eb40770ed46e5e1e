#!/usr/bin/env bash
# Make sure system packages are there: installed when root on Debian, otherwise named with the exact command. Never skipped.
set -euo pipefail

missing=()
library() { ldconfig -p 2>/dev/null | grep -q "$1"; }

for what in "$@"; do
  case $what in
    python)
      python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tanı needs Python 3.11 or newer." >&2; exit 1; }
      python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv) ;;
    pdf)
      library libpango-1.0 || missing+=(libpango-1.0-0)
      library libpangoft2-1.0 || missing+=(libpangoft2-1.0-0)
      library libharfbuzz-subset || missing+=(libharfbuzz-subset0) ;;
    browser) command -v chromium >/dev/null || missing+=(chromium) ;;
    postgres) ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql) ;;
    gettext) command -v xgettext >/dev/null || missing+=(gettext) ;;
    *) echo "need.sh: unknown: $what" >&2; exit 2 ;;
  esac
done

[ ${#missing[@]} -eq 0 ] && exit 0
command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "→ system packages: ${missing[*]}"
  log=$(mktemp)
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    exit 1
  fi
else
  echo "Tanı needs system packages. Run this and try again:" >&2
  echo "  sudo sh -c '$command'" >&2
  exit 1
fi
