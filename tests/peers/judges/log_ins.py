# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Every scheme over HTTP and HTTPS with sealed messages; wrong and changed passwords; requests that must be refused."""

import hashlib
import os

import winrm
from drive.steps import attempt, section, step
from pypsrp.exceptions import AuthenticationError, WinRMTransportError
from pypsrp.shell import Process, SignalCode, WinRS
from requests_credssp.exceptions import NTStatusException

from .clients import PYPSRP_SCHEMES, PYWINRM_TRANSPORTS, pypsrp, pywinrm
from .host import endpoint, password_file

# Above 16,384 bytes CredSSP sends a message in several parts, and one Receive carries at most about 380,000.
LARGE = 1_000_000
REFUSALS = (AuthenticationError, WinRMTransportError, NTStatusException, winrm.exceptions.InvalidCredentialsError)


def sealed_only(before, after):
    """True if all requests since then were sealed."""
    return (
        after["unsealed_requests"] == before["unsealed_requests"]
        and after["sealed_requests"] > before["sealed_requests"]
    )


def login_of(before, after):
    """The schemes and mechanisms of the log-ins since then."""
    new = lambda key: {name for name, count in after[key].items() if count > before[key].get(name, 0)}
    return new("logins"), new("mechanisms")


def _send_much(wsman, what):
    data = os.urandom(300_000)
    with WinRS(wsman) as shell:
        process = Process(shell, "sha256sum")
        process.begin_invoke()
        for at in range(0, len(data), 100_000):
            process.send(data[at : at + 100_000], end=at + 100_000 >= len(data))
        process.end_invoke()
        step(f"{what}: large requests", process.stdout.split()[0].decode() == hashlib.sha256(data).hexdigest())
        process.signal(SignalCode.TERMINATE)


def run_pypsrp(host, auth, logins, mechanisms, what, **more):
    before = host.statistics()
    with attempt(what), pypsrp(host, auth, **more) as client:
        out, err, code = client.execute_cmd('sh -c "echo out; echo err >&2; exit 3"')
        step(
            f"{what}: streams and exit code",
            (out, err, code) == ("out\n", "err\n", 3),
            (out, err, code, host.statistics()),
        )
        out, err, code = client.execute_cmd(f"sh -c \"head -c {LARGE} /dev/zero | tr '\\0' x\"")
        step(f"{what}: large output", out == "x" * LARGE, (len(out), host.statistics()))
        _send_much(client.wsman, what)
    after = host.statistics()
    step(
        f"{what}: sealed, by {'/'.join(mechanisms)}",
        sealed_only(before, after) and login_of(before, after) == (logins, mechanisms),
        after,
    )


def run_pywinrm(host, transport, logins, mechanisms, what, **more):
    before = host.statistics()
    with attempt(what):
        answer = pywinrm(host, transport, **more).run_cmd('sh -c "echo out; echo err >&2; exit 3"')
        step(
            f"{what}: streams and exit code",
            (answer.std_out, answer.std_err, answer.status_code) == (b"out\n", b"err\n", 3),
            vars(answer),
        )
    after = host.statistics()
    step(
        f"{what}: sealed, by {'/'.join(mechanisms)}",
        sealed_only(before, after) and login_of(before, after) == (logins, mechanisms),
        after,
    )


def is_refused(host, what, use):
    """Checks that one log-in is refused and no request is carried out."""
    before = host.statistics()
    try:
        use()
        step(what, False, "it was accepted")
        return
    except REFUSALS:
        pass
    except Exception as error:
        step(what, False, f"{type(error).__name__}: {error}")
        return
    after = host.statistics()
    refused = after["refused_logins"] - before["refused_logins"]
    step(what, refused == 1 and after["logins"] == before["logins"], after)


def _schemes(program):
    for tls in ([], ["--tls"]):
        where = "over HTTPS" if tls else "over HTTP"
        section(f"log-ins with sealed messages {where}")
        with endpoint(program, "--no-clear-text", *tls) as host:
            for auth in PYPSRP_SCHEMES:
                scheme = "credssp" if auth == "credssp" else "negotiate"
                run_pypsrp(host, auth, {scheme}, {"ntlm"}, f"pypsrp {auth} {where}")
            for transport in PYWINRM_TRANSPORTS:
                scheme = "credssp" if transport == "credssp" else "negotiate"
                run_pywinrm(host, transport, {scheme}, {"ntlm"}, f"pywinrm {transport} {where}")
            for auth in PYPSRP_SCHEMES:
                is_refused(
                    host,
                    f"pypsrp {auth} {where}: a wrong password",
                    lambda: pypsrp(host, auth, password="wrong").execute_cmd("echo"),
                )
            is_refused(
                host,
                f"pypsrp ntlm {where}: an unknown user",
                lambda: pypsrp(host, "ntlm", username="nobody").execute_cmd("echo"),
            )


def _names(program):
    section("names and passwords that are not ASCII")
    with password_file('Grüße, 7 & "Zwerge" 世界') as file:
        with endpoint(program, "--user", "CORP\\jürg", "--password-file", file, "--no-clear-text") as host:
            for user in ("CORP\\jürg", "corp\\jürg", "jürg@corp"):
                run = lambda auth: pypsrp(host, auth, username=user).execute_cmd("echo x")
                for auth in ("ntlm", "credssp"):
                    with attempt(f"pypsrp {auth} as {user}"):
                        step(f"pypsrp {auth} as {user}", run(auth) == ("x\n", "", 0), host.statistics())
            is_refused(
                host,
                "pypsrp ntlm: the same name in another domain",
                lambda: pypsrp(host, "ntlm", username="OTHER\\jürg").execute_cmd("echo"),
            )


def _rotation(program):
    section("a password change while the endpoint runs")
    with endpoint(program) as host:
        old = host.password
        host.set_password("the new one")
        is_refused(host, "the old password", lambda: pypsrp(host, "ntlm", password=old).execute_cmd("echo"))
        with attempt("the new password"):
            step("the new password", pypsrp(host, "ntlm").execute_cmd("echo x") == ("x\n", "", 0), host.statistics())


def _clear_text(program):
    section("clear text after a log-in that could seal")
    with endpoint(program, "--no-clear-text") as host:
        try:
            pypsrp(host, "ntlm", encryption="never").execute_cmd("echo")
            step("refused if not allowed", False, "it was accepted")
        except WinRMTransportError as error:
            step("refused if not allowed", error.code == 500, error)
    with endpoint(program) as host, attempt("accepted if allowed"):
        out = pypsrp(host, "ntlm", encryption="never").execute_cmd("echo x")
        step("accepted if allowed", out == ("x\n", "", 0) and host.statistics()["sealed_requests"] == 0, out)


def _credssp_versions(program):
    section("versions of CredSSP")
    for version in (2, 3, 4, 5, 6):
        with endpoint(program, "--credssp-version", str(version)) as host:
            with attempt(f"version {version}"):
                out = pypsrp(host, "credssp", credssp_minimum_version=2).execute_cmd("echo x")
                step(f"pypsrp with version {version}", out == ("x\n", "", 0), host.statistics())
            if version < 5:
                try:
                    pypsrp(host, "credssp", credssp_minimum_version=5).execute_cmd("echo")
                    step(f"pypsrp refuses version {version}", False, "it was accepted")
                except Exception as error:
                    step(f"pypsrp refuses version {version}", "version" in str(error).lower(), error)


def judge(program):
    _schemes(program)
    _names(program)
    _rotation(program)
    _clear_text(program)
    _credssp_versions(program)
