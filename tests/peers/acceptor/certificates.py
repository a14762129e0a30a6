# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Certificates for the tests: an authority, its certificates, and the channel binding of a certificate (RFC 5929)."""

import datetime
import ipaddress
import pathlib
import subprocess

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAMES = ["localhost", "*.wsman.test"]


def _name(common_name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _key_pem(key, password=None):
    protection = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection)


class Authority:
    """Signs the certificates of one test run. The files are in `folder`."""

    def __init__(self, folder, name="wsman-cpp tests"):
        self.folder = pathlib.Path(folder)
        self._key = rsa.generate_private_key(65537, 2048)
        self._leaf_key = rsa.generate_private_key(65537, 2048)
        self._name = _name(name)
        builder = self._builder(self._name, self._key.public_key(), days=3650)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        certificate = builder.sign(self._key, hashes.SHA256())
        self.file = self._write(name.replace(" ", "-") + ".pem", certificate.public_bytes(serialization.Encoding.PEM))

    def _builder(self, subject, public_key, days):
        now = datetime.datetime.now(datetime.timezone.utc)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=30))
            .not_valid_after(now + datetime.timedelta(days=days))
        )

    def _write(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return str(path)

    def host(self, kind="sha256", names=NAMES, days=30):
        """A host's certificate and key in one PEM file. Kinds: sha1, sha256, sha384, sha512, pss256, pss384, pss512."""
        scheme, size = kind[:3], kind[3:]
        if size == "1":
            return self._host_by_sha1(names)
        algorithm = {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512}[size]()
        alternative = [x509.DNSName(name) for name in names]
        if names is NAMES:
            alternative.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
        builder = self._builder(_name("host"), self._leaf_key.public_key(), days)
        builder = builder.add_extension(x509.SubjectAlternativeName(alternative), critical=False)
        # PKCS #1 v1.5 is the default; the package of Debian 12 has no parameter for another padding.
        pss = {"rsa_padding": padding.PSS(padding.MGF1(algorithm), algorithm.digest_size)} if scheme == "pss" else {}
        signed = builder.sign(self._key, algorithm, **pss)
        text = signed.public_bytes(serialization.Encoding.PEM) + _key_pem(self._leaf_key)
        return self._write(f"host-{kind}-{names[0].strip('*.')}-{days}.pem", text)

    def _host_by_sha1(self, names):
        """Uses the program openssl, because the package `cryptography` no longer signs with SHA-1."""
        request = x509.CertificateSigningRequestBuilder().subject_name(_name("host"))
        alternative = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
        request = request.add_extension(alternative, critical=False).sign(self._leaf_key, hashes.SHA256())
        self._write("sha1-ca-key.pem", _key_pem(self._key))
        command = ["openssl", "x509", "-req", "-sha1", "-days", "30", "-CAcreateserial", "-copy_extensions", "copyall"]
        command += ["-CA", self.file, "-CAkey", str(self.folder / "sha1-ca-key.pem")]
        made = subprocess.run(
            command, input=request.public_bytes(serialization.Encoding.PEM), capture_output=True, check=True
        )
        return self._write("host-sha1.pem", made.stdout + _key_pem(self._leaf_key))

    def user(self, name, days=30, password=None):
        """A user's certificate: (certificate file, key file). The key is encrypted if there is a password."""
        key = rsa.generate_private_key(65537, 2048)
        builder = self._builder(_name(name), key.public_key(), days)
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        signed = builder.add_extension(usage, critical=False).sign(self._key, hashes.SHA256())
        stem = f"user-{name}-{days}"
        certificate = self._write(f"{stem}.pem", signed.public_bytes(serialization.Encoding.PEM))
        return certificate, self._write(f"{stem}-{'locked-' if password else ''}key.pem", _key_pem(key, password))


def end_point_binding(pem):
    """The application data of tls-server-end-point for the first certificate in `pem`."""
    certificate = x509.load_pem_x509_certificate(pem)
    algorithm = certificate.signature_hash_algorithm
    if isinstance(algorithm, (hashes.MD5, hashes.SHA1)):
        algorithm = hashes.SHA256()
    return b"tls-server-end-point:" + certificate.fingerprint(algorithm)


def public_key(pem):
    """The content of SubjectPublicKey, as CredSSP binds to it."""
    key = x509.load_pem_x509_certificate(pem).public_key()
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
