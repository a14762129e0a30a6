//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: transport/ but for its connections.
#include <wsman/src/separate_only.hpp>

#include <wsman/transport/impl/back_off.ipp>
#include <wsman/transport/impl/certificate_check.ipp>
#include <wsman/transport/impl/client_certificate.ipp>
#include <wsman/transport/impl/cookies.ipp>
#include <wsman/transport/impl/envelope_meaning.ipp>
#include <wsman/transport/impl/environment_proxy.ipp>
#include <wsman/transport/impl/http_response.ipp>
#include <wsman/transport/impl/recording.ipp>
#include <wsman/transport/impl/replaying.ipp>
#include <wsman/transport/impl/socket_failure.ipp>
#include <wsman/transport/impl/tls_context.ipp>
#include <wsman/transport/impl/tls_facts.ipp>
#include <wsman/transport/impl/tls_failure.ipp>
