# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""python -m drive BUILD_DIR FOLDER [PART...]: all parts of run.sh, or some of them."""

import importlib
import json
import os
import pathlib
import sys
import time

from acceptor.certificates import Authority

from . import steps
from .processes import NoRealm, Realm, Run

_SUMMARY = r"^(?P<passed>\d+) passed, (?P<failed>\d+) failed(?:, (?P<skipped>\d+) skipped)?"


def _endpoint(run):
    """pywinrm and pypsrp as clients of our endpoint: judge.py prints and counts like this program."""
    steps.section("our endpoint, tested with other clients")
    program = run.program("endpoint_host")
    if program is None:
        steps.skip("the endpoint", f"there is no endpoint_host below {run.build}: build the target peer-hosts")
        return
    command = [sys.executable, "-u", "judge.py", program]
    steps.other_program("judge.py", command, run.environment(), _SUMMARY)


def _library(run):
    """The library itself, in the program `peers`."""
    steps.section("our library with an MIT KDC")
    program = run.program("peers")
    if program is None:
        steps.skip("the library", f"there is no program `peers` below {run.build}: build that target")
        return
    environment = run.environment(WSMAN_TEST_REALM=os.environ.get("WSMAN_TEST_REALM", ""))
    steps.other_program(
        "peers",
        [program],
        environment,
        r"^All tests passed \(\d+ assertions? in (?P<passed>\d+) test cases?\)",
        r"^test cases: +\d+ \| +(?:(?P<passed>\d+) passed \| +)?(?P<failed>\d+) failed",
    )


def _part(name, *modules):
    """The part in the module drive.NAME, which needs these Python packages."""

    def judge(run):
        if not steps.lacks(name, *modules):
            importlib.import_module(f".{name}", __package__).judge(run)

    return judge


# The acceptor uses pyspnego.
PARTS = {
    "library": _library,
    "endpoint": _endpoint,
    "acceptor-itself": _part("acceptor_itself", "spnego", "winrm", "pypsrp", "requests_credssp"),
    "log-ins": _part("login_steps", "spnego"),
    "hostile": _part("hostile_steps", "spnego"),
    "apache": _part("apache_steps"),
    "proxies": _part("proxy_steps", "spnego"),
    "table": _part("login_table", "spnego"),
    "capture": _part("capture", "spnego"),
    "streams": _part("stream_steps", "spnego"),
}


def main():
    build, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    where = os.environ.get("WSMAN_TEST_REALM")
    realm = Realm(json.loads(pathlib.Path(where).read_text())) if where else NoRealm()
    run = Run(build, folder, realm)
    run.authority, run.user_authority = Authority(folder), Authority(folder, "users")
    for name in sys.argv[3:] or PARTS:
        started = time.monotonic()
        PARTS[name](run)
        print(f"  {time.monotonic() - started:.1f} s")
    print(f"\n{steps.passed} passed, {steps.failed} failed, {steps.skipped} skipped")
    return 1 if steps.failed else 0


if __name__ == "__main__":
    sys.exit(main())
