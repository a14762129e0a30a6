# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""curl, and requests: Digest, NTLM under its own name, Negotiate with Kerberos through GSS-API."""

import os
import shutil
import subprocess
import tempfile

import requests
from drive.steps import attempt, section, skip, step

from .host import endpoint, tickets

_IDENTIFY = (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"><s:Header/>'
    "<s:Body><i:Identify/></s:Body></s:Envelope>"
)
_SOAP = "application/soap+xml;charset=UTF-8"


def _curl(host, *options, times=1, name="127.0.0.1", environment=None):
    """Returns the statuses of `times` requests on one connection, and the whole output."""
    with tempfile.NamedTemporaryFile("w") as body:
        body.write(_IDENTIFY)
        body.flush()
        url = f"{'https' if host.tls else 'http'}://{name}:{host.port}/wsman"
        command = ["curl", "-sS", "--max-time", "30", "-H", f"Content-Type: {_SOAP}", "-H", "Expect:"]
        command += ["--data-binary", f"@{body.name}", "-w", "\nstatus=%{http_code}\n", *options, *[url] * times]
        if host.tls:
            command += ["--cacert", host.ca_file]
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(environment or {})})
    statuses = [line[7:] for line in done.stdout.splitlines() if line.startswith("status=")]
    return statuses, done.stdout + done.stderr


def _is_let_in(host, what, scheme, count, seen):
    statuses, output = seen
    logins = host.statistics()["logins"].get(scheme, 0)
    good = statuses == ["200"] * count and output.count("IdentifyResponse>") == count and logins > 0
    step(what, good, (statuses, output[-300:], host.statistics()))


def _digest(program):
    section("Digest by curl and requests")
    # This curl computes SHA-256 for SHA-512-256, so no other client tests that algorithm here.
    for algorithm in ("MD5", "SHA-256"):
        for tls in ([], ["--tls"]):
            options = ("--schemes", "digest", "--digest-algorithms", algorithm, *tls)
            what = f"{algorithm}{' over HTTPS' if tls else ''}"
            with endpoint(program, *options) as host:
                account = ("--digest", "-u", f"{host.user}:{host.password}")
                _is_let_in(host, f"curl, {what}", "digest", 3, _curl(host, *account, times=3))
                with attempt(f"requests, {what}"):
                    session = requests.Session()
                    session.trust_env = False  # REQUESTS_CA_BUNDLE would win over the endpoint's authority
                    session.auth = requests.auth.HTTPDigestAuth(host.user, host.password)
                    session.verify = host.ca_file if tls else True
                    url = host.url.replace("127.0.0.1", "localhost")
                    seen = [session.post(url, _IDENTIFY, headers={"Content-Type": _SOAP}).status_code for _ in range(3)]
                    step(f"requests, {what}", seen == [200, 200, 200], (seen, host.statistics()))
                statuses, output = _curl(host, "--digest", "-u", f"{host.user}:wrong")
                step(f"curl, {what}: a wrong password", statuses == ["401"], (statuses, output[-200:]))
    with endpoint(program, "--schemes", "digest", "--digest-algorithms", "SHA-256", "--userhash") as host:
        account = ("--digest", "-u", f"{host.user}:{host.password}")
        _is_let_in(host, "curl, the hash of the user's name", "digest", 1, _curl(host, *account))
    with endpoint(program, "--schemes", "digest", "--digest-algorithms", "MD5", "--nonce-uses", "1") as host:
        account = ("--digest", "-u", f"{host.user}:{host.password}")
        _is_let_in(host, "curl, stale nonces", "digest", 3, _curl(host, *account, times=3))


def _ntlm(program):
    section("NTLM under its own name, by curl")
    with endpoint(program, "--schemes", "ntlm") as host:
        account = f"{host.user}:{host.password}"
        _is_let_in(host, "curl's own NTLM", "ntlm", 2, _curl(host, "--ntlm", "-u", account, times=2))
        statuses, output = _curl(host, "--ntlm", "-u", f"{host.user}:wrong")
        step("curl's own NTLM: a wrong password", statuses == ["401"], (statuses, output[-200:]))


def _kerberos(program, realm):
    section("Kerberos by curl")
    for tls in ([], ["--tls"]):
        with endpoint(program, *tickets(realm), "--schemes", "negotiate", *tls) as host:
            environment = {"KRB5CCNAME": realm.log_in(realm.folder / "curl.ccache")}
            seen = _curl(host, "--negotiate", "-u", ":", times=2, name="localhost", environment=environment)
            what = f"curl --negotiate{' over HTTPS' if tls else ''}"
            _is_let_in(host, what, "negotiate", 2, seen)
            step(f"{what}: Kerberos was chosen", "kerberos" in host.statistics()["mechanisms"], host.statistics())


def judge(program, realm):
    if shutil.which("curl") is None:
        section("curl")
        skip("curl", "it is not installed (Debian: apt-get install curl)")
        return
    _digest(program)
    _ntlm(program)
    if realm:
        _kerberos(program, realm)
