//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// The public interface for programs. Headers for extensions (protocol, transport, testing) are not included.
#include <wsman/client/blocking_client.hpp>
#include <wsman/client/client.hpp>
#include <wsman/client/client_options.hpp>
#include <wsman/client/clixml.hpp>
#include <wsman/client/command.hpp>
#include <wsman/client/command_result.hpp>
#include <wsman/client/output_sink.hpp>
#include <wsman/client/output_text.hpp>
#include <wsman/client/powershell_result.hpp>
#include <wsman/client/powershell_script.hpp>
#include <wsman/client/probe.hpp>
#include <wsman/client/run_options.hpp>
#include <wsman/client/running_command.hpp>
#include <wsman/client/shell.hpp>
#include <wsman/client/standard_input.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/core/error.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/core/flags.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/core/text_input.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/session/authentication.hpp>
#include <wsman/session/client_policy.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/session/enumeration_flag.hpp>
#include <wsman/session/option_value.hpp>
#include <wsman/session/proxy.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/session_builder.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/session/session_flag.hpp>
#include <wsman/session/session_json.hpp>
#include <wsman/session/session_option.hpp>
#include <wsman/session/shell_flag.hpp>
#include <wsman/session/tls_policy.hpp>
#include <wsman/session/trusted_hosts.hpp>
#include <wsman/transport/connection_pool.hpp>
#include <wsman/transport/exchange.hpp>
#include <wsman/transport/observer.hpp>
#include <wsman/transport/recording.hpp>
#include <wsman/transport/tls_facts.hpp>
#include <wsman/transport/transport_options.hpp>
