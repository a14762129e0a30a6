//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// Every body of the library, for exactly one translation unit of a program
// that defines WSMAN_SEPARATE_COMPILATION everywhere. The CMake target
// wsman::compiled does both.
#if !defined(WSMAN_SEPARATE_COMPILATION)
#error "wsman: define WSMAN_SEPARATE_COMPILATION in the whole program, or leave <wsman/src.hpp> out"
#endif

#include <wsman/client/impl/blocking_client.ipp>
#include <wsman/client/impl/bodies.ipp>
#include <wsman/client/impl/client.ipp>
#include <wsman/client/impl/client_core.ipp>
#include <wsman/client/impl/clixml.ipp>
#include <wsman/client/impl/command.ipp>
#include <wsman/client/impl/command_calls.ipp>
#include <wsman/client/impl/command_state.ipp>
#include <wsman/client/impl/input_feeder.ipp>
#include <wsman/client/impl/output_text.ipp>
#include <wsman/client/impl/powershell.ipp>
#include <wsman/client/impl/powershell_result.ipp>
#include <wsman/client/impl/powershell_script.ipp>
#include <wsman/client/impl/readiness.ipp>
#include <wsman/client/impl/receive_loop.ipp>
#include <wsman/client/impl/receive_turns.ipp>
#include <wsman/client/impl/run.ipp>
#include <wsman/client/impl/run_options.ipp>
#include <wsman/client/impl/running_command.ipp>
#include <wsman/client/impl/shell.ipp>
#include <wsman/client/impl/shell_registry.ipp>
#include <wsman/client/impl/supervisor.ipp>
#include <wsman/core/impl/duration.ipp>
#include <wsman/core/impl/encoding.ipp>
#include <wsman/core/impl/error.ipp>
#include <wsman/core/impl/failure.ipp>
#include <wsman/core/impl/result.ipp>
#include <wsman/core/impl/secret.ipp>
#include <wsman/core/impl/utf8.ipp>
#include <wsman/core/impl/uuid.ipp>
#include <wsman/core/impl/wiped_bytes.ipp>
#include <wsman/protocol/impl/clixml_text.ipp>
#include <wsman/protocol/impl/command_line.ipp>
#include <wsman/protocol/impl/create_shell.ipp>
#include <wsman/protocol/impl/delete_shell.ipp>
#include <wsman/protocol/impl/envelope.ipp>
#include <wsman/protocol/impl/fault.ipp>
#include <wsman/protocol/impl/fault_codes.ipp>
#include <wsman/protocol/impl/host_text.ipp>
#include <wsman/protocol/impl/http_status.ipp>
#include <wsman/protocol/impl/identify.ipp>
#include <wsman/protocol/impl/receive_output.ipp>
#include <wsman/protocol/impl/redact.ipp>
#include <wsman/protocol/impl/run_command.ipp>
#include <wsman/protocol/impl/send_input.ipp>
#include <wsman/protocol/impl/signal_command.ipp>
#include <wsman/protocol/impl/soap.ipp>
#include <wsman/protocol/impl/soap_call.ipp>
#include <wsman/protocol/impl/soap_state.ipp>
#include <wsman/security/impl/authenticator.ipp>
#include <wsman/security/impl/basic_authentication.ipp>
#include <wsman/security/impl/channel_binding.ipp>
#include <wsman/security/impl/credssp.ipp>
#include <wsman/security/impl/digest.ipp>
#include <wsman/security/impl/digest_challenge.ipp>
#include <wsman/security/impl/kerberos.ipp>
#include <wsman/security/impl/make_authenticator.ipp>
#include <wsman/security/impl/message_sealing.ipp>
#include <wsman/security/impl/ntlm.ipp>
#include <wsman/security/impl/ntlm_acceptor.ipp>
#include <wsman/security/impl/ntlm_context.ipp>
#include <wsman/security/impl/ntlm_initiator.ipp>
#include <wsman/security/impl/ntlm_messages.ipp>
#include <wsman/security/impl/spnego.ipp>
#include <wsman/security/impl/spnego_acceptor.ipp>
#include <wsman/security/impl/spnego_context.ipp>
#include <wsman/security/impl/spnego_initiator.ipp>
#include <wsman/security/impl/spnego_tokens.ipp>
#include <wsman/security/impl/token_authentication.ipp>
#include <wsman/security/impl/token_login.ipp>
#include <wsman/session/impl/client_policy.ipp>
#include <wsman/session/impl/connection.ipp>
#include <wsman/session/impl/credentials.ipp>
#include <wsman/session/impl/json_document.ipp>
#include <wsman/session/impl/json_fields.ipp>
#include <wsman/session/impl/option_checks.ipp>
#include <wsman/session/impl/proxy.ipp>
#include <wsman/session/impl/rule.ipp>
#include <wsman/session/impl/session.ipp>
#include <wsman/session/impl/session_changes.ipp>
#include <wsman/session/impl/session_draft.ipp>
#include <wsman/session/impl/session_json_parts.ipp>
#include <wsman/session/impl/session_json_reader.ipp>
#include <wsman/session/impl/session_json_writer.ipp>
#include <wsman/session/impl/session_text.ipp>
#include <wsman/session/impl/session_values.ipp>
#include <wsman/session/impl/tls_policy.ipp>
#include <wsman/session/impl/trusted_hosts.ipp>
#include <wsman/testing/impl/endpoint.ipp>
#include <wsman/testing/impl/program_hook.ipp>
#include <wsman/testing/impl/scripted_fault.ipp>
#include <wsman/transport/impl/admission.ipp>
#include <wsman/transport/impl/back_off.ipp>
#include <wsman/transport/impl/certificate_check.ipp>
#include <wsman/transport/impl/connect.ipp>
#include <wsman/transport/impl/connection.ipp>
#include <wsman/transport/impl/connection_pool.ipp>
#include <wsman/transport/impl/envelope_meaning.ipp>
#include <wsman/transport/impl/happy_eyeballs.ipp>
#include <wsman/transport/impl/http_request.ipp>
#include <wsman/transport/impl/http_response.ipp>
#include <wsman/transport/impl/log_in.ipp>
#include <wsman/transport/impl/pool.ipp>
#include <wsman/transport/impl/recording.ipp>
#include <wsman/transport/impl/replaying.ipp>
#include <wsman/transport/impl/socket_failure.ipp>
#include <wsman/transport/impl/tls_context.ipp>
#include <wsman/xml/impl/characters.ipp>
#include <wsman/xml/impl/prescan.ipp>
#include <wsman/xml/impl/reader.ipp>
#include <wsman/xml/impl/resolver.ipp>
#include <wsman/xml/impl/serialise.ipp>
#include <wsman/xml/impl/writer.ipp>
