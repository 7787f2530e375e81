#!/usr/bin/env bash
# Make .venv and put the packages of one lock file and this project into it.
#   tools/venv.sh base|dev
# Needs Python 3.11 or newer with venv; where Debian has split venv off, it is installed (as root)
# or the one command to run is named. Every package is checked against its hash in the lock.
set -euo pipefail
cd "$(dirname "$0")/.."
lock="requirements/$1.lock"

python=""
for candidate in python3.11 python3.12 python3.13 python3; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$(command -v "$candidate")
    break
  fi
done
if [ -z "$python" ]; then
  echo "Reelwright needs Python 3.11 or newer, and there is none here. On Debian 12: apt-get install python3 python3-venv" >&2
  exit 1
fi

if [ ! -x .venv/bin/python ]; then
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" != 0 ]; then
      echo "This Python cannot make virtual environments. Ask an administrator for: apt-get install python3-venv" >&2
      exit 1
    fi
    echo "Installing python3-venv, which Debian keeps apart from Python…"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
  fi
  echo "Making .venv with $("$python" --version)…"
  rm -rf .venv
  "$python" -m venv .venv
fi

echo "Installing what $lock lists (the first time this fetches about 350 MB)…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
touch ".venv/.$1"
