#!/usr/bin/env bash
# Make .venv and put the packages of one lock file and this project into it.
#   tools/venv.sh base|dev
# Needs Python 3.11 or newer, and no root. Every package is checked against its hash in the lock.
set -euo pipefail
cd "$(dirname "$0")/.."
lock="requirements/$1.lock"

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

# Debian keeps pip and ensurepip apart from Python, so its venv module makes environments without
# pip. The wheel of pip that belongs to it is unpacked from its package, which needs no root.
pip_from_debian() {
  local room="$1" apt=(apt-get -qq -o "Dir::State::Lists=$1/lists" -o "Dir::Cache=$1/cache" -o Debug::NoLocking=1
    -o APT::Sandbox::User=)
  mkdir -p "$room/lists/partial" "$room/cache/archives/partial"
  "${apt[@]}" update >/dev/null
  (cd "$room" && "${apt[@]}" download python3-pip-whl >/dev/null 2>&1)
  dpkg-deb -x "$room"/python3-pip-whl_*.deb "$room/unpacked"
  wheel=$(echo "$room"/unpacked/usr/share/python-wheels/pip-*.whl)
  .venv/bin/python "$wheel/pip" install --quiet --no-index --no-cache-dir "$wheel"
}

make_venv() {
  local python="$1"
  echo "Making .venv with $("$python" --version)…"
  rm -rf .venv
  if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv .venv
    return
  fi
  echo "This Python has no pip; taking Debian's…"
  "$python" -m venv --without-pip .venv
  room=$(mktemp -d)
  trap 'rm -rf "$room"' EXIT
  if ! command -v apt-get >/dev/null || ! pip_from_debian "$room"; then
    rm -rf .venv
    echo "No pip could be had. Install it (on Debian: apt-get install python3-venv), then run this again." >&2
    exit 1
  fi
}

[ -x .venv/bin/pip ] || make_venv "$(find_python)"

echo "Installing what $lock lists (the first time this fetches about 365 MB)…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
touch ".venv/.$1"
