//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the layer session/.
#include <wsman/src/separate_only.hpp>

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
