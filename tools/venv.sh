#!/usr/bin/env bash
# Make .venv and put the packages of one lock file and this project into it.
#   tools/venv.sh base|transcribe|server|dev
# Needs Python 3.11 or newer, and no root. Every package is checked against its hash in the lock.
# Only for development does .venv get a pip of its own, and bytecode of what may never be imported.
set -euo pipefail
cd "$(dirname "$0")/.."
lock="requirements/$1.lock"
declare -A megabytes=([base]=302 [transcribe]=506 [server]=360 [dev]=700)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

find_python() {
  for candidate in python3.11 python3.12 python3.13 python3; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  echo "Reelwright needs Python 3.11 or newer, and there is none here. On Debian 12: apt-get install python3" >&2
  exit 1
}

# The wheel of pip that belongs to a Python: inside it, or beside it where it is Debian's.
pip_of() {
  "$1" - <<'END'
from contextlib import suppress
from pathlib import Path

places = [Path("/usr/share/python-wheels")]
with suppress(ImportError):
    import ensurepip
    places.insert(0, Path(ensurepip.__path__[0], "_bundled"))
print(*[wheel for place in places for wheel in place.glob("pip-*.whl")][:1])
END
}

# Debian keeps pip apart from Python. It is unpacked from its package, which needs no root.
pip_from_debian() {
  local apt=(apt-get -qq -o "Dir::State::Lists=$room/lists" -o "Dir::Cache=$room/cache" -o Debug::NoLocking=1
    -o APT::Sandbox::User=)
  command -v apt-get >/dev/null || return
  mkdir -p "$room/lists/partial" "$room/cache/archives/partial"
  "${apt[@]}" update >/dev/null || return
  (cd "$room" && "${apt[@]}" download python3-pip-whl >/dev/null 2>&1) || return
  dpkg-deb -x "$room"/python3-pip-whl_*.deb "$room/unpacked" || return
  echo "$room"/unpacked/usr/share/python-wheels/pip-*.whl
}

pip() {
  PYTHONPATH="$room/pip" .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"
}

if ! .venv/bin/python -c '' 2>/dev/null; then
  python=$(find_python)
  echo "Making .venv with $("$python" --version)…"
  rm -rf .venv
  "$python" -m venv --without-pip .venv
fi
wheel=$(pip_of .venv/bin/python)
if [ -z "$wheel" ] && ! wheel=$(pip_from_debian); then
  echo "No pip could be had. Install it (on Debian: apt-get install python3-venv), then run this again." >&2
  exit 1
fi
.venv/bin/python -m zipfile -e "$wheel" "$room/pip"

compiling=--no-compile
if [ "$1" = dev ]; then
  compiling=--compile
  pip install --no-index --no-cache-dir "$wheel"
fi
echo "Installing what $lock lists (the first time this fetches ${megabytes[$1]} MB)…"
pip install --no-deps $compiling --require-hashes -r "$lock"
pip install --no-deps $compiling --no-build-isolation --editable .
touch ".venv/.$1"
