# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Runs the program endpoint_host."""

import contextlib
import json
import os
import subprocess
import tempfile

from drive.steps import step


class Host:
    """A running endpoint, described by its output."""

    def __init__(self, process, ca_file):
        self._process = process
        place = json.loads(process.stdout.readline())
        self.url, self.port = place["url"], place["port"]
        self.user, self.password = place["user"], place["password"]
        self.tls = self.url.startswith("https")
        self.ca_file = ca_file.name
        ca_file.write(place["ca_pem"])
        ca_file.flush()
        self.client_certificate, self.client_key = place.get("client_certificate"), place.get("client_key")

    def statistics(self):
        """Its statistics so far; endpoint_host.cpp defines the format."""
        return self._tell("statistics")

    def set_password(self, password):
        self._process.stdin.write(f"password {password}\n")
        self._process.stdin.flush()
        self.password = password

    def end(self):
        """Returns the last statistics and the exit status."""
        self._process.stdin.close()
        return json.loads(self._process.stdout.readline()), self._process.wait(20)

    def _tell(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextlib.contextmanager
def endpoint(program, *options):
    """Starts an endpoint; at the end checks that its clients left no shell, command or connection."""
    process = subprocess.Popen(
        [program, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        with tempfile.NamedTemporaryFile("w", suffix=".pem") as ca_file:
            host = Host(process, ca_file)
            yield host
            left, status = host.end()
            clean = (left["open_shells"], left["running_processes"], status) == (0, 0, 0)
            if not clean:
                step("nothing is left open and the endpoint exits with 0", False, (left, status))
    finally:
        process.kill()
        process.wait()


def tickets(realm):
    """The options of an endpoint that accepts a ticket of alice."""
    return "--key-table", realm.keytab, "--principals", "alice@WSMAN.TEST"


@contextlib.contextmanager
def password_file(password):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write(password)
        file.flush()
        os.chmod(file.name, 0o600)
        yield file.name
