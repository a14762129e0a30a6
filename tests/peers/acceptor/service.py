# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""The WinRM service: Identify and the operations of a shell, each from a request to an answer envelope."""

import base64
import signal

from . import soap
from .shell import Shell

_COMMAND_SHELL = f"{soap.SHELL}/cmd"
# An answer contains the headers, the tags and base64, which turns three bytes into four.
_ENVELOPE_ROOM = 2500


class Service:
    """The shells of all users. Thread-safe."""

    def __init__(self):
        self._shells = {}
        self._operations = {
            f"{soap.TRANSFER}/Create": self._create,
            f"{soap.TRANSFER}/Delete": self._delete,
            f"{soap.SHELL}/Command": self._command,
            f"{soap.SHELL}/Send": self._send,
            f"{soap.SHELL}/Receive": self._receive,
            f"{soap.SHELL}/Signal": self._signal,
        }

    def open_shells(self):
        return len(self._shells)

    def close(self):
        for shell in list(self._shells.values()):
            shell.close()

    def handle(self, text, login):
        """Returns (HTTP status, envelope) for the envelope of a user who has logged in."""
        relates_to = ""
        try:
            request = soap.Request(text)
            relates_to = request.message_id
            if request.is_identify:
                return 200, soap.identify_answer(login.user)
            operation = self._operations.get(request.action)
            if not operation:
                raise soap.Fault(2150858771, "a:ActionNotSupported", f"The action {request.action} is not supported.")
            return 200, soap.answer(request, operation(request, login))
        except soap.Fault as fault:
            return 500, soap.fault_answer(fault, relates_to)

    def _create(self, request, login):
        if request.resource.lower() != _COMMAND_SHELL.lower():
            raise soap.Fault(2150858752, "a:DestinationUnreachable", "The resource does not exist.")
        body = request.body
        variables = body.find(f"{{{soap.SHELL}}}Environment")
        environment = {} if variables is None else {item.get("Name"): item.text or "" for item in variables}
        shell = Shell(login.user, body.findtext(f"{{{soap.SHELL}}}WorkingDirectory"), environment)
        self._shells[shell.id] = shell
        selector = f'<w:SelectorSet><w:Selector Name="ShellId">{shell.id}</w:Selector></w:SelectorSet>'
        return (
            f"<x:ResourceCreated><a:Address>{soap.escape(request.to)}</a:Address><a:ReferenceParameters>"
            f"<w:ResourceURI>{_COMMAND_SHELL}</w:ResourceURI>{selector}</a:ReferenceParameters></x:ResourceCreated>"
            f"<rsp:Shell><rsp:ShellId>{shell.id}</rsp:ShellId><rsp:ResourceUri>{_COMMAND_SHELL}</rsp:ResourceUri>"
            f"<rsp:Owner>{soap.escape(shell.owner)}</rsp:Owner><rsp:ClientIP>127.0.0.1</rsp:ClientIP>"
            "<rsp:InputStreams>stdin</rsp:InputStreams><rsp:OutputStreams>stdout stderr</rsp:OutputStreams></rsp:Shell>"
        )

    def _shell(self, request, login):
        shell = self._shells.get(request.selectors.get("shellid", "").upper())
        if not shell or shell.owner != login.user:
            raise soap.Fault(2150858843, "w:InvalidSelectors", "The shell was not found.")
        return shell

    def _find(self, request, login, element):
        shell = self._shell(request, login)
        command = shell.commands.get(element.get("CommandId", "").upper())
        if not command:
            raise soap.Fault(2150858843, "w:InvalidSelectors", "The command was not found.")
        return shell, command

    def _delete(self, request, login):
        self._shells.pop(self._shell(request, login).id).close()
        return ""

    def _command(self, request, login):
        shell = self._shell(request, login)
        words = [request.child("Command").text or ""]
        words += [item.text or "" for item in request.body.findall(f"{{{soap.SHELL}}}Arguments")]
        command = shell.start(" ".join(words), login.environment())
        return f"<rsp:CommandResponse><rsp:CommandId>{command.id}</rsp:CommandId></rsp:CommandResponse>"

    def _send(self, request, login):
        for stream in request.body.findall(f"{{{soap.SHELL}}}Stream"):
            _, command = self._find(request, login, stream)
            command.write(base64.b64decode(stream.text or ""), stream.get("End", "").lower() == "true")
        return "<rsp:SendResponse/>"

    def _receive(self, request, login):
        desired = request.child("DesiredStream")
        _, command = self._find(request, login, desired)
        limit = max(1000, (request.envelope_size - _ENVELOPE_ROOM) // 4 * 3)
        taken = command.take((desired.text or "").split(), limit, request.timeout)
        if taken is None:
            raise soap.timed_out()
        blocks, exit_code = taken
        streams = "".join(
            f'<rsp:Stream Name="{name}" CommandId="{command.id}" End="{str(ended).lower()}">'
            f"{base64.b64encode(block).decode()}</rsp:Stream>"
            for name, block, ended in blocks
        )
        state = "Running" if exit_code is None else "Done"
        code = "" if exit_code is None else f"<rsp:ExitCode>{exit_code}</rsp:ExitCode>"
        return (
            f"<rsp:ReceiveResponse>{streams}"
            f'<rsp:CommandState CommandId="{command.id}" State="{soap.SHELL}/CommandState/{state}">{code}'
            "</rsp:CommandState></rsp:ReceiveResponse>"
        )

    def _signal(self, request, login):
        shell, command = self._find(request, login, request.body)
        code = (request.child("Code").text or "").strip().rsplit("/", 1)[-1].lower()
        if code == "terminate":
            del shell.commands[command.id]
            command.terminate()
        elif code in ("ctrl_c", "ctrl_break"):
            command.signal(signal.SIGINT)
        else:
            raise soap.Fault(87, "w:InvalidParameter", f"The signal {code} is not known.")
        return "<rsp:SignalResponse/>"
