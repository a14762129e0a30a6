# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Hosts that misbehave, or behave as only some do: what wsman-cli makes of each."""

from .client import Account, Client, by_name, expect
from .login_steps import ALICE, TRUSTED
from .processes import acceptor
from .steps import attempt, section

# misbehaviour -> what the client says, for ntlm, kerberos and credssp; None: does not apply.
_EXPECTED = {
    "plain-answer": ["security/plain_answer"] * 3,
    "flipped-byte": ["security/signature_mismatch"] * 3,
    "wrong-length": ["security/malformed_sealed_message"] * 3,
    "stale-key": ["security/signature_mismatch"] * 3,
    "unauthorized-once": ["ok"] * 3,
    "unauthorized-always": ["transport/http_unauthorized"] * 3,
    "close-after-login": ["transport/connection_closed"] * 3,
    "no-final-token": [None, "security/login_incomplete", None],
    "garbage-token": ["security/malformed_token", "security/malformed_token", "security/malformed_token"],
    "weak-ntlm": ["security/weak_protection", None, None],
    "wrong-credssp-key": [None, None, "security/credssp_key_mismatch"],
    "no-tab": ["ok"] * 3,
    "exchange-boundary": ["ok"] * 3,
}


def _accounts(run):
    password = run.realm.password
    yield Account("ntlm", "winrm", password)
    yield Account("kerberos", ALICE, password) if run.realm else None
    yield Account("credssp", "winrm", password)


def judge(run):
    client = Client(run)
    section("hosts that misbehave")
    for how, expected in _EXPECTED.items():
        for account, result in zip(_accounts(run), expected):
            if account is None or result is None:
                continue
            # Each has a host of its own, since some misbehave only once.
            with attempt(f"{how}, {account.scheme}"), acceptor(run, "--misbehave", how) as host:
                target = by_name(host).with_options(*TRUSTED)
                expect(client, f"{how}, {account.scheme}", target, account, result)
    for account in _accounts(run):
        if account is None:
            continue
        what = f"offered Basic only, {account.scheme}"
        with attempt(what), acceptor(run, "--accept", "Basic", "--clear-text") as host:
            target = by_name(host).with_options(*TRUSTED)
            outcome = expect(client, what, target, account, "security/scheme_not_offered")
            log = host.log.read_text()
            if "Basic" in (outcome.message or "") and "logged in" not in log:
                continue
            expect(client, f"{what}: the error names Basic", target, account, "a message with Basic")
