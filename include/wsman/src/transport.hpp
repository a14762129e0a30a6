//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: transport/ except its connections.
#include <wsman/src/separate_only.hpp>
#include <wsman/transport/impl/connection/socket_failure.ipp>
#include <wsman/transport/impl/http/cookies.ipp>
#include <wsman/transport/impl/http/http_response.ipp>
#include <wsman/transport/impl/pool/back_off.ipp>
#include <wsman/transport/impl/proxy/environment_proxy.ipp>
#include <wsman/transport/impl/recording/envelope_meaning.ipp>
#include <wsman/transport/impl/recording/recording.ipp>
#include <wsman/transport/impl/recording/replaying.ipp>
#include <wsman/transport/impl/tls/certificate_check.ipp>
#include <wsman/transport/impl/tls/client_certificate.ipp>
#include <wsman/transport/impl/tls/tls_context.ipp>
#include <wsman/transport/impl/tls/tls_facts.ipp>
#include <wsman/transport/impl/tls/tls_failure.ipp>
