//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Refuses password prompts of OpenSSL at the terminal.
inline int no_tunnel_password(char*, int, int, void*) noexcept
{
    return -1;
}

/// TLS whose records are carried in strings instead of a socket.
///
/// OpenSSL reads from the input of a call and writes to its output without intermediate buffers: sealed records are
/// written to their final place, and opened text overwrites the records.
class tls_tunnel {
public:
    /// Returns: the client side. It sends no SNI and verifies no certificate: the caller binds the key instead.
    [[nodiscard]] static result<std::unique_ptr<tls_tunnel>> client()
    {
        context_handle settings(SSL_CTX_new(TLS_client_method()));
        return begin(std::move(settings));
    }
    /// Errors: client_errc::invalid_argument if certificate and key do not match or are not PEM.
    [[nodiscard]] static result<std::unique_ptr<tls_tunnel>>
    server(std::string_view certificate_pem, std::string_view key_pem)
    {
        context_handle settings(SSL_CTX_new(TLS_server_method()));
        if (settings && !use_certificate(settings.get(), certificate_pem, key_pem)) {
            ERR_clear_error();
            return failure(
                client_errc::invalid_argument, "certificate and key of CredSSP do not match, or are not PEM"
            );
        }
        // With TLS 1.3 a session ticket is the only data that a server sends after the client's last handshake message.
        // The HTTP response needs data, so tickets stay enabled; their key belongs to this object, so no session can be
        // resumed.
        if (settings) SSL_CTX_set_num_tickets(settings.get(), 1);
        result<std::unique_ptr<tls_tunnel>> made = begin(std::move(settings));
        if (made.has_value()) SSL_set_accept_state((*made)->native());
        return made;
    }

    tls_tunnel(const tls_tunnel&) = delete;
    tls_tunnel& operator=(const tls_tunnel&) = delete;

    SSL* native() noexcept { return connection_.get(); }

    /// Effects: continues the handshake with the given records, and appends the records to send.
    /// Returns: whether the handshake is complete. Records after its end are kept for read().
    /// Errors: security_errc::malformed_token.
    [[nodiscard]] result<bool> handshake(std::string_view records, std::string& out)
    {
        const direction_scope scope(*this, records, &out);
        ERR_clear_error();
        const int outcome = SSL_do_handshake(connection_.get());
        early_.assign(source_);
        if (outcome == 1) return true;
        if (SSL_get_error(connection_.get(), outcome) == SSL_ERROR_WANT_READ) return false;
        return broken("the TLS handshake of CredSSP");
    }

    /// Returns: whether records arrived after the end of the handshake; read() processes them.
    bool holds_early_records() const noexcept { return !early_.empty(); }

    /// Effects: appends the text as records, one for each 16384 bytes or part of it.
    [[nodiscard]] result<void> write(std::string_view plain, std::string& out)
    {
        out.append(std::exchange(outgoing_, {}));
        if (plain.empty()) return {};
        const direction_scope scope(*this, {}, &out);
        std::size_t written = 0;
        ERR_clear_error();
        if (SSL_write_ex(connection_.get(), plain.data(), plain.size(), &written) == 1) return {};
        return broken("TLS of CredSSP");
    }

    /// Effects: decrypts records and appends their content.
    /// Errors: security_errc::malformed_token.
    [[nodiscard]] result<void> read(std::string_view records, std::string& plain)
    {
        std::string all = std::exchange(early_, {});
        all.append(records);
        const result<std::string_view> text = read_in_place(all);
        if (text.has_error()) return failure(security_errc::malformed_token, "TLS of CredSSP cannot be read");
        plain.append(*text);
        return {};
    }

    /// Effects: decrypts records in place. Returns: their content; a view into the records.
    /// Errors: security_errc::malformed_sealed_message if they are not whole records; signature_mismatch.
    [[nodiscard]] result<std::string_view> read_in_place(std::span<char> records)
    {
        if (!are_whole_records(std::string_view(records.data(), records.size())))
            return failure(security_errc::malformed_sealed_message, "TLS records are truncated");
        const direction_scope scope(*this, std::string_view(records.data(), records.size()), &outgoing_);
        // OpenSSL consumes a whole record before it returns the shorter text, so the output never overtakes the input.
        std::size_t size = 0;
        while (size != records.size()) {
            std::size_t got = 0;
            ERR_clear_error();
            const int outcome = SSL_read_ex(connection_.get(), records.data() + size, records.size() - size, &got);
            size += got;
            if (outcome == 1) continue;
            const int why = SSL_get_error(connection_.get(), outcome);
            if (why == SSL_ERROR_WANT_READ && source_.empty()) break;
            if (why == SSL_ERROR_ZERO_RETURN)
                return failure(security_errc::malformed_sealed_message, "the peer closed the TLS of CredSSP");
            ERR_clear_error();
            return failure(security_errc::signature_mismatch, "a TLS record of CredSSP");
        }
        return std::string_view(records.data(), size);
    }

    /// Returns: the content of the BIT STRING with the server's public key (SubjectPublicKeyInfo without its
    /// algorithm); empty before the handshake.
    std::string public_key() const
    {
        X509* const own = SSL_get_certificate(connection_.get());
        X509* const shown = own ? own : SSL_get0_peer_certificate(connection_.get());
        const ASN1_BIT_STRING* const key = shown ? X509_get0_pubkey_bitstr(shown) : nullptr;
        if (!key) return {};
        return std::string(
            reinterpret_cast<const char*>(ASN1_STRING_get0_data(key)), static_cast<std::size_t>(ASN1_STRING_length(key))
        );
    }

    /// Returns: the number of bytes after the text in a record with `plain_size` bytes of text. Windows calls it
    /// cbTrailer.
    std::size_t trailer_size(std::size_t plain_size) const
    {
        const SSL_CIPHER* const suite = SSL_get_current_cipher(connection_.get());
        if (!suite) return 0;
        const std::size_t tag = std::strstr(SSL_CIPHER_get_name(suite), "CCM8") ? 8 : 16;
        if (SSL_version(connection_.get()) >= TLS1_3_VERSION) return tag + 1; // the content type is one byte
        if (SSL_CIPHER_is_aead(suite)) return tag;
        const EVP_MD* const hash = EVP_get_digestbynid(SSL_CIPHER_get_digest_nid(suite));
        const EVP_CIPHER* const cipher = EVP_get_cipherbynid(SSL_CIPHER_get_cipher_nid(suite));
        const std::size_t mac = hash ? static_cast<std::size_t>(EVP_MD_get_size(hash)) : 0;
        const std::size_t block = cipher ? static_cast<std::size_t>(EVP_CIPHER_get_block_size(cipher)) : 1;
        if (block <= 1) return mac;
        return mac + block - (plain_size + mac) % block; // at least one byte of padding
    }

private:
    template <class T, void (*Free)(T*)>
    struct deleter {
        void operator()(T* object) const noexcept { Free(object); }
    };
    using context_handle = std::unique_ptr<SSL_CTX, deleter<SSL_CTX, &SSL_CTX_free>>;
    using connection_handle = std::unique_ptr<SSL, deleter<SSL, &SSL_free>>;

    /// The limit for records that a peer can trigger outside of our own messages: alerts, key updates.
    static constexpr std::size_t largest_outgoing = 4096;

    explicit tls_tunnel(connection_handle connection) : connection_(std::move(connection)) {}

    /// Sets the source and the target of records for one call.
    class direction_scope {
    public:
        direction_scope(tls_tunnel& owner, std::string_view from, std::string* to) noexcept : owner_(owner)
        {
            owner_.source_ = from;
            owner_.sink_ = to;
        }
        direction_scope(const direction_scope&) = delete;
        direction_scope& operator=(const direction_scope&) = delete;
        ~direction_scope()
        {
            owner_.source_ = {};
            owner_.sink_ = nullptr;
        }

    private:
        tls_tunnel& owner_;
    };

    [[nodiscard]] static result<std::unique_ptr<tls_tunnel>> begin(context_handle settings)
    {
        connection_handle connection;
        if (settings && SSL_CTX_set_min_proto_version(settings.get(), TLS1_2_VERSION) == 1) {
            SSL_CTX_set_verify(settings.get(), SSL_VERIFY_NONE, nullptr);
            SSL_CTX_set_session_cache_mode(settings.get(), SSL_SESS_CACHE_OFF);
            SSL_CTX_set_options(settings.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
            SSL_CTX_set_mode(settings.get(), SSL_MODE_RELEASE_BUFFERS);
            connection.reset(SSL_new(settings.get())); // holds the settings from here on
        }
        BIO* const strings = connection ? BIO_new(method_of_strings()) : nullptr;
        if (!strings) {
            ERR_clear_error();
            return failure(security_errc::algorithm_unavailable, "TLS 1.2 or newer");
        }
        SSL_set_bio(connection.get(), strings, strings);
        SSL_set_connect_state(connection.get());
        std::unique_ptr<tls_tunnel> made(new tls_tunnel(std::move(connection)));
        BIO_set_data(strings, made.get());
        return made;
    }

    static bool use_certificate(SSL_CTX* settings, std::string_view certificate_pem, std::string_view key_pem)
    {
        const auto text = [](std::string_view pem) {
            return BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
        };
        const std::unique_ptr<BIO, deleter<BIO, &BIO_free_all>> certificate_text(text(certificate_pem));
        const std::unique_ptr<BIO, deleter<BIO, &BIO_free_all>> key_text(text(key_pem));
        if (!certificate_text || !key_text) return false;
        const std::unique_ptr<X509, deleter<X509, &X509_free>> certificate(
            PEM_read_bio_X509(certificate_text.get(), nullptr, &no_tunnel_password, nullptr)
        );
        const std::unique_ptr<EVP_PKEY, deleter<EVP_PKEY, &EVP_PKEY_free>> key(
            PEM_read_bio_PrivateKey(key_text.get(), nullptr, &no_tunnel_password, nullptr)
        );
        return certificate && key && SSL_CTX_use_certificate(settings, certificate.get()) == 1 &&
               SSL_CTX_use_PrivateKey(settings, key.get()) == 1 && SSL_CTX_check_private_key(settings) == 1;
    }

    static bool are_whole_records(std::string_view bytes) noexcept
    {
        constexpr std::size_t header = 5;
        while (!bytes.empty()) {
            if (bytes.size() < header) return false;
            const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
            const std::size_t size = header + (static_cast<std::size_t>(octet(3)) << 8 | octet(4));
            if (size > bytes.size()) return false;
            bytes.remove_prefix(size);
        }
        return true;
    }

    /// Contains only OpenSSL's reason text, and no data of the peer.
    static failure broken(const char* operation)
    {
        const char* const reason = ERR_reason_error_string(ERR_peek_error());
        failure why(
            security_errc::malformed_token, std::string(operation) + ": " + (reason ? reason : "it was closed")
        );
        ERR_clear_error();
        return why;
    }

    static int write_string(BIO* bio, const char* bytes, int size) noexcept
    try {
        tls_tunnel& owner = *static_cast<tls_tunnel*>(BIO_get_data(bio));
        BIO_clear_retry_flags(bio);
        if (!owner.sink_ || size < 0) return -1;
        if (owner.sink_ == &owner.outgoing_ && owner.outgoing_.size() > largest_outgoing) return -1;
        owner.sink_->append(bytes, static_cast<std::size_t>(size));
        return size;
    }
    catch (const std::bad_alloc&) {
        return -1;
    }
    static int read_string(BIO* bio, char* bytes, int size) noexcept
    {
        tls_tunnel& owner = *static_cast<tls_tunnel*>(BIO_get_data(bio));
        BIO_clear_retry_flags(bio);
        const std::size_t count = std::min(owner.source_.size(), static_cast<std::size_t>(size < 0 ? 0 : size));
        if (count == 0) {
            BIO_set_retry_read(bio);
            return -1;
        }
        std::memcpy(bytes, owner.source_.data(), count);
        owner.source_.remove_prefix(count);
        return static_cast<int>(count);
    }
    static long control_string(BIO*, int command, long, void*) noexcept { return command == BIO_CTRL_FLUSH ? 1 : 0; }
    static int begin_string(BIO* bio) noexcept
    {
        BIO_set_init(bio, 1);
        return 1;
    }
    static const BIO_METHOD* method_of_strings()
    {
        static BIO_METHOD* const method = [] {
            BIO_METHOD* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "wsman strings");
            if (!made) return made;
            BIO_meth_set_create(made, &begin_string);
            BIO_meth_set_write(made, &write_string);
            BIO_meth_set_read(made, &read_string);
            BIO_meth_set_ctrl(made, &control_string);
            return made;
        }();
        return method;
    }

    connection_handle connection_;
    std::string_view source_;     ///< records not yet read in this call
    std::string* sink_ = nullptr; ///< target for records of this call
    std::string early_;           ///< records received after the end of the handshake
    std::string outgoing_;        ///< records that TLS itself wants to send; sent with the next message
};

} // namespace wsman::detail
