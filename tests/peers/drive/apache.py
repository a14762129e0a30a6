# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Apache httpd on loopback ports, as a child process with its own configuration.

It authenticates with mod_auth_gssapi (Kerberos; NTLM through gss-ntlmssp), mod_auth_digest and mod_ssl. After each
log-in a script answers every message with an IdentifyResponse whose product vendor is the user.
"""

import contextlib
import glob
import hashlib
import os
import pathlib
import shutil
import subprocess

from .processes import free_port, stop, wait_for_port
from .scratch import hand_over, kerberos, scratch_folder, unprivileged

_MODULES = (
    "mpm_prefork unixd alias cgi env log_config authn_core authz_core authz_user authn_file auth_digest auth_gssapi "
    "socache_shmcb ssl"
)
_FOLDERS = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules"]
_LOGINS = {
    "kerberos": "krb5",
    "ntlm": "ntlmssp",
    "negotiate": "krb5 ntlmssp",
}
_IDENTIFY = """#!/bin/sh
# A log-in without a message also ends here.
cat >/dev/null
if [ "${CONTENT_LENGTH:-0}" = 0 ]; then
    printf 'Content-Length: 0\\r\\n\\r\\n'
    exit
fi
printf 'Content-Type: application/soap+xml;charset=UTF-8\\r\\n\\r\\n'
cat <<ANSWER
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>
<i:IdentifyResponse xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">
<i:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</i:ProtocolVersion>
<i:ProductVendor>${REMOTE_USER:-${SSL_CLIENT_S_DN_CN:-nobody}}</i:ProductVendor>
<i:ProductVersion>$SSL_PROTOCOL</i:ProductVersion>
</i:IdentifyResponse></s:Body></s:Envelope>
ANSWER
"""


def missing():
    """Returns what this machine lacks, or nothing."""
    if not _program():
        return "no apache2 or httpd (Debian: apt-get install apache2-bin)"
    for name in ("auth_gssapi", "auth_digest", "ssl"):
        if not (_modules() / f"mod_{name}.so").exists():
            return f"Apache has no mod_{name} (Debian: apt-get install libapache2-mod-auth-gssapi)"
    if not any(
        "1.3.6.1.4.1.311.2.2.10" in pathlib.Path(file).read_text() for file in glob.glob("/etc/gss/mech.d/*.conf")
    ):
        return "GSSAPI has no NTLM (Debian: apt-get install gss-ntlmssp)"
    return None


def _program():
    return shutil.which("apache2", path=os.environ["PATH"] + ":/usr/sbin") or shutil.which("httpd")


def _modules():
    return pathlib.Path(next((folder for folder in _FOLDERS if os.path.isdir(folder)), "/nonexistent"))


class Apache:
    """Its ports. `log` is its error log."""

    def __init__(self, log, ports):
        self.log, self.ports = log, ports

    def address(self, host):
        return f"127.0.0.1:{self.ports[host]}"


def _locations(folder):
    for name, mechanisms in _LOGINS.items():
        yield f"""
<Location /{name}>
    AuthType GSSAPI
    AuthName wsman
    GssapiAllowedMech {mechanisms.replace(" ", chr(10) + "    GssapiAllowedMech ")}
    GssapiConnectionBound On
    Require valid-user
</Location>"""
    for name, lifetime in (("digest", 300), ("digest-stale", 1)):
        yield f"""
<Location /{name}>
    AuthType Digest
    AuthName WSMAN
    AuthDigestProvider file
    AuthUserFile {folder}/digest
    AuthDigestNonceLifetime {lifetime}
    Require valid-user
</Location>"""


def _tls(run, protocol, more=""):
    return f"""
    SSLEngine on
    SSLProtocol {protocol}
    SSLCertificateFile {run.authority.host()}
    SSLCACertificateFile {run.user_authority.file}
    SSLOptions +StdEnvVars
    {more}"""


def _hosts(run):
    """Every way in which mod_ssl requests certificates, one port for each."""
    per_location = "<Location />\n    SSLVerifyClient require\n    SSLVerifyDepth 2\n    </Location>"
    return {
        "http": "",
        "https": _tls(run, "all"),
        "certificate": _tls(run, "all", "SSLVerifyClient require"),
        "certificate-optional": _tls(run, "all", "SSLVerifyClient optional"),
        "certificate-renegotiation": _tls(run, "-all +TLSv1.2", per_location),
        "certificate-after-handshake": _tls(run, "-all +TLSv1.3", per_location),
    }


def _configuration(run, folder, ports, log):
    user, group = unprivileged()
    lines = [f"LoadModule {name}_module {_modules()}/mod_{name}.so" for name in _MODULES.split() if not _built_in(name)]
    lines += [
        f"ServerRoot {folder}",
        f"PidFile {folder}/pid",
        f"DefaultRuntimeDir {folder}",
        f"ErrorLog {log}",
        "LogLevel info ssl:warn",
        "ServerName host.wsman.test",
        f'User "{user}"\nGroup "{group}"',
        "StartServers 2\nMinSpareServers 1\nMaxSpareServers 4\nServerLimit 8\nMaxRequestWorkers 8",
        "KeepAlive On\nMaxKeepAliveRequests 0\nKeepAliveTimeout 20",
        f'ScriptAlias "/" "{folder}/identify/"',
        f"<Directory {folder}>\n    Require all granted\n    Options +ExecCGI\n</Directory>",
        "SSLSessionCache none",
    ]
    lines += _locations(folder)
    for name, more in _hosts(run).items():
        lines.append(f"Listen 127.0.0.1:{ports[name]}\n<VirtualHost 127.0.0.1:{ports[name]}>{more}\n</VirtualHost>")
    return "\n".join(lines) + "\n"


def _built_in(name):
    return not (_modules() / f"mod_{name}.so").exists()


def _digest_line(user, password):
    return f"{user}:WSMAN:" + hashlib.md5(f"{user}:WSMAN:{password}".encode()).hexdigest()


def _prepare(run, folder):
    password = run.realm.password
    scripts = folder / "identify"
    scripts.mkdir()
    for name in [*_LOGINS, "digest", "digest-stale", "wsman"]:
        (scripts / name).write_text(_IDENTIFY)
        (scripts / name).chmod(0o755)
    (folder / "digest").write_text(_digest_line("winrm", password) + "\n")
    (folder / "ntlm").write_text(f"WSMAN:winrm:{password}\n:winrm:{password}\n")


@contextlib.contextmanager
def apache(run):
    log = run.new_log("apache")
    with scratch_folder("apache") as folder:
        _prepare(run, folder)
        environment = run.environment(NTLM_USER_FILE=f"{folder}/ntlm", **kerberos(run, folder))
        hand_over(folder)
        ports = {host: free_port() for host in _hosts(run)}
        (folder / "httpd.conf").write_text(_configuration(run, folder, ports, log))
        command = [_program(), "-f", str(folder / "httpd.conf"), "-D", "FOREGROUND"]
        with open(log, "a") as output:
            # Its own session, because Apache signals its whole process group when it ends.
            process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            wait_for_port(ports["http"], process, log)
            yield Apache(log, ports)
        finally:
            stop(process)
