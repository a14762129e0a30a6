#!/bin/sh
# Runs a compiler that only checks (-fsyntax-only), and makes the empty file that the build waits for:
#   sh syntax_only.sh COMPILER ARGUMENT...
"$@" || exit
while [ $# -gt 1 ]; do
    if [ "$1" = -o ]; then
        : >"$2"
    fi
    shift
done
