#!/bin/sh
# Tests with other software as the peer, in both directions:
#   pywinrm and pypsrp log in to our endpoint (judge.py);
#   our client, in the program `peers` and as wsman-cli (drive/), logs in to MIT's KDC, a WinRM service on pyspnego
#   (acceptor/), Apache httpd and squid.
# usage: sh tests/peers/run.sh BUILD_DIR
# Missing packages are installed if permitted, else their steps are skipped with the reason. Servers listen on
# 127.0.0.1 only, have their own folders, and are stopped by process id. Last line: N passed, N failed, N skipped.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?usage: run.sh BUILD_DIR}
build=$(cd "$build" && pwd)
. "$here/../../cmake/prerequisites.sh"

skip_all()
{
    echo "SKIPPED: $*"
    exit 77
}

for name in python python-headers gssapi kerberos-realm apache squid; do
    # The steps that need a missing package report it.
    prerequisites "$name" || true
done
wsman_has python || skip_all "python3 with venv is missing (Debian: apt-get install python3-venv)"

# From PyPI in the tested versions, else from Debian: steps that need more report it.
venv=$build/peers-venv
python=$venv/bin/python
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    echo "installing $(tr '\n' ' ' <"$here/requirements.txt")(the first time, two of them are compiled)"
    python3 -m venv "$venv"
    if "$venv/bin/pip" install --quiet --disable-pip-version-check --retries 2 -r "$here/requirements.txt"; then
        cp "$here/requirements.txt" "$venv/requirements.txt"
    else
        echo "the packages of requirements.txt cannot be installed from PyPI: those of the system stand in for them"
        prerequisites python-peers || true
        python=$(wsman_system_python)
    fi
fi

folder=$build/peers
rm -rf "$folder"
mkdir -p "$folder"
cd "$here"
if wsman_has kerberos-realm; then
    exec sh realm.sh "$folder/realm" "$python" -m drive "$build" "$folder"
fi
exec "$python" -m drive "$build" "$folder"
