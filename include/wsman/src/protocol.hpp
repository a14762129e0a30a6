//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the layer protocol/.
#include <wsman/src/separate_only.hpp>
#include <wsman/protocol/impl/clixml_text.ipp>
#include <wsman/protocol/impl/create_shell.ipp>
#include <wsman/protocol/impl/delete_shell.ipp>
#include <wsman/protocol/impl/envelope.ipp>
#include <wsman/protocol/impl/fault.ipp>
#include <wsman/protocol/impl/fault_codes.ipp>
#include <wsman/protocol/impl/host_text.ipp>
#include <wsman/protocol/impl/http_status.ipp>
#include <wsman/protocol/impl/identify.ipp>
#include <wsman/protocol/impl/readable_words.ipp>
#include <wsman/protocol/impl/receive_output.ipp>
#include <wsman/protocol/impl/redact.ipp>
#include <wsman/protocol/impl/run_command.ipp>
#include <wsman/protocol/impl/send_input.ipp>
#include <wsman/protocol/impl/signal_command.ipp>
#include <wsman/protocol/impl/soap.ipp>
#include <wsman/protocol/impl/soap_call.ipp>
#include <wsman/protocol/impl/soap_state.ipp>
