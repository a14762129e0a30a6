# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Runs programs of this machine in WinRM shells: standard streams, signals, exit codes."""

import contextlib
import os
import signal
import subprocess
import threading
import time
import uuid

_BUFFER = 2_000_000  # the most bytes that a program may be ahead of its reader


def split_command_line(line):
    """Splits as CommandLineToArgvW does.

    Quotes group, a doubled quote inside them is one quote, and a backslash is special only before a quote.
    """
    words, word, quoted, started, position = [], [], False, False, 0
    while position < len(line):
        character = line[position]
        if character == "\\":
            end = position
            while end < len(line) and line[end] == "\\":
                end += 1
            count = end - position
            if end < len(line) and line[end] == '"':
                word.append("\\" * (count // 2))
                if count % 2:
                    word.append('"')
                    end += 1
            else:
                word.append("\\" * count)
            position, started = end, True
            continue
        if character == '"':
            if quoted and line[position + 1 : position + 2] == '"':
                word.append('"')
                position += 1
            else:
                quoted = not quoted
            started = True
        elif character in " \t" and not quoted:
            if started:
                words.append("".join(word))
            word, started = [], False
        else:
            word.append(character)
            started = True
        position += 1
    return words + ["".join(word)] if started else words


class Command:
    """One program; two threads read its outputs ahead, up to a limit."""

    def __init__(self, line, directory, environment):
        self.id = str(uuid.uuid4()).upper()
        self._changed = threading.Condition()
        self._held = {"stdout": bytearray(), "stderr": bytearray()}
        self._open = {"stdout", "stderr"}
        self._terminated = False
        words = split_command_line(line)
        try:
            self._process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=directory or None,
                env=environment,
                start_new_session=True,
                bufsize=0,
            )
        except (OSError, IndexError):
            # Like cmd.exe: a program that is not found gives output and an exit code, not a fault.
            self._process = None
            self._held["stderr"] += f"'{words[0] if words else ''}' is not recognized as a command.\r\n".encode()
            self._open.clear()
            return
        for name in ("stdout", "stderr"):
            threading.Thread(target=self._read, args=(name, getattr(self._process, name)), daemon=True).start()

    def _read(self, name, stream):
        while block := stream.read(1 << 18):
            with self._changed:
                self._held[name] += block
                self._changed.notify_all()
                self._changed.wait_for(lambda: len(self._held[name]) < _BUFFER or self._terminated)
                if self._terminated:
                    break
        stream.close()
        with self._changed:
            self._open.discard(name)
            self._changed.notify_all()

    def take(self, names, limit, timeout):
        """Waits for output of these streams.

        Returns ([(name, bytes, ended)], exit code or None), or None after the time-out.
        """
        deadline = time.monotonic() + timeout
        with self._changed:
            while not self._terminated:
                if any(self._held[name] for name in names) or not self._open:
                    break
                if not self._changed.wait(deadline - time.monotonic()) and time.monotonic() >= deadline:
                    return None
            blocks = []
            for name in names:
                block = bytes(memoryview(self._held[name])[:limit])
                del self._held[name][: len(block)]
                limit -= len(block)
                ended = name not in self._open and not self._held[name]
                if block or ended:
                    blocks.append((name, block, ended))
            finished = not self._open and not any(self._held.values())
            self._changed.notify_all()
        return blocks, self._exit_code() if finished else None

    def _exit_code(self):
        if not self._process:
            return 1
        status = self._process.wait()
        return 128 - status if status < 0 else status

    def write(self, block, end):
        if not self._process:
            return
        with contextlib.suppress(BrokenPipeError, ValueError):
            # Unbuffered, so one call may write only a part.
            rest = memoryview(block)
            while rest:
                rest = rest[self._process.stdin.write(rest) :]
            if end:
                self._process.stdin.close()

    def signal(self, number):
        if self._process and self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def terminate(self):
        with self._changed:
            self._terminated = True
            self._changed.notify_all()
        self.signal(signal.SIGKILL)
        if self._process:
            self._process.wait()
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()


class Shell:
    def __init__(self, owner, directory, environment):
        self.id = str(uuid.uuid4()).upper()
        self.owner, self.directory, self.environment = owner, directory, environment
        self.commands = {}

    def start(self, line, more_environment):
        command = Command(line, self.directory, {**os.environ, **self.environment, **more_environment})
        self.commands[command.id] = command
        return command

    def close(self):
        for command in list(self.commands.values()):
            command.terminate()
        self.commands.clear()
