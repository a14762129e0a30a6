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
#include <wsman/security/impl/credssp/credssp.ipp>
#include <wsman/security/impl/digest/digest.ipp>
#include <wsman/security/impl/digest/digest_challenge.ipp>
#include <wsman/security/impl/kerberos/kerberos.ipp>
#include <wsman/security/impl/make_authenticator.ipp>
#include <wsman/security/impl/sealing/message_sealing.ipp>
#include <wsman/security/impl/ntlm/ntlm.ipp>
#include <wsman/security/impl/ntlm/ntlm_acceptor.ipp>
#include <wsman/security/impl/ntlm/ntlm_context.ipp>
#include <wsman/security/impl/ntlm/ntlm_initiator.ipp>
#include <wsman/security/impl/ntlm/ntlm_messages.ipp>
#include <wsman/security/impl/proxy_authentication.ipp>
#include <wsman/security/impl/spnego/spnego.ipp>
#include <wsman/security/impl/spnego/spnego_acceptor.ipp>
#include <wsman/security/impl/spnego/spnego_context.ipp>
#include <wsman/security/impl/spnego/spnego_initiator.ipp>
#include <wsman/security/impl/spnego/spnego_tokens.ipp>
#include <wsman/security/impl/token_authentication.ipp>
#include <wsman/security/impl/token_login.ipp>
