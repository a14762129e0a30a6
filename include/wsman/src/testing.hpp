//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: testing/ except the connections of the endpoint.
#include <wsman/src/separate_only.hpp>
#include <wsman/testing/impl/connections/http_handler.ipp>
#include <wsman/testing/impl/endpoint.ipp>
#include <wsman/testing/impl/programs/program_hook.ipp>
#include <wsman/testing/impl/scripted_fault.ipp>
