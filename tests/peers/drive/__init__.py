# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Drives wsman-cli against servers from elsewhere: `python -m drive`, from tests/peers. Started by run.sh."""
