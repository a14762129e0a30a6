# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""The log-ins that the acceptor accepts. pyspnego does tokens and sealing, with its own NTLM and with GSSAPI."""

import base64
import hmac

import gssapi
import spnego
import spnego._credssp
from spnego._ntlm_raw.messages import Authenticate, AvId, NTClientChallengeV2
from spnego._spnego import NegState, NegTokenResp
from spnego.exceptions import CredentialsExpiredError, InvalidTokenError, NegotiateOptions
from spnego.tls import default_tls_context

from .sealing import PROTOCOLS

# An error is raised at once, together with the token that reports it to the client.
gssapi.SecurityContext.__DEFER_STEP_ERRORS__ = False

_AUTHENTICATE = b"NTLMSSP\0\x03\0\0\0"
_CHALLENGE = b"NTLMSSP\0\x02\0\0\0"
_SEAL_AND_128_BIT = 0x20000020
_GSS_CHANNEL_BOUND = 0x800


class Refused(Exception):
    """A refused log-in. `token` is the token of the answer, if any."""

    def __init__(self, why, token=None):
        super().__init__(why)
        self.token = token


class Login:
    """The user of a request, and the scheme of the log-in."""

    scheme = mechanism = ""
    user = ""
    bindings = "absent"  # match, absent, zero, other
    delegated = False
    complete = False
    sealed = False  # whether the current request was sealed

    def environment(self):
        """The environment of commands, so that a client can check the host's view of the log-in."""
        return {
            "WINRM_USER": self.user,
            "WINRM_SCHEME": self.scheme,
            "WINRM_MECHANISM": self.mechanism,
            "WINRM_BINDINGS": self.bindings,
            "WINRM_DELEGATED": str(self.delegated).lower(),
            "WINRM_SEALED": str(self.sealed).lower(),
        }


class BasicLogin(Login):
    scheme = mechanism = "Basic"
    complete = True

    def __init__(self, value, accounts):
        try:
            user, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except ValueError as error:
            raise Refused(f"malformed Basic value: {error}") from error
        if not hmac.compare_digest(accounts.password.encode(), password.encode()) or user not in accounts.good:
            raise Refused(f"wrong user or password for {user!r}")
        self.user = user


class CertificateLogin(Login):
    scheme = mechanism = "Certificate"
    complete = True

    def __init__(self, certificate):
        if not certificate:
            raise Refused("the client showed no certificate")
        self.user = next(value for ((name, value),) in certificate["subject"] if name == "commonName")


class TokenLogin(Login):
    """Negotiate, Kerberos or CredSSP: a security context that belongs to one connection."""

    def __init__(self, scheme, settings):
        self.scheme = scheme
        self.sealing_protocol = PROTOCOLS[scheme]
        self._settings = settings
        protocol = {"Negotiate": "negotiate", "Kerberos": "kerberos", "CredSSP": "credssp"}[scheme]
        options = NegotiateOptions.wrapping_winrm
        more = {}
        if scheme == "CredSSP":
            self._inner = spnego.server(protocol="negotiate")
            more = {"credssp_negotiate_context": self._inner, "credssp_tls_context": settings.credssp_tls}
            self._watch_account(self._inner)
        self.context = spnego.server(protocol=protocol, options=options, **more)

    @property
    def complete(self):
        return self.context.complete

    def step(self, token):
        """Takes a token; returns the one to answer with, or None. Raises Refused."""
        settings = self._settings
        bindings = settings.channel_bindings
        self._look_for_bindings(token)
        if bindings and self.bindings == "absent" and not settings.strict_bindings and _AUTHENTICATE in token:
            bindings = None  # like a Windows host with CbtHardeningLevel=Relaxed
        try:
            answer = self.context.step(token, channel_bindings=bindings)
        except Refused:
            raise
        except Exception as error:  # pyspnego does not wrap the errors of its parsers
            raise Refused(f"{type(error).__name__}: {error}", self._told(error)) from error
        if self.context.complete:
            self._completed()
        elif answer is None and self.scheme == "CredSSP":
            raise Refused("CredSSP ended: " + str(self.context.get_extra_info("auth_stage")))
        if settings.misbehaves("weak-ntlm") and answer and _CHALLENGE in answer:
            answer = _without_seal(answer)
        return answer

    def _told(self, error):
        """The challenge with Kerberos' error token, if there is one."""
        token = getattr(getattr(error, "base_error", None), "token", None)
        if not token or self.scheme == "CredSSP":
            return None
        if self.scheme == "Negotiate":
            token = NegTokenResp(neg_state=NegState.reject, response_token=token).pack()
        return f"{self.scheme} {base64.b64encode(token).decode()}"

    def _completed(self):
        settings = self._settings
        self.user = self.context.client_principal or ""
        self.mechanism = self.context.negotiated_protocol or ""
        if self.mechanism == "kerberos":
            self._look_at_kerberos()
        if settings.channel_bindings and self.scheme != "CredSSP":
            if self.bindings == "zero" or (settings.strict_bindings and self.bindings != "match"):
                raise Refused(f"channel bindings: {self.bindings}")
        if self.account in settings.accounts.expired:
            raise Refused(f"the account of {self.user} has expired")

    @property
    def account(self):
        return self.user.rpartition("\\")[2].partition("@")[0]

    def _look_for_bindings(self, token):
        at = token.find(_AUTHENTICATE)
        if at < 0 or self.scheme == "CredSSP":
            return
        response = Authenticate.unpack(token[at:]).nt_challenge_response or b""
        pairs = NTClientChallengeV2.unpack(response[16:]).av_pairs if len(response) > 24 else {}
        found = pairs.get(AvId.channel_bindings)
        if found is not None:
            # Only the context can check the match: it refuses others.
            self.bindings = "match" if any(found) else "zero"
            if not self._settings.channel_bindings:
                raise Refused(f"channel bindings on a connection without TLS: {found.hex()}")

    def _look_at_kerberos(self):
        # pyspnego has no flag for this, so the inner GSSAPI context is used.
        context = self._inner if self.scheme == "CredSSP" else self.context
        context = getattr(context, "_context", context)
        gssapi_context = getattr(context, "_context", context)
        if self._settings.channel_bindings and int(gssapi_context.actual_flags) & _GSS_CHANNEL_BOUND:
            self.bindings = "match"
        self.delegated = gssapi_context.delegated_creds is not None

    def _watch_account(self, context):
        """CredSSP reports an expired account before it completes."""
        step = context.step

        def watched(token=None, **more):
            answer = step(token, **more)
            if context.complete:
                self.user = context.client_principal or ""
                if self.account in self._settings.accounts.expired:
                    raise CredentialsExpiredError(context_msg="the account has expired")
            return answer

        context.step = watched

    def unwrap(self, header, data):
        """Returns (plain bytes, length of the padding) of one part."""
        if self.mechanism == "ntlm" and self.scheme != "CredSSP" and len(header) != 16:
            raise InvalidTokenError(context_msg=f"a signature of {len(header)} bytes")
        if self.scheme == "CredSSP":
            expected = self.context.query_message_sizes().header
            if len(header) != expected:
                raise InvalidTokenError(context_msg=f"H is {len(header)}, the trailer of TLS {expected}")
        if self.mechanism != "kerberos" or self.scheme == "CredSSP":
            return self.context.unwrap_winrm(bytes(header), bytes(data)), 0
        # Not unwrap_winrm, which leaves the padding byte of RC4 keys at the end of the text.
        plain = self.context.unwrap(bytes(header) + bytes(data)).data
        return plain, len(data) - len(plain)

    def wrap(self, plain):
        result = self.context.wrap_winrm(plain)
        return result.header, result.data, result.padding_length


def _without_seal(token):
    changed = bytearray(token)
    at = token.find(_CHALLENGE) + 20
    flags = int.from_bytes(changed[at : at + 4], "little") & ~_SEAL_AND_128_BIT
    changed[at : at + 4] = flags.to_bytes(4, "little")
    return bytes(changed)


def credssp_tls(certificate_file, public_key, tls_version):
    made = default_tls_context("accept")
    made.context.set_ciphers("DEFAULT:@SECLEVEL=0")
    made.context.load_cert_chain(certificate_file)
    made.public_key = public_key
    if tls_version:
        made.context.minimum_version = made.context.maximum_version = tls_version
    return made


def change_credssp(version, wrong_key):
    """Changes pyspnego's CredSSP for the whole process: an old version, or the key hash of a man in the middle."""
    module = spnego._credssp
    if version:
        module._CREDSSP_VERSION = version
    if wrong_key:
        right = module._get_pub_key_auth
        module._get_pub_key_auth = lambda key, usage, nonce=None: right(
            key if usage == "initiate" else key[::-1], usage, nonce
        )
