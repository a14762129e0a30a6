# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Texts that a network capture must never contain if messages are sealed."""

import base64

from .client import Account, Client, Target, attempt_call
from .login_steps import ALICE, TRUSTED
from .processes import acceptor
from .relay import relay
from .steps import attempt, section, step

_COMMAND = "a-command-nobody-may-see"


def _forms(text):
    """The possible encodings of a text in a capture: UTF-8, UTF-16, and base64 of both at each of the three offsets."""
    for plain in (text.encode(), text.encode("utf-16-le")):
        yield plain
        for offset in range(3):
            encoded = base64.b64encode(b"\0" * offset + plain)
            # The first and the last group depend on the neighbouring bytes.
            yield encoded[4 if offset else 0 : len(encoded) - 4]


def _secrets(password):
    return {
        "an envelope": list(_forms("Envelope")),
        "the command": list(_forms(_COMMAND)),
        "its output": list(_forms(_COMMAND[::-1])),
        "the password": list(_forms(password)),
        "Basic": [b"Basic", b"basic "],
    }


def _recorded(run, client, account, *options):
    """Runs the command; returns both directions of all connections, and its output."""
    with acceptor(run, *options) as host, relay(host.port) as between:
        target = Target("http://host.wsman.test", host.log, "--connect-address", between.address, *TRUSTED)
        outcome = attempt_call(client, target, account, "run", "sh", "-c", f"echo {_COMMAND} | rev")
        printed = outcome.value and outcome.value["stdout"].strip()
        what = f"{account.scheme} ({account.user}) over HTTP: the command ran"
        step(what, printed == _COMMAND[::-1], outcome, [outcome.trace, host.log])
        return between.seen()


def _found(seen, forms):
    return [form for form in forms for copy in seen if form in copy]


def _listen(run, client, account):
    what = f"{account.scheme} ({account.user}) over HTTP"
    seen = _recorded(run, client, account)
    step(f"{what}: something was recorded", sum(map(len, seen)) > 2000, [len(copy) for copy in seen])
    for name, forms in _secrets(account.password).items():
        step(f"{what}: no byte of {name}", not _found(seen, forms), _found(seen, forms))


def _listen_to_clear_text(run, client):
    """Shows that the search finds the texts in clear text."""
    account = Account("basic", "winrm", run.realm.password, "--no-encryption")
    seen = _recorded(run, client, account, "--clear-text")
    for name, forms in _secrets(account.password).items():
        step(f"with --no-encryption the capture contains {name}", _found(seen, forms), [len(copy) for copy in seen])


def judge(run):
    section("network captures")
    client, password = Client(run), run.realm.password
    with attempt("clear text"):
        _listen_to_clear_text(run, client)
    accounts = [Account(scheme, "winrm", password) for scheme in ("ntlm", "negotiate", "credssp")]
    if run.realm:
        accounts += [Account(scheme, ALICE, password) for scheme in ("negotiate", "kerberos", "credssp")]
    for account in accounts:
        with attempt(f"{account.scheme} over HTTP"):
            _listen(run, client, account)
