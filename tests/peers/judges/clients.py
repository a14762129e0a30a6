# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""pypsrp and pywinrm, configured to log in to an endpoint with any scheme."""

import winrm
from pypsrp.client import Client

PYPSRP_SCHEMES = ("ntlm", "negotiate", "credssp")
PYWINRM_TRANSPORTS = ("ntlm", "credssp")


def pypsrp(host, auth, **more):
    """A client that seals messages, also over HTTPS, unless `more` changes that."""
    settings = dict(
        server="localhost",
        port=host.port,
        username=host.user,
        password=host.password,
        auth=auth,
        ssl=host.tls,
        encryption="always",
        cert_validation=host.ca_file if host.tls else True,
        # By default they wait and retry; here every failure should return at once.
        reconnection_retries=0,
    )
    return Client(**{**settings, **more})


def pywinrm(host, transport, **more):
    settings = dict(
        auth=(more.pop("user", host.user), more.pop("password", host.password)),
        transport=transport,
        message_encryption="always",
        server_cert_validation="validate" if host.tls else "ignore",
        ca_trust_path=host.ca_file if host.tls else "legacy_requests",
    )
    return winrm.Session(host.url.replace("127.0.0.1", "localhost"), **{**settings, **more})
