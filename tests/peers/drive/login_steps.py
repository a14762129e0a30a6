# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""wsman-cli logs in to the acceptor: every scheme over HTTP and HTTPS, every key type and kind of certificate."""

from .client import Account, Client, by_name, expect, who_am_i
from .processes import acceptor
from .steps import attempt, section, skip, step

ALICE = "alice@WSMAN.TEST"
TRUSTED = ("--trusted-hosts", "*.wsman.test,127.0.0.1")


def _over_http(run, client):
    password = run.realm.password
    with acceptor(run) as host:
        target = by_name(host).with_options(*TRUSTED)
        for user in ("winrm", "WSMAN\\winrm"):
            who_am_i(client, f"ntlm over HTTP, {user}", target, Account("ntlm", user, password), "Negotiate/ntlm", True)
        who_am_i(client, "credssp over HTTP", target, Account("credssp", "winrm", password), "CredSSP/ntlm", True)
        who_am_i(
            client,
            "negotiate over HTTP, an account of the host",
            target,
            Account("negotiate", "winrm", password),
            "Negotiate/ntlm",
            True,
        )
        expect(
            client, "UTF-16 envelopes, sealed", target.with_options("--utf16"), Account("ntlm", "winrm", password), "ok"
        )
        if not run.realm:
            return
        who_am_i(
            client, "negotiate over HTTP", target, Account("negotiate", ALICE, password), "Negotiate/kerberos", True
        )
        who_am_i(
            client, "kerberos over HTTP", by_name(host), Account("kerberos", ALICE, password), "Kerberos/kerberos", True
        )
        who_am_i(
            client,
            "credssp over HTTP, Kerberos inside",
            target,
            Account("credssp", ALICE, password),
            "CredSSP/kerberos",
            True,
        )
        _tickets(run, client, host)
        delegating = Account("kerberos", ALICE, password, "--delegate")
        who_am_i(client, "kerberos, delegated", by_name(host), delegating, "Kerberos/kerberos", True, delegated=True)
        for more in (("--spn-service", "WSMAN"), ("--spn-port",)):
            account = Account("kerberos", ALICE, password, *more)
            who_am_i(client, f"kerberos, {' '.join(more)}", by_name(host), account, "Kerberos/kerberos", True)
        account = Account("kerberos", ALICE, password, "--spn-host", "host.wsman.test")
        who_am_i(
            client, "kerberos, --spn-host for an alias", by_name(host, "alias"), account, "Kerberos/kerberos", True
        )


def _tickets(run, client, host):
    cache = run.realm.log_in(run.folder / "alice.ccache")
    keytab = run.realm.user_keytab
    for what, account in (
        ("KRB5CCNAME", Account("kerberos", environment={"KRB5CCNAME": cache})),
        ("--ticket-cache", Account("kerberos", None, None, "--ticket-cache", cache)),
        ("--keytab", Account("kerberos", ALICE, None, "--keytab", keytab)),
    ):
        who_am_i(client, f"kerberos over HTTP, {what}", by_name(host), account, "Kerberos/kerberos", True)
    # All steps above except KRB5CCNAME use their own tickets, and must not write to the user's cache.
    step("the default ticket cache is unchanged", not run.realm.default_cache.exists(), run.realm.default_cache)


def _kinds_of_keys(run, client):
    for kind in ("aes1", "aes2", "rc4"):
        only = run.realm.environment(kind)
        with acceptor(run, environment=only) as host:
            target = by_name(host, kind, environment=only)
            account = Account("kerberos", ALICE, run.realm.password)
            who_am_i(client, f"kerberos, keys {kind}", target, account, "Kerberos/kerberos", True)
            inside = target.with_options(*TRUSTED)
            account = Account("negotiate", ALICE, run.realm.password)
            who_am_i(client, f"negotiate, keys {kind}", inside, account, "Negotiate/kerberos", True)


def _over_https(run, client):
    password, authority = run.realm.password, run.authority
    certificate, key = run.user_authority.user("alice")
    options = ["--tls", "--certificate", authority.host(), "--client-ca", run.user_authority.file]
    with acceptor(run, *options) as host:
        target = by_name(host, tls=True).with_options("--ca-file", authority.file)
        who_am_i(
            client, "ntlm over HTTPS", target, Account("ntlm", "winrm", password), "Negotiate/ntlm", False, "match"
        )
        who_am_i(client, "basic over HTTPS", target, Account("basic", "winrm", password), "Basic/Basic", False)
        who_am_i(client, "credssp over HTTPS", target, Account("credssp", "winrm", password), "CredSSP/ntlm", False)
        by_certificate = Account("certificate", None, None, "--certificate", certificate, "--key", key)
        who_am_i(client, "certificate over HTTPS", target, by_certificate, "Certificate/Certificate", False)
        if not run.realm:
            return
        who_am_i(
            client,
            "kerberos over HTTPS",
            target,
            Account("kerberos", ALICE, password),
            "Kerberos/kerberos",
            False,
            "match",
        )
        who_am_i(
            client,
            "negotiate over HTTPS",
            target,
            Account("negotiate", ALICE, password),
            "Negotiate/kerberos",
            False,
            "match",
        )


def _strict_bindings(run, client):
    """A channel binding uses the hash of the certificate's signature, with SHA-256 instead of SHA-1 (RFC 5929)."""
    for kind in ("sha1", "sha256", "sha384", "sha512", "pss256", "pss384", "pss512"):
        with acceptor(run, "--tls", "--strict-bindings", "--certificate", run.authority.host(kind)) as host:
            # OpenSSL's default security level refuses SHA-1 signatures; this step is only about the binding.
            check = ("--skip-ca-check",) if kind == "sha1" else ("--ca-file", run.authority.file)
            target = by_name(host, tls=True).with_options(*check)
            account = Account("ntlm", "winrm", run.realm.password)
            who_am_i(
                client, f"strict channel bindings, {kind}, ntlm", target, account, "Negotiate/ntlm", False, "match"
            )
            if run.realm and kind in ("sha256", "pss384"):
                account = Account("kerberos", ALICE, run.realm.password)
                who_am_i(
                    client,
                    f"strict channel bindings, {kind}, kerberos",
                    target,
                    account,
                    "Kerberos/kerberos",
                    False,
                    "match",
                )


def _credssp(run, client):
    account = Account("credssp", "winrm", run.realm.password)
    for version in ("1.2", "1.3"):
        with acceptor(run, "--credssp-tls", version) as host:
            target = by_name(host).with_options(*TRUSTED)
            who_am_i(client, f"credssp, TLS {version} inside", target, account, "CredSSP/ntlm", True)
    for version in (2, 3, 4, 5):
        with acceptor(run, "--credssp-version", str(version)) as host:
            target = by_name(host).with_options(*TRUSTED)
            expect(
                client,
                f"credssp, version {version}",
                target,
                account,
                "ok" if version > 4 else "security/credssp_version",
            )
            lowered = Account("credssp", "winrm", run.realm.password, "--credssp-minimum", "2")
            expect(client, f"credssp, version {version}, explicitly allowed", target, lowered, "ok")


def judge(run):
    client = Client(run)
    section("wsman-cli logs in to the acceptor")
    for part in (_over_http, _over_https, _strict_bindings, _credssp):
        with attempt(part.__name__.strip("_")):
            part(run, client)
    if run.realm:
        with attempt("key types"):
            _kinds_of_keys(run, client)
    else:
        skip("kerberos", "this machine has no KDC (Debian: apt-get install krb5-kdc krb5-admin-server krb5-user)")
