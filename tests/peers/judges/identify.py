# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""A log-in with any pyspnego context and one sealed message, for cases that pypsrp and pywinrm do not support."""

import base64
import http.client

from drive.steps import attempt, step

_IDENTIFY = (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"><s:Header/>'
    "<s:Body><i:Identify/></s:Body></s:Envelope>"
).encode()
_LEGS = 10


def _sealed_message(context, protocol, plain):
    header, data, padding = context.wrap_winrm(plain)
    lines = (
        "--Encrypted Boundary\r\n"
        f"\tContent-Type: {protocol}\r\n"
        f"\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length={len(plain) + padding}\r\n"
        "--Encrypted Boundary\r\n"
        "\tContent-Type: application/octet-stream\r\n"
    )
    size = len(header).to_bytes(4, "little")
    return lines.encode() + size + header + data + b"--Encrypted Boundary--\r\n"


def _opened(context, body):
    part = body.split(b"\tContent-Type: application/octet-stream\r\n", 1)[1].rsplit(b"--Encrypted Boundary--", 1)[0]
    size = int.from_bytes(part[:4], "little")
    return context.unwrap_winrm(part[4 : 4 + size], part[4 + size :])


def _log_in(wire, context, scheme):
    """Returns the statuses of all legs."""
    statuses = []
    token = context.step()
    while token and len(statuses) < _LEGS:
        wire.request("POST", "/wsman", b"", {"Authorization": f"{scheme} {base64.b64encode(token).decode()}"})
        answer = wire.getresponse()
        answer.read()
        statuses.append(answer.status)
        last = answer.headers.get("WWW-Authenticate", "")
        token = context.step(base64.b64decode(last.split(" ")[1])) if last.startswith(f"{scheme} ") else None
    return statuses


def identify_refused(host, context, scheme, protocol, what):
    """The log-in may be valid for clear-text messages over TLS, but sealed messages are refused after it."""
    with attempt(what):
        wire = http.client.HTTPConnection("127.0.0.1", host.port)
        _log_in(wire, context, scheme)
        kind = f'multipart/encrypted;protocol="{protocol}";boundary="Encrypted Boundary"'
        wire.request("POST", "/wsman", _sealed_message(context, protocol, _IDENTIFY), {"Content-Type": kind})
        answer = wire.getresponse()
        step(f"{what}: nothing sealed", answer.status >= 400 and not answer.read(), (answer.status, host.statistics()))


def identify_sealed(host, context, scheme, protocol, what):
    """`context` has step, complete, wrap_winrm and unwrap_winrm, like pyspnego's contexts."""
    with attempt(what):
        wire = http.client.HTTPConnection("127.0.0.1", host.port)
        statuses = _log_in(wire, context, scheme)
        step(f"{what}: the legs", statuses[-1:] == [200] and set(statuses[:-1]) <= {401}, (statuses, host.statistics()))
        step(f"{what}: the client's context is complete", context.complete, host.statistics())
        kind = f'multipart/encrypted;protocol="{protocol}";boundary="Encrypted Boundary"'
        for _ in range(3):
            wire.request("POST", "/wsman", _sealed_message(context, protocol, _IDENTIFY), {"Content-Type": kind})
            answer = wire.getresponse()
            body = answer.read()
            step(
                f"{what}: the answer has the same protocol",
                answer.headers["Content-Type"] == kind,
                answer.headers.items(),
            )
            step(f"{what}: the answer can be opened", b"IdentifyResponse" in _opened(context, body), body[:300])
