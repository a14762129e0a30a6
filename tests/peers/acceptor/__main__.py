# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Starts the acceptor, prints its address as one line of JSON, and ends with standard input. It logs to standard error.

Accounts: `user` and, if given, an expired one, both with the password in $WINRM_PASSWORD or a random one.
Kerberos uses the keytab in $KRB5_KTNAME.
"""

import argparse
import json
import os
import pathlib
import secrets
import ssl
import sys
import tempfile
import threading

from spnego.channel_bindings import GssChannelBindings

from . import certificates
from .login import change_credssp, credssp_tls
from .sealing import Style
from .server import Server
from .service import Service

SCHEMES = ["Negotiate", "Kerberos", "CredSSP", "Basic", "Certificate"]
MISBEHAVIOURS = {
    "plain-answer": "answer sealed requests in clear text",
    "flipped-byte": "change one byte of each sealed answer",
    "wrong-length": "write a wrong Length=",
    "stale-key": "answer 401 once, and seal later answers with the previous connection's keys",
    "unauthorized-once": "answer 401 to one message, the first or that of --turn-away",
    "unauthorized-always": "answer 401 to every message",
    "close-after-login": "close the connection after a successful log-in",
    "no-final-token": "omit the last token of the log-in",
    "garbage-token": "answer every token with an invalid one",
    "weak-ntlm": "agree to neither sealing nor 128-bit keys",
    "wrong-credssp-key": "prove another TLS key than the connection's, like a man in the middle",
    "no-tab": "write the header lines of sealed parts without a tab, and accept no others, as OMI does",
    "exchange-boundary": "write '-- Encrypted Boundary', as Exchange does",
}


class Accounts:
    def __init__(self, options):
        self.good = set(options.user)
        self.expired = {options.expired} if options.expired else set()
        self.password = os.environ.get("WINRM_PASSWORD") or secrets.token_urlsafe(12)

    def write_for_ntlm(self, path):
        """The format of pyspnego; a name with a realm has one entry, others have one with and one without a domain."""
        names = [
            (domain, user) for user in self.good | self.expired for domain in ([""] if "@" in user else ["", "WSMAN"])
        ]
        path.write_text("\n".join(f"{domain}:{user}:{self.password}" for domain, user in names), encoding="utf-8")


class Settings:
    def __init__(self, options, folder):
        self.port = options.port
        self.accounts = Accounts(options)
        self.accepted = options.accept or [
            name for name in SCHEMES if name != "Basic" or options.tls or options.clear_text
        ]
        offered = options.offer or [name for name in self.accepted if name != "Certificate"]
        self.offers = ['Basic realm="WSMAN"' if name == "Basic" else name for name in offered]
        self.clear_text = options.clear_text
        self.strict_bindings = options.strict_bindings
        self.turned_away = options.turn_away
        self._misbehaviours = set(options.misbehave)
        self.style = Style(
            tab=not self.misbehaves("no-tab"),
            blank_in_boundary=self.misbehaves("exchange-boundary"),
            length_error=1 if self.misbehaves("wrong-length") else 0,
        )
        self.ca_file = None
        certificate = options.certificate
        if not certificate:
            authority = certificates.Authority(folder)
            self.ca_file, certificate = authority.file, authority.host()
        pem = pathlib.Path(certificate).read_bytes()
        version = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}.get(options.credssp_tls)
        self.credssp_tls = credssp_tls(certificate, certificates.public_key(pem), version)
        self.tls = self.channel_bindings = None
        if options.tls:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.set_ciphers("DEFAULT:@SECLEVEL=0")  # SHA-1 certificates, for their channel binding
            self.tls.load_cert_chain(certificate)
            self.channel_bindings = GssChannelBindings(application_data=certificates.end_point_binding(pem))
            if options.client_ca:
                self.tls.load_verify_locations(options.client_ca)
                self.tls.verify_mode = ssl.CERT_OPTIONAL

    def misbehaves(self, name):
        return name in self._misbehaviours


def read_options():
    parser = argparse.ArgumentParser(
        prog="python -m acceptor",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="misbehaviours:\n" + "\n".join(f"  {name:20} {what}" for name, what in MISBEHAVIOURS.items()),
    )
    parser.add_argument("--port", type=int, default=0, help="0, the default: any")
    parser.add_argument("--tls", action="store_true", help="HTTPS")
    parser.add_argument("--certificate", metavar="FILE", help="the host's, with its key; default: generated")
    parser.add_argument("--client-ca", metavar="FILE", help="the authority that signs client certificates")
    parser.add_argument("--strict-bindings", action="store_true", help="refuse log-ins without channel bindings")
    parser.add_argument(
        "--clear-text", action="store_true", help="accept unsealed messages and Basic without TLS"
    )
    parser.add_argument("--accept", metavar="SCHEME", action="append", choices=SCHEMES, help="accept only these")
    parser.add_argument(
        "--offer", metavar="SCHEME", action="append", choices=SCHEMES, help="offer these, independent of --accept"
    )
    parser.add_argument("--user", metavar="NAME", action="append", help="default: winrm")
    parser.add_argument("--expired", metavar="NAME", help="an account that has expired")
    parser.add_argument("--credssp-version", metavar="N", type=int, help="the highest supported version")
    parser.add_argument("--credssp-tls", choices=["1.2", "1.3"], help="only this version of TLS inside CredSSP")
    parser.add_argument("--turn-away", metavar="N", type=int, default=1, help="the message that gets the 401")
    parser.add_argument("--misbehave", metavar="HOW", action="append", default=[], choices=MISBEHAVIOURS)
    options = parser.parse_args()
    options.user = options.user or ["winrm"]
    return options


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="acceptor-") as name:
        folder = pathlib.Path(name)
        settings = Settings(options, folder)
        settings.accounts.write_for_ntlm(folder / "accounts")
        os.environ["NTLM_USER_FILE"] = str(folder / "accounts")
        change_credssp(options.credssp_version, settings.misbehaves("wrong-credssp-key"))
        service = Service()
        server = Server(settings, service)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        where = {
            "url": f"{'https' if options.tls else 'http'}://127.0.0.1:{port}/wsman",
            "port": port,
            "user": options.user[0],
            "password": settings.accounts.password,
            "ca_file": settings.ca_file,
        }
        print(json.dumps(where), flush=True)
        sys.stdin.read()
        print(json.dumps({"open_shells": service.open_shells()}), flush=True)
        service.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
