# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Channel bindings for all kinds of certificates, and client certificates."""

import contextlib
import datetime
import pathlib
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from drive.steps import attempt, section, step

from .clients import pypsrp, pywinrm
from .host import endpoint
from .log_ins import is_refused


def _self_signed(key, digest, rsa_padding=None):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    )
    return builder.sign(key, digest, **({"rsa_padding": rsa_padding} if rsa_padding else {}))


@contextlib.contextmanager
def _files(certificate, key):
    with tempfile.TemporaryDirectory(prefix="wsman-judge-") as folder:
        paths = pathlib.Path(folder, "leaf.crt"), pathlib.Path(folder, "leaf.key")
        paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        paths[1].write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        yield [str(path) for path in paths]


def _kinds():
    """Name, certificate, key: with hashes that the other clients support. Ed25519 has no standard binding."""
    rsa_key = rsa.generate_private_key(65537, 2048)
    p384 = ec.generate_private_key(ec.SECP384R1())
    for digest in (hashes.SHA256(), hashes.SHA384(), hashes.SHA512()):
        yield f"RSA, {digest.name}", _self_signed(rsa_key, digest), rsa_key
    yield "ECDSA, sha384", _self_signed(p384, hashes.SHA384()), p384
    pss = padding.PSS(padding.MGF1(hashes.SHA512()), padding.PSS.DIGEST_LENGTH)
    yield "RSA-PSS, sha512", _self_signed(rsa_key, hashes.SHA512(), pss), rsa_key


def _bindings(program):
    section("channel bindings")
    with endpoint(program, "--tls", "--binding", "strict") as host:
        for auth in ("ntlm", "negotiate"):
            with attempt(f"strict, pypsrp {auth}"):
                step(f"strict, pypsrp {auth}", pypsrp(host, auth).execute_cmd("echo x")[0] == "x\n", host.statistics())
        with attempt("strict, pywinrm ntlm"):
            step(
                "strict, pywinrm ntlm",
                pywinrm(host, "ntlm").run_cmd("echo", ["x"]).std_out == b"x\n",
                host.statistics(),
            )
        with attempt("strict, CredSSP, which binds its inner TLS"):
            out = pypsrp(host, "credssp").execute_cmd("echo x")
            step("strict, CredSSP, which binds its inner TLS", out[0] == "x\n", host.statistics())
        unbound = lambda: pypsrp(host, "ntlm", negotiate_send_cbt=False).execute_cmd("echo")
        is_refused(host, "strict, without a binding", unbound)
    for policy in ("relaxed", "none"):
        with endpoint(program, "--tls", "--binding", policy) as host, attempt(policy):
            out = pypsrp(host, "ntlm", negotiate_send_cbt=False).execute_cmd("echo x")
            step(f"{policy}, without a binding", out[0] == "x\n", host.statistics())
    section("channel bindings by the certificate's signature (strict)")
    for name, certificate, key in _kinds():
        with _files(certificate, key) as (crt, pem):
            options = ("--tls", "--binding", "strict", "--certificate", crt, "--key", pem)
            with attempt(name), endpoint(program, *options) as host:
                out = pypsrp(host, "ntlm", cert_validation=crt).execute_cmd("echo x")
                step(name, out[0] == "x\n", (out, host.statistics()))


def _client_certificates(program):
    section("client certificates")
    ways = {
        "TLS 1.2, renegotiation": ["--tls-maximum", "1.2"],
        "TLS 1.3, post-handshake": [],
        "TLS 1.2, in the handshake": ["--tls-maximum", "1.2", "--ask-in-handshake"],
        "TLS 1.3, in the handshake": ["--ask-in-handshake"],
    }
    for name, options in ways.items():
        with endpoint(program, "--tls", *options) as host:
            files = dict(certificate_pem=host.client_certificate, certificate_key_pem=host.client_key)
            with attempt(f"pypsrp, {name}"):
                out = pypsrp(host, "certificate", encryption="auto", **files).execute_cmd("echo x")
                step(f"pypsrp, {name}", out[0] == "x\n" and host.statistics()["logins"].keys() == {"certificate"}, out)
            with attempt(f"pywinrm, {name}"):
                files = dict(cert_pem=host.client_certificate, cert_key_pem=host.client_key)
                out = pywinrm(host, "ssl", message_encryption="auto", **files).run_cmd("echo", ["x"])
                step(f"pywinrm, {name}", out.std_out == b"x\n", vars(out))
            strange = ec.generate_private_key(ec.SECP256R1())
            with _files(_self_signed(strange, hashes.SHA256()), strange) as (crt, pem):
                files = dict(certificate_pem=crt, certificate_key_pem=pem)
                use = lambda: pypsrp(host, "certificate", encryption="auto", **files).execute_cmd("echo")
                is_refused(host, f"another user's certificate, {name}", use)
            use = lambda: pypsrp(host, "basic", encryption="auto").execute_cmd("echo x")
            with attempt(f"no certificate, {name}"):
                step(f"clients without one log in with another scheme,  {name}", use()[0] == "x\n", host.statistics())


def judge(program):
    _bindings(program)
    _client_certificates(program)
