#!/bin/sh
# Install a locked requirements file, and ostbot itself, into .venv: with uv where it is on the PATH, else with pip.
set -eu
cd "$(dirname "$0")"
requirements=$1
complain() { echo "ostbot: $1" >&2; exit 1; }

for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$python; break; fi
done
[ -n "${found:-}" ] || complain "Python 3.11 or newer is needed: install it, or say where it is with PYTHON=/path/to/python3."

ready() { .venv/bin/python -c '' && { command -v uv || .venv/bin/python -m pip --version; }; } >/dev/null 2>&1

if ! ready; then
    echo "Setting up .venv; this takes a minute, once."
    rm -rf .venv
    if command -v uv >/dev/null; then
        uv venv --quiet --python "$found" .venv
    else
        "$found" -m venv .venv || complain "this Python cannot make virtual environments: install its venv package (Debian: python3-venv), or uv."
    fi
fi

if command -v uv >/dev/null; then
    install() { uv pip install --quiet --python .venv/bin/python "$@"; }
else
    install() { .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@"; }
fi
install --require-hashes -r "$requirements"
install --no-build-isolation --no-deps -e .
