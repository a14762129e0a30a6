#!/bin/sh
# Runs a compiler with -fsyntax-only and creates the empty output file that the build expects:
#   sh syntax_only.sh COMPILER ARGUMENT...
"$@" || exit
while [ $# -gt 1 ]; do
    if [ "$1" = -o ]; then
        : >"$2"
    fi
    shift
done
