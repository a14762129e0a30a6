# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""python -m drive BUILD_DIR FOLDER [PART...]: everything that run.sh judges, or some of its parts."""

import json
import os
import pathlib
import subprocess
import sys
import time

from acceptor.certificates import Authority

from . import acceptor_itself, steps
from .processes import NoRealm, Realm, Run


def _other_program(run, name, what, *command):
    """A judge with a closing line of its own: passed or failed as a whole."""
    steps.section(what)
    if run.program(name) is None:
        steps.skip(what, f"there is no {name} below {run.build}: build the target peer-hosts")
        return
    code = subprocess.run([*command, run.program(name)], env=run.environment()).returncode
    steps.step(what, code == 0, f"exit status {code}")


def _endpoint(run):
    _other_program(run, "endpoint_host", "our endpoint, judged by pywinrm and pypsrp", sys.executable, "judge.py")


PARTS = {
    "endpoint": _endpoint,
    "acceptor-itself": acceptor_itself.judge,
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
