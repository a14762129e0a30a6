# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""wsman-cli logs in to Apache: mod_auth_gssapi, gss-ntlmssp, mod_auth_digest, mod_ssl.

Over HTTP the client seals, and Apache cannot read the message: the client must refuse its unsealed answer. The answer
shows that the log-in is valid, because without one it is a 401.
"""

from . import apache
from .client import Account, Client, Target, attempt_call, expect
from .login_steps import ALICE, TRUSTED
from .relay import relay
from .steps import attempt, section, skip, step

_LOGGED_IN = "security/plain_answer"


def _target(run, server, host, path):
    tls = host != "http"
    url = f"{'https' if tls else 'http'}://host.wsman.test:{5986 if tls else 5985}/{path}"
    target = Target(url, server.log, "--connect-address", server.address(host), *TRUSTED)
    return target.with_options("--ca-file", run.authority.file) if tls else target


def _tokens(run, server, client):
    password = run.realm.password
    accounts = [(path, Account("ntlm", "WSMAN\\winrm", password)) for path in ("ntlm", "negotiate")]
    if run.realm:
        accounts += [(path, Account("negotiate", ALICE, password)) for path in ("kerberos", "negotiate")]
        # Apache does not offer this scheme: the client sends the ticket with the scheme that it offers.
        accounts.append(("kerberos", Account("kerberos", ALICE, password)))
    for path, account in accounts:
        for host, expected in (("http", _LOGGED_IN), ("https", "ok")):
            what = f"mod_auth_gssapi, {account.scheme} at /{path} over {host.upper()}"
            outcome = expect(client, what, _target(run, server, host, path), account, expected)
            if outcome.value:
                who = outcome.value["product_vendor"]
                step(
                    f"{what}: {who}",
                    who.partition("@")[0].rpartition("\\")[2] in account.user,
                    outcome,
                    [outcome.trace],
                )
            wrong = account.changed(password="wrong")
            refusal = ("transport/http_unauthorized", "security/password_refused")
            expect(client, f"{what}, wrong password", _target(run, server, host, path), wrong, refusal)


def _digest(run, server, client):
    account = Account("digest", "winrm", run.realm.password)
    for host in ("http", "https"):
        target = _target(run, server, host, "digest")
        clear = target.with_options("--no-encryption") if host == "http" else target
        what = f"mod_auth_digest over {host.upper()}"
        expect(client, what, clear, account, "ok")
        expect(
            client, f"{what}, wrong password", clear, account.changed(password="wrong"), "transport/http_unauthorized"
        )
    # The nonce is valid for a second, and the message that uses it is delayed for longer.
    with relay(server.ports["http"], pause=1.2) as between:
        options = ["--connect-address", between.address, "--no-encryption"]
        stale = Target("http://host.wsman.test/digest-stale", server.log, *options)
        expect(client, "mod_auth_digest, a stale nonce", stale, account, "ok")
    asked = between.seen()[0].count(b"Authorization: Digest")
    step("mod_auth_digest, a stale nonce: a second challenge", asked == 2, asked, [server.log])


def _certificates(run, server, client):
    certificate, key = run.user_authority.user("alice")
    _, locked_key = run.user_authority.user("bob", password="open sesame")
    bob = run.user_authority.folder / "user-bob-30.pem"
    key_password = run.folder / "key-password"
    key_password.write_text("open sesame")
    wrong_password = run.folder / "wrong-key-password"
    wrong_password.write_text("wrong")
    alice = Account("certificate", None, None, "--certificate", certificate, "--key", key)
    for host in ("certificate", "certificate-optional", "certificate-renegotiation", "certificate-after-handshake"):
        what = f"mod_ssl, {host}"
        target = _target(run, server, host, "wsman")
        outcome = expect(client, what, target, alice, "ok")
        step(
            f"{what}: the host saw alice",
            (outcome.value or {}).get("product_vendor") == "alice",
            outcome,
            [outcome.trace, server.log],
        )
        options = ["--certificate", bob, "--key", locked_key, "--key-password-file"]
        expect(
            client,
            f"{what}, key with a password",
            target,
            Account("certificate", None, None, *options, key_password),
            "ok",
        )
        none = attempt_call(client, target, Account("none"), "identify")
        if host != "certificate-optional":
            step(f"{what}, without one: {none.result}", none.error is not None, none, [none.trace, server.log])
    account = Account("certificate", None, None, *options, wrong_password)
    expect(client, "a wrong password of the key", target, account, "transport/certificate_unreadable")


def judge(run):
    section("wsman-cli logs in to Apache httpd")
    lacking = apache.missing()
    if lacking:
        skip("Apache", lacking)
        return
    client = Client(run)
    with attempt("Apache"), apache.apache(run) as server:
        for part in (_tokens, _digest, _certificates):
            with attempt(part.__name__.strip("_")):
                part(run, server, client)
