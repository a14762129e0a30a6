# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Shells, streams and exit codes of the endpoint, with pywinrm and Basic."""

import winrm
from drive.steps import attempt, skip, step

UNICODE = "Grüße, 世界 \U0001f40d"
LARGE = 3_000_000


def judge(where):
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
    with attempt("pywinrm: exit code, separate streams"):
        r = session.run_cmd('sh -c "echo out; echo err >&2; exit 3"')
        step("pywinrm: exit code 3", r.status_code == 3, vars(r))
        step("pywinrm: separate streams", (r.std_out, r.std_err) == (b"out\n", b"err\n"), vars(r))
    with attempt("pywinrm: quoted arguments"):
        r = session.run_cmd("printf", ["%s|", '"a b"', '"say ""hi"""', "c"])
        step("pywinrm: quoted arguments", r.std_out == b'a b|say "hi"|c|', r.std_out)
    with attempt("pywinrm: unicode"):
        r = session.run_cmd("printf", ["%s", f'"{UNICODE}"'])
        step("pywinrm: unicode in both directions", r.std_out.decode() == UNICODE, r.std_out)
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
        step("pywinrm: continues after operation time-outs", (out, code) == (b"late\n", 0), (out, err, code))
        protocol.cleanup_command(shell, command)
        if hasattr(protocol, "send_command_input"):
            command = protocol.run_command(shell, "cat")
            protocol.send_command_input(shell, command, "typed in\n", end=True)
            out, err, code = protocol.get_command_output(shell, command)
            step("pywinrm: standard input", (out, code) == (b"typed in\n", 0), (out, err, code))
            protocol.cleanup_command(shell, command)
        else:
            skip("pywinrm: standard input", "this release of pywinrm does not support it")
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
