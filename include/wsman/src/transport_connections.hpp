//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the connections of transport/ and their pool.
#include <wsman/src/separate_only.hpp>

#include <wsman/transport/impl/pool/admission.ipp>
#include <wsman/transport/impl/connection/connect.ipp>
#include <wsman/transport/impl/connection/connection.ipp>
#include <wsman/transport/impl/pool/connection_pool.ipp>
#include <wsman/transport/impl/connection/happy_eyeballs.ipp>
#include <wsman/transport/impl/host_probe.ipp>
#include <wsman/transport/impl/http/http_request.ipp>
#include <wsman/transport/impl/connection/log_in.ipp>
#include <wsman/transport/impl/log_in/login_thread.ipp>
#include <wsman/transport/impl/pool/pool.ipp>
#include <wsman/transport/impl/proxy/proxy_tunnel.ipp>
#include <wsman/transport/impl/connection/silence.ipp>
#include <wsman/transport/impl/connection/through_proxy.ipp>
#include <wsman/transport/impl/connection/unauthenticated.ipp>
