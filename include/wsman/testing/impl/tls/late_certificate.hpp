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

/// Asks for the client's certificate on a connection whose handshake is long over: by renegotiation in TLS 1.2, by
/// post-handshake authentication in TLS 1.3. Bytes in, bytes out.
///
/// Asio has no words for it: its reads end with application data, and none comes before the client has its answer.
/// So for this time, and as long as the object lives, OpenSSL reads and writes here instead of there.
class late_certificate {
public:
    explicit late_certificate(SSL* ssl) : ssl_(ssl), asios_(SSL_get_rbio(ssl))
    {
        // SSL holds a reference for each direction and gives it up for the new ones.
        BIO_up_ref(asios_);
        BIO_up_ref(asios_);
        BIO* const in = BIO_new(BIO_s_mem());
        BIO_set_mem_eof_return(in, -1); // empty means: more will come
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

    /// Returns: whether the client can be asked; a client of TLS 1.3 has said so in its first message, or not.
    bool ask()
    {
        ERR_clear_error();
        SSL_set_verify(ssl_, SSL_VERIFY_PEER, nullptr);
        // A session that is resumed in a renegotiation has no certificate that was not there before.
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

    /// Returns: what is to be sent.
    std::string take_output()
    {
        BIO* const out = SSL_get_wbio(ssl_);
        std::string bytes(BIO_ctrl_pending(out), '\0');
        const int got = BIO_read(out, bytes.data(), static_cast<int>(bytes.size()));
        bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return bytes;
    }

    /// Returns: whether the client has answered, with or without a certificate.
    bool done() const
    {
        // Bytes of a next request would be lost with this object; a client that waits for its answer has sent none.
        return !failed_ && answered_ && SSL_is_init_finished(ssl_) == 1 && BIO_ctrl_pending(SSL_get_rbio(ssl_)) == 0;
    }
    /// Returns: whether the connection is of no more use: TLS failed, or the client sent what was not its turn.
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
