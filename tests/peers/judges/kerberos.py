# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Kerberos with pypsrp and pywinrm under Negotiate, and with pyspnego under its own scheme."""

import os

import spnego
from drive.steps import section, step

from .clients import pypsrp
from .host import endpoint, tickets
from .identify import identify_sealed
from .log_ins import is_refused, run_pypsrp, run_pywinrm


def _bare_kerberos(program, realm):
    """The scheme Kerberos of Windows: tokens without SPNEGO."""
    section("the scheme Kerberos, by pyspnego")
    with endpoint(program, *tickets(realm), "--no-clear-text") as host:
        context = spnego.client(
            "alice@WSMAN.TEST",
            realm.password,
            hostname="host.wsman.test",
            service="HTTP",
            protocol="kerberos",
            context_req=spnego.ContextReq.default | spnego.ContextReq.mutual_auth,
        )
        identify_sealed(host, context, "Kerberos", "application/HTTP-Kerberos-session-encrypted", "Kerberos")
        seen = host.statistics()
        step("logged in by kerberos", (seen["logins"], seen["mechanisms"]) == ({"kerberos": 1}, {"kerberos": 1}), seen)


def _by_name(program, realm):
    for tls in ([], ["--tls", "--binding", "strict"]):
        where = "over HTTPS" if tls else "over HTTP"
        section(f"Kerberos {where}, all key types")
        for name in ("host", "aes1", "aes2", "rc4"):
            service = dict(negotiate_hostname_override=f"{name}.wsman.test", negotiate_service="HTTP")
            account = dict(username="alice@WSMAN.TEST", password=realm.password)
            with endpoint(program, *tickets(realm), "--no-clear-text", *tls) as host:
                run_pypsrp(
                    host, "kerberos", {"negotiate"}, {"kerberos"}, f"pypsrp {where}, {name}", **service, **account
                )
                if name != "host":
                    continue
                run_pypsrp(
                    host, "negotiate", {"negotiate"}, {"kerberos"}, f"pypsrp negotiate {where}", **service, **account
                )
                run_pypsrp(host, "credssp", {"credssp"}, {"kerberos"}, f"pypsrp credssp {where}", **service, **account)
                run_pypsrp(host, "negotiate", {"negotiate"}, {"ntlm"}, f"pypsrp, the endpoint's own account {where}")
                mine = dict(user=account["username"], kerberos_hostname_override=service["negotiate_hostname_override"])
                run_pywinrm(host, "kerberos", {"negotiate"}, {"kerberos"}, f"pywinrm {where}", service="HTTP", **mine)


def _refusals(program, realm):
    section("Kerberos that must fail")
    account = dict(username="alice@WSMAN.TEST", password=realm.password)
    with endpoint(program, *tickets(realm)) as host:
        for name in ("wrongkey", "nokey"):
            try:
                service = dict(negotiate_hostname_override=f"{name}.wsman.test", negotiate_service="HTTP")
                pypsrp(host, "kerberos", **service, **account).execute_cmd("echo")
                step(f"a ticket for {name}", False, "it was accepted")
            except Exception as error:
                seen = host.statistics()
                step(f"a ticket for {name}", seen["refused_logins"] > 0 and not seen["logins"], (error, seen))
    for more in (("--principals", "bob@WSMAN.TEST"), ()):
        what = f"a ticket of another user{', when others are named' if more else ''}"
        with endpoint(program, "--key-table", realm.keytab, *more) as host:
            service = dict(negotiate_hostname_override="host.wsman.test", negotiate_service="HTTP")
            use = lambda: pypsrp(host, "kerberos", **service, **account).execute_cmd("echo")
            is_refused(host, what, use)
    with endpoint(program, "--tls", "--binding", "strict", *tickets(realm)) as host:
        try:
            service = dict(negotiate_hostname_override="host.wsman.test", negotiate_service="HTTP")
            pypsrp(host, "kerberos", negotiate_send_cbt=False, **service, **account).execute_cmd("echo")
            step("strict, without a binding", False, "it was accepted")
        except Exception as error:
            step("strict, without a binding", host.statistics()["refused_logins"] == 1, (error, host.statistics()))


def judge(program, realm):
    # pywinrm uses the ticket cache from the environment.
    os.environ["KRB5CCNAME"] = realm.log_in(realm.folder / "judge.ccache")
    _bare_kerberos(program, realm)
    _by_name(program, realm)
    _refusals(program, realm)
