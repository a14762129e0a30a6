# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Runs wsman-cli against other servers: `python -m drive`, from tests/peers. Started by run.sh."""
