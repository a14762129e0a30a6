# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""HTTP and HTTPS on the loopback interface: log-ins for each connection, sealed and clear-text messages."""

import base64
import http.server
import sys
import threading

from . import sealing
from .login import BasicLogin, CertificateLogin, Refused, TokenLogin

_MUTUAL = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual"
_SOAP = "application/soap+xml"
_LARGEST_REQUEST = 1 << 24


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, settings, service):
        super().__init__(("127.0.0.1", settings.port), Connection)
        self.settings, self.service = settings, service
        self.first_login = None  # its keys are stale after the second log-in
        self._lock, self._messages = threading.Lock(), 0

    def is_turn(self):
        """Whether this message gets the 401 of --turn-away."""
        with self._lock:
            self._messages += 1
            return self._messages == self.settings.turned_away

    def handle_error(self, request, client_address):
        self.log(f"connection ended: {sys.exc_info()[1]!r}")

    def log(self, text):
        print(text, file=sys.stderr, flush=True)


class Connection(http.server.BaseHTTPRequestHandler):
    """One connection, served by its own thread."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Microsoft-HTTPAPI/2.0", ""
    disable_nagle_algorithm = True

    def setup(self):
        self.settings = self.server.settings
        if self.settings.tls:
            self.request = self.settings.tls.wrap_socket(self.request, server_side=True)
        self.login = None
        super().setup()

    def log_message(self, text, *arguments):
        self.server.log(f"{self.client_address[1]}: {text % arguments}")

    def do_POST(self):
        body = self._read_body()
        if body is None:
            return
        if self.path.rstrip("/") != "/wsman":
            self._answer(404)
            return
        try:
            token = self._log_in()
        except Refused as refusal:
            self.log_message("refused: %s", refusal)
            self.login = None
            self._unauthorized(refusal.token)
            return
        if self.login is None or not self.login.complete:
            self._unauthorized(token)
        elif not body:
            self._answer(200, self._final_token(token))
            self.close_connection |= self.settings.misbehaves("close-after-login")
        else:
            self._serve(body, token)

    def _read_body(self):
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not length.isdigit():
            self._answer(411, close=True)
            return None
        if int(length) > _LARGEST_REQUEST:
            self._answer(413, close=True)
            return None
        return self.rfile.read(int(length))

    # --- the log-in

    def _log_in(self):
        """Processes the request's Authorization, if any. Returns the token for the answer, as the value of a header."""
        given = self.headers.get("Authorization")
        if given is None:
            return None
        scheme, _, value = given.partition(" ")
        name = {offer.lower(): offer for offer in self.settings.accepted}.get(scheme.lower())
        if given.strip() == _MUTUAL and "Certificate" in self.settings.accepted:
            self.login = CertificateLogin(self.settings.tls and self.request.getpeercert())
        elif name == "Basic":
            self.login = BasicLogin(value, self.settings.accounts)
        elif name:
            return self._step(name, value)
        else:
            raise Refused(f"the scheme {scheme} is not accepted")
        return None

    def _step(self, scheme, value):
        try:
            token = base64.b64decode(value, validate=True)
        except ValueError as error:
            raise Refused(f"malformed token: {error}") from error
        if not isinstance(self.login, TokenLogin) or self.login.complete or self.login.scheme != scheme:
            self.login = TokenLogin(scheme, self.settings)
        answer = self.login.step(token)
        if self.login.complete:
            self.log_message("%s logged in by %s/%s", self.login.user, scheme, self.login.mechanism)
        if self.settings.misbehaves("garbage-token"):
            answer = b"\x60\x84\xff\xff\xff\xff garbage"
        return None if answer is None else f"{scheme} {base64.b64encode(answer).decode()}".strip()

    def _final_token(self, token):
        return None if self.settings.misbehaves("no-final-token") else token

    def _unauthorized(self, token=None):
        self._answer(401, *([token] if token else self.settings.offers))

    # --- messages

    def _serve(self, body, token):
        content_type = self.headers.get("Content-Type", "")
        login, settings = self.login, self.settings
        sealed = sealing.is_sealed(content_type)
        if not sealed and not settings.tls and not settings.clear_text:
            self.log_message("refused: clear text without TLS")
            self._answer(500, close=True)
            return
        charset = "UTF-16" if "utf-16" in content_type.lower() else "UTF-8"
        if sealed:
            try:
                if not isinstance(login, TokenLogin):
                    raise sealing.Malformed("the log-in has no keys")
                indent = settings.style.indent
                body, charset = sealing.open_message(body, content_type, login.sealing_protocol, login.unwrap, indent)
            except Exception as error:  # pyspnego, GSSAPI and OpenSSL raise different errors for invalid bytes
                self.log_message("refused: sealed message: %s: %s", type(error).__name__, error)
                self._answer(400, close=True)
                return
        if self._turned_away(login):
            return
        login.sealed = sealed
        status, text = self.server.service.handle(body, login)
        self._reply(status, text, charset, sealed, token)

    def _turned_away(self, login):
        """A 401 on a connection that has logged in, which clients must be able to handle."""
        stale = self.settings.misbehaves("stale-key")
        once = (stale or self.settings.misbehaves("unauthorized-once")) and self.server.is_turn()
        if not once and not self.settings.misbehaves("unauthorized-always"):
            return False
        if stale:
            self.server.first_login = login
        self.login = None
        self._unauthorized()
        return True

    def _reply(self, status, text, charset, sealed, token):
        plain = text.encode("utf-16") if charset == "UTF-16" else text.encode()
        content_type = f"{_SOAP};charset={charset}"
        if sealed and not self.settings.misbehaves("plain-answer"):
            login = self.server.first_login or self.login
            plain_type = self.login.sealing_protocol
            content_type, plain = sealing.seal_message(plain, charset, plain_type, login.wrap, self.settings.style)
            if self.settings.misbehaves("flipped-byte"):
                changed = bytearray(plain)
                changed[len(plain) - 40] ^= 1  # before the closing line, so inside the ciphertext
                plain = bytes(changed)
        self._answer(status, self._final_token(token), body=plain, content_type=content_type)

    def _answer(self, status, *challenges, body=b"", content_type=None, close=False):
        self.send_response(status)
        for challenge in challenges:
            if challenge:
                self.send_header("WWW-Authenticate", challenge)
        if content_type:
            self.send_header("Content-Type", content_type)
        if close:
            self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
