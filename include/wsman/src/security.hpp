//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the layer security/.
#include <wsman/src/separate_only.hpp>

#include <wsman/security/impl/authenticator.ipp>
#include <wsman/security/impl/basic_authentication.ipp>
#include <wsman/security/impl/certificate_authentication.ipp>
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
#include <wsman/security/impl/proxy_authentication.ipp>
#include <wsman/security/impl/spnego.ipp>
#include <wsman/security/impl/spnego_acceptor.ipp>
#include <wsman/security/impl/spnego_context.ipp>
#include <wsman/security/impl/spnego_initiator.ipp>
#include <wsman/security/impl/spnego_tokens.ipp>
#include <wsman/security/impl/token_authentication.ipp>
#include <wsman/security/impl/token_login.ipp>
