# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Tests the acceptor itself: pypsrp and pywinrm log in with every scheme and sealed messages."""

import hashlib
import os
import warnings

import winrm
from pypsrp.client import Client
from pypsrp.exceptions import AuthenticationError
from pypsrp.shell import Process, SignalCode, WinRS
from pypsrp.wsman import WSMan
from requests_credssp.exceptions import NTStatusException

from .processes import acceptor
from .steps import attempt, section, step

_LARGE = 3_000_000
_WHO = 'sh -c "echo $WINRM_SCHEME/$WINRM_MECHANISM sealed=$WINRM_SEALED bindings=$WINRM_BINDINGS"'


def _pypsrp(run, host, scheme, tls, **more):
    kerberos = scheme in ("kerberos", "negotiate")
    return dict(
        server="localhost" if tls else "127.0.0.1",
        port=host.port,
        username="alice@WSMAN.TEST" if kerberos else host.user,
        password=run.realm.password,
        auth=scheme,
        ssl=tls,
        encryption="always" if not tls else "auto",
        cert_validation=run.authority.file if tls else True,
        negotiate_hostname_override="host.wsman.test",
        negotiate_service="HTTP",
        **more,
    )


def _test_pypsrp(run, host, scheme, tls, mechanism):
    what = f"pypsrp, {scheme} over {'HTTPS' if tls else 'HTTP'}"
    with attempt(what), Client(**_pypsrp(run, host, scheme, tls)) as client:
        out, err, code = client.execute_cmd(_WHO)
        bound = "match" if tls and scheme != "credssp" else "absent"
        expected = f"{mechanism} sealed={'false' if tls else 'true'} bindings={bound}\n"
        step(what, (out, err, code) == (expected, "", 0), (out, err, code), [host.log])
        out, err, code = client.execute_cmd(f"sh -c \"head -c {_LARGE} /dev/zero | tr '\\0' x; echo e >&2; exit 3\"")
        step(
            f"{what}: large output, exit code",
            (out, err, code) == ("x" * _LARGE, "e\n", 3),
            (len(out), err, code),
            [host.log],
        )


def _judge_shell(run, host):
    what = "pypsrp: standard input, time-outs, signals"
    with attempt(what), WSMan(**_pypsrp(run, host, "ntlm", False, operation_timeout=2, read_timeout=10)) as wsman:
        with WinRS(wsman, working_directory="/", environment={"A": "1"}) as shell:
            data = os.urandom(500_000)
            process = Process(shell, "sha256sum")
            process.begin_invoke()
            for at in range(0, len(data), 100_000):
                process.send(data[at : at + 100_000], end=at + 100_000 >= len(data))
            process.end_invoke()
            step("pypsrp: standard input", process.stdout.split()[0].decode() == hashlib.sha256(data).hexdigest())
            process.signal(SignalCode.TERMINATE)
            process = Process(shell, "sh", ["-c", '"sleep 3; pwd; echo $A; exit 7"'])
            process.invoke()
            step(
                "pypsrp: time-outs",
                (process.stdout, process.rc) == (b"/\n1\n", 7),
                (process.stdout, process.rc),
                [host.log],
            )
            process.signal(SignalCode.TERMINATE)
            process = Process(shell, "sleep", ["1000"])
            process.begin_invoke()
            process.signal(SignalCode.CTRL_C)
            process.end_invoke()
            step("pypsrp: ctrl_c ends a program", process.rc == 130, process.rc, [host.log])


def _test_pywinrm(run, host, transport, user, mechanism):
    what = f"pywinrm, {transport} over HTTP"
    with attempt(what):
        session = winrm.Session(
            host.url,
            auth=(user, run.realm.password),
            transport=transport,
            message_encryption="always",
            kerberos_hostname_override="host.wsman.test",
        )
        answer = session.run_cmd(_WHO)
        expected = f"{mechanism} sealed=true bindings=absent\n"
        step(what, answer.std_out.decode() == expected, vars(answer), [host.log])


def _judge_refusals(run, host):
    for scheme in ("ntlm", "credssp"):
        what = f"pypsrp, {scheme}: a wrong password is refused"
        try:
            with Client(**{**_pypsrp(run, host, scheme, False), "password": "wrong"}) as client:
                client.execute_cmd("echo")
            step(what, False, "no error")
        except (AuthenticationError, NTStatusException):
            step(what, True)


def judge(run):
    warnings.filterwarnings("ignore")  # urllib3 on certificates without a common name
    section("the acceptor, tested with pypsrp and pywinrm")
    with attempt("over HTTP"), acceptor(run) as host:
        _test_pypsrp(run, host, "ntlm", False, "Negotiate/ntlm")
        _test_pypsrp(run, host, "negotiate", False, "Negotiate/kerberos")
        _test_pypsrp(run, host, "kerberos", False, "Negotiate/kerberos")
        _test_pypsrp(run, host, "credssp", False, "CredSSP/ntlm")
        _judge_shell(run, host)
        _test_pywinrm(run, host, "ntlm", host.user, "Negotiate/ntlm")
        os.environ["KRB5CCNAME"] = run.realm.log_in(run.folder / "pywinrm.ccache")
        _test_pywinrm(run, host, "kerberos", "alice@WSMAN.TEST", "Negotiate/kerberos")
        _judge_refusals(run, host)
    # pywinrm computes the trailer length of TLS 1.3 incorrectly.
    with attempt("over HTTP, TLS 1.2 in CredSSP"), acceptor(run, "--credssp-tls", "1.2") as host:
        _test_pywinrm(run, host, "credssp", host.user, "CredSSP/ntlm")
        _test_pypsrp(run, host, "credssp", False, "CredSSP/ntlm")
    with (
        attempt("over HTTPS"),
        acceptor(run, "--tls", "--strict-bindings", "--certificate", run.authority.host()) as host,
    ):
        for scheme, mechanism in (
            ("ntlm", "Negotiate/ntlm"),
            ("negotiate", "Negotiate/kerberos"),
            ("credssp", "CredSSP/ntlm"),
        ):
            _test_pypsrp(run, host, scheme, True, mechanism)
