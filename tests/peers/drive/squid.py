# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""squid as a proxy for CONNECT, on a loopback port, as a child process with its own configuration."""

import contextlib
import hashlib
import os
import pathlib
import shutil
import subprocess

from .processes import free_port, stop, wait_for_port
from .scratch import hand_over, kerberos, scratch_folder, unprivileged

_HELPERS = [pathlib.Path("/usr/lib/squid"), pathlib.Path("/usr/lib64/squid"), pathlib.Path("/usr/libexec/squid")]
_HELPER_OF = {"basic": "basic_ncsa_auth", "digest": "digest_file_auth", "negotiate": "negotiate_kerberos_auth"}
FORBIDDEN_PORT = 9  # the port to which every proxy here refuses to connect


def missing():
    """Returns what this machine lacks, or nothing."""
    if not _program():
        return "no squid (Debian: apt-get install squid)"
    for helper in _HELPER_OF.values():
        if not (_helpers() / helper).exists():
            return f"squid has no {helper}"
    return None


def _program():
    return shutil.which("squid", path=os.environ["PATH"] + ":/usr/sbin")


def _helpers():
    return next((folder for folder in _HELPERS if folder.is_dir()), _HELPERS[0])


def _login(scheme, folder):
    helper = f"{_helpers()}/{_HELPER_OF[scheme]}"
    return {
        "basic": [f"auth_param basic program {helper} {folder}/basic", "auth_param basic realm proxy"],
        "digest": [f"auth_param digest program {helper} -c {folder}/digest", "auth_param digest realm proxy"],
        "negotiate": [
            f"auth_param negotiate program {helper} -k {folder}/service.keytab -s GSS_C_NO_NAME",
            "auth_param negotiate keep_alive on",
        ],
    }[scheme] + [f"auth_param {scheme} children 1 startup=1 idle=1", "acl known proxy_auth REQUIRED"]


def _configuration(folder, listen, scheme):
    user, group = unprivileged()
    lines = [
        f"http_port {listen}",
        f"cache_effective_user {user}\ncache_effective_group {group}" if os.geteuid() == 0 else "",
        f"pid_filename {folder}/pid",
        f"coredump_dir {folder}",
        f"cache_log {folder}/cache.log",
        f"access_log stdio:{folder}/access.log",
        "cache deny all\ncache_mem 1 MB\nnetdb_filename none\npinger_enable off\nshutdown_lifetime 0 seconds",
        "visible_hostname localhost\nlogfile_rotate 0\nmax_filedescriptors 256",
        "hosts_file none",
        *(_login(scheme, folder) if scheme else []),
        "acl connects method CONNECT",
        f"acl forbidden port {FORBIDDEN_PORT}",
        "http_access deny !connects",
        "http_access deny forbidden",
        "http_access allow known" if scheme else "http_access allow all",
        "http_access deny all",
    ]
    return "\n".join(lines) + "\n"


class Squid:
    def __init__(self, folder, name, port):
        self.url = f"http://{name}:{port}"
        self.log, self._access_log = folder / "cache.log", folder / "access.log"

    def connections(self):
        """The requests to it: the lines of its access log."""
        return [line for line in self._access_log.read_text().splitlines() if "CONNECT" in line]


@contextlib.contextmanager
def squid(run, scheme=None, name="localhost", address="127.0.0.1"):
    """A proxy that requires a log-in with this scheme: basic, digest, negotiate (Kerberos) or none."""
    with scratch_folder("squid") as folder:
        port = free_port(address)
        listen = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        password = run.realm.password
        crypted = subprocess.run(
            ["openssl", "passwd", "-apr1", "-stdin"], input=password, capture_output=True, text=True, check=True
        ).stdout.strip()
        (folder / "basic").write_text(f"prox:{crypted}\n")
        secret = hashlib.md5(f"prox:proxy:{password}".encode()).hexdigest()
        (folder / "digest").write_text(f"prox:proxy:{secret}\n")
        environment = run.environment(**kerberos(run, folder))
        (folder / "squid.conf").write_text(_configuration(folder, listen, scheme))
        hand_over(folder)
        output_file = run.new_log("squid")
        with open(output_file, "w") as output:
            process = subprocess.Popen(
                [_program(), "-N", "-f", str(folder / "squid.conf")],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        try:
            wait_for_port(port, process, output_file, address)
            yield Squid(folder, name, port)
        finally:
            stop(process)
