# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""wsman-cli as the client under test: its arguments and its results."""

import hashlib
import json
import subprocess

from .steps import step

# Prints the host's view of the log-in.
_WHO = "echo $WINRM_SCHEME/$WINRM_MECHANISM sealed=$WINRM_SEALED bindings=$WINRM_BINDINGS delegated=$WINRM_DELEGATED"


class Outcome:
    """`error` is "category/name", or None after a success; `value` is the output."""

    def __init__(self, process, trace):
        self.exit_code, self.standard_error, self.trace = process.returncode, process.stderr, trace
        self.standard_output = process.stdout
        self.value = self.error = self.rule = self.message = None
        for line in process.stderr.splitlines():
            if line.startswith('{"error":'):
                failure = json.loads(line)["error"]
                self.error = f"{failure['category'].removeprefix('wsman.')}/{failure['name']}"
                self.rule, self.message = failure.get("rule"), failure["message"]
        if self.error is None:
            try:
                self.value = json.loads(process.stdout)
            except ValueError:
                self.error = f"exit status {process.returncode} and no result"

    @property
    def result(self):
        return self.error or "ok"

    def __repr__(self):
        return f"{self.error or self.value} {self.message or ''} [exit {self.exit_code}]"


class Client:
    """Calls wsman-cli, one process for each call."""

    def __init__(self, run):
        self._run = run
        self._program = run.program("wsman-cli")

    def call(self, *arguments, password=None, environment=None, timeout=60):
        trace = self._run.new_log("client-trace")
        command = [self._program, "--output", "json", "--trace", trace, "--retries", "0", *arguments]
        variables = dict(environment or {})
        if password is not None:
            variables["WSMAN_PASSWORD"] = password
        process = subprocess.run(
            [str(word) for word in command],
            env=self._run.environment(**variables),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            text=True,
            errors="replace",
        )
        with open(trace, "a") as log:
            log.write(f"\n{' '.join(map(str, command))}\n{process.stderr}")
        return Outcome(process, trace)

    def stream(self, target, account, log, *verb):
        """Runs a program whose output is not kept; returns its SHA-256 and the exit status."""
        command = [self._program, *target.options, *account.options, *verb]
        variables = {**target.environment, **account.environment, "WSMAN_PASSWORD": account.password}
        digest = hashlib.sha256()
        with open(log, "w") as errors:
            process = subprocess.Popen(
                [str(word) for word in command],
                env=self._run.environment(**variables),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
            while block := process.stdout.read(1 << 18):
                digest.update(block)
            return digest.hexdigest(), process.wait()


class Target:
    """A host, and the options of wsman-cli that connect to it."""

    def __init__(self, url, log, *options, environment=None):
        self.options, self.log = ["--connect", url, *options], log
        self.environment = environment or {}

    def with_options(self, *more):
        copy = Target("", self.log, environment=self.environment)
        copy.options = [*self.options, *more]
        return copy


def by_name(host, name="host", tls=False, path="/wsman", **more):
    """A host of the realm, whose names cannot be resolved."""
    url = f"{'https' if tls else 'http'}://{name}.wsman.test:{5986 if tls else 5985}{path}"
    return Target(url, host.log, "--connect-address", host.address, **more)


class Account:
    """A log-in: scheme and user. Without a user the client's default tickets are used."""

    def __init__(self, scheme, user=None, password=None, *options, environment=None):
        self.scheme, self.user, self.password = scheme, user, password
        self.environment = environment or {}
        # Over http, or with the generated certificates of the peers, the receiver of the password is not proven.
        self.base = ["--auth", scheme, *(["--user", user] if user else [])]
        self.base += ["--delegate-to-unverified"] if scheme == "credssp" else []
        self.options = [*self.base, *options]

    def changed(self, **fields):
        copy = Account(self.scheme, fields.get("user", self.user), fields.get("password", self.password))
        copy.environment = {**self.environment, **fields.get("environment", {})}
        copy.options += self.options[len(self.base) :]
        return copy


def attempt_call(client, target, account, *verb, **more):
    return client.call(
        *target.options,
        *account.options,
        *verb,
        password=account.password,
        environment={**target.environment, **account.environment},
        **more,
    )


def expect(client, what, target, account, expected, *verb):
    """A step: the call ends with the expected result, "ok" or the name of an error."""
    outcome = attempt_call(client, target, account, *(verb or ["identify"]))
    wanted = expected if isinstance(expected, tuple) else (expected,)
    step(f"{what}: {outcome.result}", outcome.result in wanted, outcome, [outcome.trace, target.log])
    return outcome


def who_am_i(client, what, target, account, mechanism, sealed, bindings="absent", delegated=False):
    """A step: a command runs, and reports the expected log-in."""
    outcome = attempt_call(client, target, account, "run", "sh", "-c", _WHO)
    line = f"{mechanism} sealed={str(sealed).lower()} bindings={bindings} delegated={str(delegated).lower()}\n"
    seen = outcome.value and outcome.value.get("stdout")
    step(f"{what}: {mechanism}", seen == line, (seen, outcome), [outcome.trace, target.log])
