# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Counts and prints results: one line for each step, and the logs of both sides after a failure."""

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
    """`logs` are files whose last lines are printed if the step failed."""
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
        skip(what, f"the Python module {', '.join(missing)} is missing (see requirements.txt)")
    return bool(missing)


@contextlib.contextmanager
def attempt(what):
    """An exception makes the step fail, but does not end the run."""
    try:
        yield
    except Exception as error:
        step(what, False, f"{type(error).__name__}: {error}")


def other_program(what, command, environment, *summaries):
    """Runs a program that prints its own steps; adds the counts of its last line: passed, failed, skipped."""
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
        step(f"{what} prints its counts and exits with 0", False, f"exit status {code}, {counted}")
