# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Hosts that misbehave, or have unusual behaviour: the result of wsman-cli with each."""

import json

from .client import Account, Client, attempt_call, by_name, expect
from .login_steps import ALICE, TRUSTED
from .processes import acceptor
from .steps import attempt, section, step

_SIZE = 1_500_000

# misbehaviour -> the client's error for ntlm, kerberos and credssp; None: not applicable.
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
    "exchange-boundary": ["ok"] * 3,
}


def _accounts(run):
    password = run.realm.password
    yield Account("ntlm", "winrm", password)
    yield Account("kerberos", ALICE, password) if run.realm else None
    yield Account("credssp", "winrm", password)


def _without_tab(run, client, account):
    """OMI closes the connection if a part header begins with the tab that [MS-WSMV] requires."""
    configuration = run.folder / "without-tab.json"
    configuration.write_text(json.dumps({"policy": {"tab_in_sealed_parts": False}}))
    with acceptor(run, "--misbehave", "no-tab") as host:
        target = by_name(host)
        expect(
            client,
            f"tabs refused, {account.scheme}",
            target.with_options(*TRUSTED),
            account,
            "transport/http_bad_request",
        )
        without = target.with_options("--config", configuration, *TRUSTED)
        expect(client, f"tabs refused, none sent, {account.scheme}", without, account, "ok")


def _in_the_middle(run, client, account):
    """An unsealed 401 instead of sealed output: as anybody can send it, the client reports that output may be lost."""
    with acceptor(run, "--misbehave", "unauthorized-once", "--turn-away", "7") as host:
        target = by_name(host).with_options(*TRUSTED)
        outcome = attempt_call(client, target, account, "run", "sh", "-c", f"head -c {_SIZE} /dev/zero | tr '\\0' x")
        step(
            f"401 in the middle, {account.scheme}: the loss is reported",
            "answered a sealed request in clear text" in (outcome.message or ""),
            outcome,
            [outcome.trace, host.log],
        )
        log_ins = host.log.read_text().count("logged in")
        step(f"401 in the middle, {account.scheme}: logged in again", log_ins >= 2, log_ins, [host.log])


def _offered_another(run, client, account):
    what = f"only Basic offered,  {account.scheme}"
    with acceptor(run, "--accept", "Basic", "--clear-text") as host:
        outcome = expect(client, what, by_name(host).with_options(*TRUSTED), account, "security/scheme_not_offered")
        step(f"{what}: the error lists it", "Basic" in (outcome.message or ""), outcome)
        step(f"{what}: it was not tried", "logged in" not in host.log.read_text(), outcome, [host.log])


def judge(run):
    client = Client(run)
    section("misbehaving hosts")
    for how, expected in _EXPECTED.items():
        for account, result in zip(_accounts(run), expected, strict=True):
            if account is None or result is None:
                continue
            # Each gets its own host, because some misbehave only once.
            with attempt(f"{how}, {account.scheme}"), acceptor(run, "--misbehave", how) as host:
                target = by_name(host).with_options(*TRUSTED)
                expect(client, f"{how}, {account.scheme}", target, account, result)
    for account in filter(None, _accounts(run)):
        for part in (_without_tab, _in_the_middle, _offered_another):
            with attempt(f"{part.__name__.strip('_')}, {account.scheme}"):
                part(run, client, account)
