# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""multipart/encrypted as defined in [MS-WSMV] 2.2.9.1. Any deviation in a message is an error."""

import re
import struct

PIECE = 16384  # the plain bytes of one CredSSP part
BOUNDARY = b"--Encrypted Boundary"
PROTOCOLS = {
    "Negotiate": "application/HTTP-SPNEGO-session-encrypted",
    "Kerberos": "application/HTTP-Kerberos-session-encrypted",
    "CredSSP": "application/HTTP-CredSSP-session-encrypted",
}
_CONTENT_TYPE = re.compile(
    r'^(multipart/(?:x-multi-)?encrypted);\s*protocol="([^"]+)";\s*boundary="Encrypted Boundary"$'
)


class Malformed(Exception):
    pass


def is_sealed(content_type):
    return content_type.lower().startswith("multipart/")


def _take(body, position, expected):
    end = position + len(expected)
    if body[position:end] != expected:
        raise Malformed(f"expected {expected!r} at byte {position}, found {bytes(body[position:end])!r}")
    return end


def open_message(body, content_type, protocol, unwrap, indent=b"\t"):
    """Returns (plain bytes, charset) of a sealed message; `unwrap(header, data)` opens one part.

    `indent` is the required beginning of a part's header lines.
    """
    found = _CONTENT_TYPE.match(content_type)
    if not found or found.group(2) != protocol:
        raise Malformed(f"the content type is {content_type!r}, the log-in's protocol {protocol}")
    several = found.group(1) == "multipart/x-multi-encrypted"
    kind = b"Content-Type: " + protocol.encode()
    original = b"OriginalContent: type=application/soap+xml;charset="
    start_of_part = b"\r\n".join([BOUNDARY, indent + kind, indent + original])
    start_of_data = b"\r\n".join([BOUNDARY, indent + b"Content-Type: application/octet-stream", b""])
    plain, charset, position = bytearray(), None, 0
    while body[position:] != BOUNDARY + b"--\r\n":
        position = _take(body, position, start_of_part)
        length = re.compile(rb"(UTF-8|UTF-16);Length=(\d{1,9})\r\n").match(body, position)
        if not length:
            raise Malformed(f"no charset and length at byte {position}")
        charset = length.group(1).decode()
        position = _take(body, length.end(), start_of_data)
        (header_size,) = struct.unpack_from("<I", body, position)
        if header_size > 1000:
            raise Malformed(f"a header of {header_size} bytes")
        position += 4
        # The probability of the closing line in a ciphertext is one in 2^190.
        end = body.index(BOUNDARY, position + header_size)
        part, padding = unwrap(body[position : position + header_size], body[position + header_size : end])
        if len(part) + padding != int(length.group(2)):
            raise Malformed(f"Length={length.group(2)} for {len(part)} plain bytes and {padding} of padding")
        if protocol == PROTOCOLS["CredSSP"] and len(part) > PIECE:
            raise Malformed(f"a CredSSP part of {len(part)} plain bytes")
        plain += part
        position = end
    if several != (protocol == PROTOCOLS["CredSSP"] and len(plain) > PIECE):
        raise Malformed(f"{found.group(1)} for {len(plain)} bytes")
    return bytes(plain), charset


class Style:
    """The format of answers: differences between hosts, and hostile variants."""

    def __init__(self, tab=True, blank_in_boundary=False, length_error=0):
        self.indent = b"\t" if tab else b""
        self.boundary = b"-- Encrypted Boundary" if blank_in_boundary else BOUNDARY
        self.length_error = length_error


def seal_message(plain, charset, protocol, wrap, style):
    """Returns (content type, body) of the sealed form; `wrap(bytes)` gives (header, data, padding length)."""
    credssp = protocol == PROTOCOLS["CredSSP"]
    several = credssp and len(plain) > PIECE
    pieces = [plain[at : at + PIECE] for at in range(0, len(plain), PIECE)] if several else [plain]
    body = []
    for piece in pieces:
        header, data, padding = wrap(piece)
        length = len(piece) + padding + style.length_error
        original = f"OriginalContent: type=application/soap+xml;charset={charset};Length={length}"
        body += [
            b"%s\r\n%sContent-Type: %s\r\n" % (style.boundary, style.indent, protocol.encode()),
            b"%s%s\r\n%s\r\n" % (style.indent, original.encode(), style.boundary),
            b"%sContent-Type: application/octet-stream\r\n" % style.indent,
            struct.pack("<I", len(header)),
            header,
            data,
        ]
    body.append(style.boundary + b"--\r\n")
    kind = "multipart/x-multi-encrypted" if several else "multipart/encrypted"
    return f'{kind};protocol="{protocol}";boundary="Encrypted Boundary"', b"".join(body)
