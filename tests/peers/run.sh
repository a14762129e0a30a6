#!/bin/sh
# Judges the in-process endpoint by clients that are not ours: pywinrm and pypsrp from PyPI.
# usage: sh tests/peers/run.sh BUILD_DIR
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?usage: run.sh BUILD_DIR}
host=$(find "$build" -type f -name endpoint_host -perm -u+x | head -n 1)
if [ -z "$host" ]; then
    echo "run.sh: no endpoint_host under $build: build that target first" >&2
    exit 1
fi
if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
    echo "SKIPPED: python3 with venv is missing (Debian: apt-get install python3-venv)"
    exit 0
fi
venv=$build/peers-venv
stamp=$venv/requirements.txt
if ! cmp -s "$here/requirements.txt" "$stamp"; then
    echo "installing $(tr '\n' ' ' < "$here/requirements.txt")"
    python3 -m venv "$venv"
    if ! "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"; then
        echo "SKIPPED: PyPI cannot be reached"
        exit 0
    fi
    cp "$here/requirements.txt" "$stamp"
fi
exec "$venv/bin/python" "$here/judge.py" "$host"
