# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Counts and prints what was seen: one line a step, and the logs of both sides where one failed."""

import contextlib
import pathlib

passed = failed = skipped = 0
_LINES_OF_A_LOG = 25


def section(title):
    print(f"\n{title}", flush=True)


def step(what, ok, seen=None, logs=()):
    """`logs` are files whose last lines are shown if the step failed."""
    global passed, failed
    if ok:
        passed += 1
        print(f"  ok    {what}", flush=True)
        return
    failed += 1
    print(f"  FAIL  {what}: {seen!r:.600}", flush=True)
    for log in logs:
        with contextlib.suppress(OSError):
            lines = pathlib.Path(log).read_text(errors="replace").splitlines()[-_LINES_OF_A_LOG:]
            print(f"        --- {log}")
            print("\n".join(f"        {line:.400}" for line in lines), flush=True)


def skip(what, why):
    global skipped
    skipped += 1
    print(f"  SKIPPED: {what}: {why}", flush=True)


@contextlib.contextmanager
def attempt(what):
    """A step that raises is a step that failed, not the end."""
    try:
        yield
    except Exception as error:
        step(what, False, f"{type(error).__name__}: {error}")
