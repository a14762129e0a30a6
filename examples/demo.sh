#!/bin/sh
# Builds the demo and runs it: a WS-Management service and a client in one process.
# Installs missing packages if it has the permission (see cmake/prerequisites.sh).
set -eu
cd "$(dirname "$0")/.."
. cmake/prerequisites.sh

prerequisites compiler cmake ninja
prerequisites boost openssl gssapi rapidxml

NINJA_STATUS='[%f/%t %es] '
export NINJA_STATUS
cmake --preset release -DCMAKE_CXX_COMPILER="${CXX:-g++}" >/dev/null
cmake --build build/release -j "${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}" --target demo
exec build/release/examples/demo "$@"
