# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Servers as child processes: stopped by their process ids, with their logs kept."""

import contextlib
import ipaddress
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

_HERE = pathlib.Path(__file__).resolve().parent.parent


class Run:
    """The folder of one test run, and its realm."""

    def __init__(self, build, folder, realm):
        self.build, self.folder, self.realm = pathlib.Path(build), pathlib.Path(folder), realm
        self._logs = 0

    def program(self, name):
        """The path of a built program, or None."""
        found = (path for path in self.build.rglob(name) if path.is_file() and os.access(path, os.X_OK))
        return next(found, None)

    def new_log(self, name):
        self._logs += 1
        return self.folder / f"{self._logs:03}-{name}.log"

    def environment(self, **more):
        """The environment of child processes, without the user's settings that could affect them."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        return {**kept, "LC_ALL": "C.UTF-8", **{**self.realm.environment(), **more}}


class NoRealm:
    """Used if there is no KDC."""

    password = 'Grüße, 7 & "Zwerge"'

    def __bool__(self):
        return False

    def environment(self, keys=None):
        return {}


class Realm:
    """The realm described by the output of realm.sh."""

    def __init__(self, where):
        self.password, self.keytab = where["password"], where["service_keytab"]
        self.user_keytab = where["user_keytab"]
        self.folder = pathlib.Path(where["folder"])
        self.config = pathlib.Path(where["krb5_config"])
        self.default_cache = self.folder / "default.ccache"
        self._replay_cache = where["replay_cache"]

    def environment(self, keys=None):
        """`keys`: aes1, aes2 or rc4, to allow only one key type."""
        config = self.folder / f"krb5-{keys}.conf" if keys else self.config
        return {"KRB5_CONFIG": str(config), "KRB5_KTNAME": self.keytab, "KRB5RCACHENAME": self._replay_cache}

    def add_service(self, principal):
        """Adds a service with a name that only this machine can resolve; its keys are in the services' keytab."""
        variables = {**os.environ, **self.environment(), "KRB5_KDC_PROFILE": str(self.folder / "kdc.conf")}
        search = os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin"
        for query in (f"addprinc -randkey {principal}", f"ktadd -norandkey -k {self.keytab} {principal}"):
            command = [shutil.which("kadmin.local", path=search), "-r", "WSMAN.TEST", "-q", query]
            subprocess.run(command, env=variables, check=True, capture_output=True)

    def log_in(self, cache, *options):
        """Puts a ticket for alice into the cache, for clients that need one."""
        command = ["kinit", "-k", "-t", self.user_keytab, "-c", str(cache), *options, "alice"]
        subprocess.run(command, env={**os.environ, **self.environment()}, check=True, capture_output=True)
        return f"FILE:{cache}"


def stop(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def name_of_loopback():
    """A name other than localhost that resolves to a loopback address, and that address; or nothing."""
    for name in (socket.gethostname(), "localhost.localdomain", "ip6-localhost"):
        with contextlib.suppress(OSError):
            addresses = {found[4][0] for found in socket.getaddrinfo(name, 80, type=socket.SOCK_STREAM)}
            if len(addresses) == 1 and all(ipaddress.ip_address(text).is_loopback for text in addresses):
                return name, addresses.pop()
    return None


def free_port(address="127.0.0.1"):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as probe:
        return probe.getsockname()[1]


def wait_for_port(port, process, log, address="127.0.0.1"):
    """Returns when the port accepts connections; raises if the process ends first."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection((address, port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError(
        f"nothing listens on port {port}; {log}: {pathlib.Path(log).read_text(errors='replace')[-2000:]}"
    )


class Acceptor:
    """A running acceptor, described by its output."""

    def __init__(self, where, log):
        self.port, self.user, self.password, self.log = where["port"], where["user"], where["password"], log
        self.url = where["url"]
        self.address = f"127.0.0.1:{self.port}"


@contextlib.contextmanager
def acceptor(run, *options, environment=None):
    """Starts `python -m acceptor` with the realm's keytab and password."""
    log = run.new_log("acceptor")
    child_environment = run.environment(WINRM_PASSWORD=run.realm.password, **(environment or {}))
    with open(log, "w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "acceptor", "--certificate", run.authority.host(), *options],
            cwd=_HERE,
            env=child_environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the acceptor did not start: {log.read_text()[-2000:]}")
        yield Acceptor(json.loads(line), log)
    finally:
        process.stdin.close()
        stop(process)
        process.stdout.close()
