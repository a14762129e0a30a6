//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: operations that are made of others, and the blocking client.
#include <wsman/src/separate_only.hpp>
#include <wsman/client/impl/blocking_client.ipp>
#include <wsman/client/impl/identify.ipp>
#include <wsman/client/impl/powershell/powershell.ipp>
#include <wsman/client/impl/probe/probe.ipp>
#include <wsman/client/impl/probe/probe_steps.ipp>
#include <wsman/client/impl/readiness.ipp>
