# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Clients from elsewhere log in to wsman::testing::endpoint and use it: python judge.py ENDPOINT_HOST [PART...].

Kerberos is judged where KRB5_CONFIG is in the folder of a realm that realm.sh has made. Last line: N passed, N failed,
N skipped."""

import json
import os
import pathlib
import sys
import warnings

from drive import steps
from drive.processes import NoRealm, Realm
from judges import basics, curl, gss_ntlmssp, kerberos, log_ins, tls
from judges.host import endpoint


def _basics(program, realm):
    for options in ([], ["--tls"]):
        steps.section("shells and streams over " + ("HTTPS" if options else "HTTP"))
        with steps.attempt("the endpoint"), endpoint(program, *options) as host:
            basics.judge_pywinrm(host)
            basics.judge_pypsrp(host)


def _kerberos(program, realm):
    if realm:
        kerberos.judge(program, realm)
    else:
        steps.section("Kerberos")
        steps.skip("Kerberos", "there is no realm: run it by realm.sh, which says what it needs")


PARTS = {
    "basics": _basics,
    "log-ins": lambda program, realm: log_ins.judge(program),
    "tls": lambda program, realm: tls.judge(program),
    "kerberos": _kerberos,
    "curl": curl.judge,
    "gss-ntlmssp": lambda program, realm: gss_ntlmssp.judge(program),
}


def _realm():
    file = pathlib.Path(os.environ.get("KRB5_CONFIG", "")).parent / "realm.json"
    return Realm(json.loads(file.read_text())) if file.is_file() else NoRealm()


def main():
    warnings.filterwarnings("ignore")  # urllib3 and cryptography on certificates that are wrong on purpose
    program, realm = sys.argv[1], _realm()
    for name in sys.argv[2:] or PARTS:
        with steps.attempt(name):
            PARTS[name](program, realm)
    print(f"\n{steps.passed} passed, {steps.failed} failed, {steps.skipped} skipped")
    return 1 if steps.failed else 0


if __name__ == "__main__":
    sys.exit(main())
