//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the parts of client/ that do not access a host.
#include <wsman/src/separate_only.hpp>
#include <wsman/client/impl/commands/run_options.ipp>
#include <wsman/client/impl/powershell/clixml.ipp>
#include <wsman/client/impl/powershell/clixml_stream.ipp>
#include <wsman/client/impl/output_text.ipp>
#include <wsman/client/impl/powershell/powershell_result.ipp>
#include <wsman/client/impl/powershell/powershell_script.ipp>
#include <wsman/client/impl/probe/probe_report.ipp>
