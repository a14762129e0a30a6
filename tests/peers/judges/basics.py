# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Shells, streams, signals and exit codes of the endpoint, by pywinrm and pypsrp with Basic."""

import hashlib
import os
import time

import winrm
from drive.steps import attempt, step
from pypsrp.client import Client
from pypsrp.shell import Process, SignalCode, WinRS
from pypsrp.wsman import WSMan

UNICODE = "Grüße, 世界 \U0001f40d"
LARGE = 3_000_000
SEVEN_LINES = "i=0; while [ $i -lt 7 ]; do echo line $i; echo oops $i >&2; i=$((i+1)); done"


def judge_pywinrm(where):
    session = winrm.Session(
        where.url,
        auth=(where.user, where.password),
        transport="ssl" if where.tls else "plaintext",
        ca_trust_path=where.ca_file if where.tls else "legacy_requests",
        server_cert_validation="validate" if where.tls else "ignore",
    )
    with attempt("pywinrm: output"):
        r = session.run_cmd("echo", ["hello", "world"])
        step("pywinrm: output", (r.status_code, r.std_out, r.std_err) == (0, b"hello world\n", b""), vars(r))
    with attempt("pywinrm: exit code, streams apart"):
        r = session.run_cmd('sh -c "echo out; echo err >&2; exit 3"')
        step("pywinrm: exit code 3", r.status_code == 3, vars(r))
        step("pywinrm: streams apart", (r.std_out, r.std_err) == (b"out\n", b"err\n"), vars(r))
    with attempt("pywinrm: quoted arguments"):
        r = session.run_cmd("printf", ["%s|", '"a b"', '"say ""hi"""', "c"])
        step("pywinrm: quoted arguments", r.std_out == b'a b|say "hi"|c|', r.std_out)
    with attempt("pywinrm: unicode"):
        r = session.run_cmd("printf", ["%s", f'"{UNICODE}"'])
        step("pywinrm: unicode both ways", r.std_out.decode() == UNICODE, r.std_out)
    with attempt("pywinrm: large output"):
        r = session.run_cmd(f"sh -c \"head -c {LARGE} /dev/zero | tr '\\0' x\"")
        step("pywinrm: large output", r.std_out == b"x" * LARGE, len(r.std_out))
    with attempt("pywinrm: unknown program"):
        r = session.run_cmd("no-such-program")
        step("pywinrm: unknown program", r.status_code == 1 and b"not recognized" in r.std_err, vars(r))
    with attempt("pywinrm: cmd stand-in"):
        r = session.run_cmd("cmd.exe", ["/c", "echo a && exit 5"])
        step("pywinrm: cmd.exe stand-in", (r.status_code, r.std_out) == (5, b"a\n"), vars(r))
    with attempt("pywinrm: run_ps"):
        r = session.run_ps("echo from the stand-in; exit 4")
        step("pywinrm: run_ps, stand-in", (r.status_code, r.std_out) == (4, b"from the stand-in\n"), vars(r))
    with attempt("pywinrm: Protocol"):
        protocol = session.protocol
        shell = protocol.open_shell(
            working_directory="/", env_vars={"WSMAN_PEER": 'a <b> & "c"'}, idle_timeout=60, codepage=65001
        )
        command = protocol.run_command(shell, "sh", ["-c", '"printf \'%s|%s\' $PWD \\"$WSMAN_PEER\\""'])
        out, err, code = protocol.get_command_output(shell, command)
        protocol.cleanup_command(shell, command)
        step("pywinrm: working directory and environment", out == b'/|a <b> & "c"', (out, err, code))
        command = protocol.run_command(shell, "sh", ["-c", '"sleep 2; echo late"'])
        quick = winrm.Protocol(
            endpoint=where.url,
            transport="ssl" if where.tls else "plaintext",
            username=where.user,
            password=where.password,
            ca_trust_path=where.ca_file if where.tls else "legacy_requests",
            server_cert_validation="validate" if where.tls else "ignore",
            operation_timeout_sec=1,
            read_timeout_sec=5,
        )
        out, err, code = quick.get_command_output(shell, command)
        step("pywinrm: rides over operation time-outs", (out, code) == (b"late\n", 0), (out, err, code))
        protocol.cleanup_command(shell, command)
        command = protocol.run_command(shell, "cat")
        protocol.send_command_input(shell, command, "typed in\n", end=True)
        out, err, code = protocol.get_command_output(shell, command)
        step("pywinrm: standard input", (out, code) == (b"typed in\n", 0), (out, err, code))
        protocol.cleanup_command(shell, command)
        protocol.close_shell(shell)
        try:
            protocol.run_command(shell, "echo")
            step("pywinrm: a closed shell is gone", False, "no error")
        except Exception as error:
            code = getattr(error, "wsmanfault_code", None) or getattr(error, "fault_code", None)
            step("pywinrm: a closed shell is gone", str(0x8033805B) in str(error) or code == 0x8033805B, error)
    with attempt("pywinrm: wrong password"):
        wrong = winrm.Session(
            where.url,
            auth=(where.user, "wrong"),
            transport="ssl" if where.tls else "plaintext",
            ca_trust_path=where.ca_file if where.tls else "legacy_requests",
            server_cert_validation="validate" if where.tls else "ignore",
        )
        try:
            wrong.run_cmd("echo")
            step("pywinrm: wrong password refused", False, "no error")
        except winrm.exceptions.InvalidCredentialsError:
            step("pywinrm: wrong password refused", True)


def pypsrp_connection(where, **more):
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


def judge_pypsrp(where):
    with attempt("pypsrp: execute_cmd"), Client(**pypsrp_connection(where)) as client:
        out, err, code = client.execute_cmd("echo hello world")
        step("pypsrp: output", (out, err, code) == ("hello world\n", "", 0), (out, err, code))
        out, err, code = client.execute_cmd('sh -c "echo out; echo err >&2; exit 3"')
        step("pypsrp: exit code 3", code == 3, code)
        step("pypsrp: streams apart", (out, err) == ("out\n", "err\n"), (out, err))
        out, err, code = client.execute_cmd(f'printf %s "{UNICODE}"', encoding="utf-8")
        step("pypsrp: unicode both ways", out == UNICODE, out)
        out, err, code = client.execute_cmd(f'sh -c "{SEVEN_LINES}"')
        step("pypsrp: lines", out.count("line") == 7 and err.count("oops") == 7, (out, err))
        out, err, code = client.execute_cmd(f"sh -c \"head -c {LARGE} /dev/zero | tr '\\0' x\"")
        step("pypsrp: large output", out == "x" * LARGE, len(out))
    with attempt("pypsrp: WinRS"), WSMan(**pypsrp_connection(where, operation_timeout=2, read_timeout=10)) as wsman:
        with WinRS(wsman, working_directory="/", environment={"A": "1"}, idle_time_out=60, codepage=65001) as shell:
            step("pypsrp: the shell's own words", (shell.owner, shell.client_ip) == (where.user, "127.0.0.1"))
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
