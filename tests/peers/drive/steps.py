# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Counts and prints what was seen: one line a step, and the logs of both sides where one failed."""

import contextlib
import importlib.util
import pathlib
import re
import subprocess

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


def lacks(what, *modules):
    """Whether one of these Python modules is missing; if so, the step is skipped."""
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    if missing:
        skip(what, f"there is no Python module {', '.join(missing)} (PyPI has it, see requirements.txt)")
    return bool(missing)


@contextlib.contextmanager
def attempt(what):
    """A step that raises is a step that failed, not the end."""
    try:
        yield
    except Exception as error:
        step(what, False, f"{type(error).__name__}: {error}")


def other_program(what, command, environment, *summaries):
    """Runs a program that prints steps of its own; adds what its closing line counts: passed, failed, skipped."""
    global passed, failed, skipped
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, errors="replace")
    counted = None
    for line in process.stdout:
        print(line, end="", flush=True)
        for pattern in summaries:
            if found := re.search(pattern, line):
                counted = {"failed": 0, **{name: int(number or 0) for name, number in found.groupdict().items()}}
    code = process.wait()
    if counted:
        passed += counted["passed"]
        failed += counted["failed"]
        skipped += counted.get("skipped", 0)
    if not counted or bool(code) != bool(counted["failed"]):
        step(f"{what} counts its steps and ends well", False, f"exit status {code}, {counted}")
