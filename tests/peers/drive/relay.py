# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""A relay between client and host that records the traffic."""

import contextlib
import socket
import threading
import time


class Relay:
    """Forwards TCP connections on the loopback interface, and keeps a copy of both directions.

    `pause` is the delay of the client's second message.
    """

    def __init__(self, port, pause):
        self._port, self._pause = port, pause
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._lock = threading.Lock()
        self._seen = []  # a buffer for each direction of each connection
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                host = socket.create_connection(("127.0.0.1", self._port))
                for source, sink, pause in ((client, host, self._pause), (host, client, 0)):
                    copy = bytearray()
                    with self._lock:
                        self._seen.append(copy)
                    threading.Thread(target=self._pass_on, args=(source, sink, copy, pause), daemon=True).start()

    @staticmethod
    def _pass_on(source, sink, copy, pause):
        with contextlib.suppress(OSError):
            while block := source.recv(65536):
                if pause and copy:
                    time.sleep(pause)
                    pause = 0
                copy += block
                sink.sendall(block)
            sink.shutdown(socket.SHUT_WR)

    def seen(self):
        with self._lock:
            return [bytes(copy) for copy in self._seen]

    def close(self):
        # Closing alone does not wake a thread in accept().
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@contextlib.contextmanager
def relay(port, pause=0):
    made = Relay(port, pause)
    try:
        yield made
    finally:
        made.close()
