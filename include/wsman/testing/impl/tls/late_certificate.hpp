//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Requests the client's certificate on an established connection: by renegotiation in TLS 1.2, by post-handshake
/// authentication in TLS 1.3. The caller transfers the bytes.
///
/// Asio does not support this: its reads complete with application data, and the client sends none before it has its
/// answer. Therefore OpenSSL uses memory BIOs instead of Asio's during the lifetime of this object.
class late_certificate {
public:
    explicit late_certificate(SSL* ssl) : ssl_(ssl), asios_(SSL_get_rbio(ssl))
    {
        // SSL holds one reference for each direction and releases it when the new BIOs are set.
        BIO_up_ref(asios_);
        BIO_up_ref(asios_);
        BIO* const in = BIO_new(BIO_s_mem());
        BIO_set_mem_eof_return(in, -1); // empty means that more will come
        SSL_set0_rbio(ssl_, in);
        SSL_set0_wbio(ssl_, BIO_new(BIO_s_mem()));
        SSL_set_msg_callback(ssl_, &note_message);
        SSL_set_msg_callback_arg(ssl_, this);
    }
    ~late_certificate()
    {
        SSL_set_msg_callback(ssl_, nullptr);
        SSL_set_msg_callback_arg(ssl_, nullptr);
        SSL_set0_rbio(ssl_, asios_);
        SSL_set0_wbio(ssl_, asios_);
    }
    late_certificate(const late_certificate&) = delete;
    late_certificate& operator=(const late_certificate&) = delete;

    /// Returns: true if the client can be asked; with TLS 1.3 its ClientHello says so.
    bool ask()
    {
        ERR_clear_error();
        SSL_set_verify(ssl_, SSL_VERIFY_PEER, nullptr);
        // A resumed session would bring no certificate that was not there before.
        SSL_set_options(ssl_, SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION);
        const bool newer = SSL_version(ssl_) >= TLS1_3_VERSION;
        const bool possible = newer ? SSL_verify_client_post_handshake(ssl_) == 1 : SSL_renegotiate(ssl_) == 1;
        return possible && SSL_do_handshake(ssl_) == 1;
    }

    void feed(std::string_view bytes)
    {
        BIO_write(SSL_get_rbio(ssl_), bytes.data(), static_cast<int>(bytes.size()));
        ERR_clear_error();
        char byte = 0;
        const int got = SSL_peek(ssl_, &byte, 1);
        failed_ = got > 0 || SSL_get_error(ssl_, got) != SSL_ERROR_WANT_READ;
    }

    /// Returns: the bytes to send.
    std::string take_output()
    {
        BIO* const out = SSL_get_wbio(ssl_);
        std::string bytes(BIO_ctrl_pending(out), '\0');
        const int got = BIO_read(out, bytes.data(), static_cast<int>(bytes.size()));
        bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return bytes;
    }

    /// Returns: true if the client has answered, with or without a certificate.
    bool done() const
    {
        // Bytes of a next request would be lost with this object; a client that waits for its answer has not sent any.
        return !failed_ && answered_ && SSL_is_init_finished(ssl_) == 1 && BIO_ctrl_pending(SSL_get_rbio(ssl_)) == 0;
    }
    /// Returns: true if the connection is unusable: TLS failed, or the client sent application data.
    bool failed() const noexcept { return failed_; }

private:
    static void note_message(int sent, int, int type, const void* bytes, std::size_t size, SSL*, void* self)
    {
        const bool finished = sent == 0 && type == SSL3_RT_HANDSHAKE && size > 0 &&
                              *static_cast<const unsigned char*>(bytes) == SSL3_MT_FINISHED;
        if (finished) static_cast<late_certificate*>(self)->answered_ = true;
    }

    SSL* ssl_;
    BIO* asios_;
    bool answered_ = false;
    bool failed_ = false;
};

} // namespace wsman::testing::detail
