# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Other clients log in to wsman::testing::endpoint and use it: python judge.py ENDPOINT_HOST [PART...].

Kerberos is tested if KRB5_CONFIG is in the folder of a realm of realm.sh. Last line: N passed, N failed,
N skipped."""

import importlib
import json
import os
import pathlib
import sys
import warnings

from drive import steps
from drive.processes import NoRealm, Realm
from judges.host import endpoint


def _judge(name, *modules):
    """The tests in the module judges.NAME, or None if a Python package that they need is missing."""
    return None if steps.lacks(name, *modules) else importlib.import_module(f"judges.{name}")


def _basics(program, realm):
    judges = [_judge("basics_pywinrm", "winrm"), _judge("basics_pypsrp", "pypsrp")]
    for options in ([], ["--tls"]):
        steps.section("shells and streams over " + ("HTTPS" if options else "HTTP"))
        with steps.attempt("the endpoint"), endpoint(program, *options) as host:
            for judge in filter(None, judges):
                judge.judge(host)


def _log_ins(program, realm):
    if judge := _judge("log_ins", "winrm", "pypsrp", "requests_credssp"):
        judge.judge(program)


def _tls(program, realm):
    if judge := _judge("tls", "cryptography", "winrm", "pypsrp", "requests_credssp"):
        judge.judge(program)


def _kerberos(program, realm):
    if not realm:
        steps.section("Kerberos")
        steps.skip("Kerberos", "there is no realm: run this program with realm.sh")
    elif judge := _judge("kerberos", "spnego", "winrm", "pypsrp", "requests_credssp"):
        judge.judge(program, realm)


def _curl(program, realm):
    if judge := _judge("curl", "requests"):
        judge.judge(program, realm)


def _gss_ntlmssp(program, realm):
    if judge := _judge("gss_ntlmssp", "gssapi"):
        judge.judge(program)


PARTS = {
    "basics": _basics,
    "log-ins": _log_ins,
    "tls": _tls,
    "kerberos": _kerberos,
    "curl": _curl,
    "gss-ntlmssp": _gss_ntlmssp,
}


def _realm():
    file = pathlib.Path(os.environ.get("KRB5_CONFIG", "")).parent / "realm.json"
    return Realm(json.loads(file.read_text())) if file.is_file() else NoRealm()


def main():
    warnings.filterwarnings("ignore")  # urllib3 and cryptography on deliberately invalid certificates
    program, realm = sys.argv[1], _realm()
    for name in sys.argv[2:] or PARTS:
        with steps.attempt(name):
            PARTS[name](program, realm)
    print(f"\n{steps.passed} passed, {steps.failed} failed, {steps.skipped} skipped")
    return 1 if steps.failed else 0


if __name__ == "__main__":
    sys.exit(main())
