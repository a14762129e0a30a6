# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""100 MB through a sealed connection, with a check of every byte. Times are only printed."""

import hashlib
import subprocess
import time

from .client import Account, Client, by_name
from .login_steps import ALICE, TRUSTED
from .processes import acceptor
from .steps import attempt, section, step

_SIZE = 100_000_000
_KEY = "00112233445566778899aabbccddeeff"
# Pseudo-random bytes that both sides can generate: a change of order is detected.
_SOURCE = f"head -c {_SIZE} /dev/zero | openssl enc -aes-128-ctr -K {_KEY} -iv {_KEY}"


def _expected():
    made = subprocess.run(["sh", "-c", _SOURCE], stdout=subprocess.PIPE, check=True).stdout
    return hashlib.sha256(made).hexdigest()


def judge(run):
    section(f"{_SIZE // 1_000_000} MB, sealed over HTTP")
    client, password = Client(run), run.realm.password
    expected = _expected()
    accounts = [Account("ntlm", "winrm", password), Account("credssp", "winrm", password)]
    if run.realm:
        accounts.insert(1, Account("kerberos", ALICE, password))
    with attempt("acceptor"), acceptor(run) as host:
        target = by_name(host).with_options(*TRUSTED, "--max-envelope-size-kb", "500")
        for account in accounts:
            with attempt(account.scheme):
                started = time.monotonic()
                log = run.new_log("stream")
                digest, code = client.stream(target, account, log, "run", "sh", "-c", _SOURCE)
                took = time.monotonic() - started
                step(
                    f"{account.scheme}: {_SIZE / took / 1e6:.0f} MB/s",
                    (digest, code) == (expected, 0),
                    (digest, code),
                    [log, host.log],
                )
