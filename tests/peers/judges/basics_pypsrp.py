# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Shells, streams, signals and exit codes of the endpoint, with pypsrp and Basic."""

import hashlib
import os
import time

from drive.steps import attempt, step
from pypsrp.client import Client
from pypsrp.shell import Process, SignalCode, WinRS
from pypsrp.wsman import WSMan

UNICODE = "Grüße, 世界 \U0001f40d"
LARGE = 3_000_000
SEVEN_LINES = "i=0; while [ $i -lt 7 ]; do echo line $i; echo oops $i >&2; i=$((i+1)); done"


def connection(where, **more):
    return dict(
        server="localhost" if where.tls else "127.0.0.1",
        port=where.port,
        username=where.user,
        password=where.password,
        auth="basic",
        ssl=where.tls,
        encryption="auto" if where.tls else "never",
        cert_validation=where.ca_file if where.tls else True,
        **more,
    )


def judge(where):
    with attempt("pypsrp: execute_cmd"), Client(**connection(where)) as client:
        out, err, code = client.execute_cmd("echo hello world")
        step("pypsrp: output", (out, err, code) == ("hello world\n", "", 0), (out, err, code))
        out, err, code = client.execute_cmd('sh -c "echo out; echo err >&2; exit 3"')
        step("pypsrp: exit code 3", code == 3, code)
        step("pypsrp: separate streams", (out, err) == ("out\n", "err\n"), (out, err))
        out, err, code = client.execute_cmd(f'printf %s "{UNICODE}"', encoding="utf-8")
        step("pypsrp: unicode in both directions", out == UNICODE, out)
        out, err, code = client.execute_cmd(f'sh -c "{SEVEN_LINES}"')
        step("pypsrp: lines", out.count("line") == 7 and err.count("oops") == 7, (out, err))
        out, err, code = client.execute_cmd(f"sh -c \"head -c {LARGE} /dev/zero | tr '\\0' x\"")
        step("pypsrp: large output", out == "x" * LARGE, len(out))
    with attempt("pypsrp: WinRS"), WSMan(**connection(where, operation_timeout=2, read_timeout=10)) as wsman:
        with WinRS(wsman, working_directory="/", environment={"A": "1"}, idle_time_out=60, codepage=65001) as shell:
            step("pypsrp: the shell's owner and client", (shell.owner, shell.client_ip) == (where.user, "127.0.0.1"))
            data = os.urandom(1_000_000)
            process = Process(shell, "sha256sum")
            process.begin_invoke()
            for i in range(0, len(data), 100_000):
                process.send(data[i : i + 100_000], end=i + 100_000 >= len(data))
            process.end_invoke()
            digest = process.stdout.split()[0].decode()
            step("pypsrp: standard input, 1 MB", digest == hashlib.sha256(data).hexdigest(), process.stdout)
            process.signal(SignalCode.TERMINATE)
            process = Process(shell, "sh", ["-c", '"sleep 3; pwd; echo $A; exit 7"'])
            process.invoke()
            step(
                "pypsrp: time-outs, directory, environment, exit code",
                (process.stdout, process.rc) == (b"/\n1\n", 7),
                (process.stdout, process.stderr, process.rc),
            )
            process.signal(SignalCode.TERMINATE)
            process = Process(shell, "sleep", ["1000"])
            process.begin_invoke()
            started = time.monotonic()
            process.signal(SignalCode.CTRL_C)
            process.end_invoke()
            step("pypsrp: ctrl_c ends a program", process.rc == 130 and time.monotonic() - started < 60, process.rc)
            process.signal(SignalCode.TERMINATE)
            process = Process(shell, "sleep", ["1000"])
            process.begin_invoke()
            process.signal(SignalCode.TERMINATE)
            step("pypsrp: terminate", True)
