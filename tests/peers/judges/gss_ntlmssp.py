# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""NTLM of gss-ntlmssp, through GSS-API: alone, and inside the SPNEGO of MIT's library."""

import os
import pathlib
import tempfile

import gssapi
from drive.steps import attempt, section, skip, step

from .host import endpoint
from .identify import identify_refused, identify_sealed

_PROTOCOL = "application/HTTP-SPNEGO-session-encrypted"
_NTLM = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")
_SPNEGO = gssapi.OID.from_int_seq("1.3.6.1.5.5.2")
_FLAGS = gssapi.RequirementFlag.integrity | gssapi.RequirementFlag.confidentiality
_SIGNATURE = 16


class _Context:
    """A GSS-API context with the interface of pyspnego."""

    def __init__(self, mechanism):
        user = gssapi.Name("CORP\\tester", gssapi.NameType.user)
        service = gssapi.Name("HTTP@localhost", gssapi.NameType.hostbased_service)
        credentials = gssapi.Credentials(name=user, usage="initiate", mechs=[mechanism])
        self._context = gssapi.SecurityContext(name=service, creds=credentials, mech=mechanism, flags=_FLAGS)

    @property
    def complete(self):
        return self._context.complete

    def step(self, token=None):
        return self._context.step(token)

    def wrap_winrm(self, plain):
        sealed = self._context.wrap(plain, encrypt=True).message
        return sealed[:_SIGNATURE], sealed[_SIGNATURE:], 0

    def unwrap_winrm(self, header, data):
        return self._context.unwrap(header + data).message


def judge(program):
    section("NTLM by gss-ntlmssp")
    plugins = pathlib.Path("/etc/gss/mech.d")
    if not any("gssntlmssp" in file.read_text() for file in plugins.glob("*.conf")):
        skip("gss-ntlmssp", "it is not installed (Debian: apt-get install gss-ntlmssp)")
        return
    for name, mechanism in (("NTLM alone", _NTLM), ("NTLM inside SPNEGO", _SPNEGO)):
        with endpoint(program, "--user", "CORP\\tester", "--no-clear-text") as host:
            with tempfile.NamedTemporaryFile("w") as accounts, attempt(name):
                accounts.write(f"CORP:tester:{host.password}\n")
                accounts.flush()
                os.environ["NTLM_USER_FILE"] = accounts.name
                # NTLM alone sends no MIC over its messages; inside SPNEGO mechListMIC protects them.
                identify = identify_refused if mechanism is _NTLM else identify_sealed
                identify(host, _Context(mechanism), "Negotiate", _PROTOCOL, name)
            os.environ.pop("NTLM_USER_FILE", None)
            seen = host.statistics()
            step(f"{name}: NTLM was chosen", seen["mechanisms"] == {"ntlm": 1}, seen)
