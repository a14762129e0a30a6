# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""A WinRM service in Python with log-ins and sealing of pyspnego: `python -m acceptor --help`, from tests/peers."""
