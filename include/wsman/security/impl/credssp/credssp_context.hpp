//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/credssp_version.hpp>
#include <wsman/security/security_context.hpp>
#include <wsman/security/impl/credssp/credssp_request.hpp>
#include <wsman/security/impl/credssp/tls_tunnel.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// The common part of both CredSSP sides: a TLS tunnel, an inner context, and messages as TLS records.
class credssp_context : public security_context {
public:
    credssp_context(std::unique_ptr<tls_tunnel> tunnel, std::unique_ptr<security_context> inner)
        : tunnel_(std::move(tunnel)), inner_(std::move(inner))
    {
    }

    [[nodiscard]] result<std::string> step(std::string_view token) final
    {
        // Both limits are far above any real login: a Kerberos ticket has at most 64 KiB, a SPNEGO log-in a few rounds.
        if (++steps_ > most_steps || token.size() > largest_token)
            return fail(security_errc::malformed_token, "too long");
        if (failed_) return fail(security_errc::login_incomplete, "CredSSP failed before");
        std::string out;
        const result<void> outcome = advance(token, out);
        if (outcome.has_error()) {
            failed_ = true;
            return outcome.error();
        }
        return out;
    }

    bool established() const noexcept final { return established_; }
    bool may_block() const noexcept final { return !established_ && inner_->may_block(); }
    std::string peer_name() const final { return inner_->peer_name(); }
    std::string_view mechanism_name() const noexcept final { return inner_->mechanism_name(); }

    /// sign() and verify() serve SPNEGO, and CredSSP is never a mechanism inside SPNEGO.
    [[nodiscard]] result<std::string> sign(std::string_view) final
    {
        return failure(transport_errc::scheme_not_supported);
    }
    [[nodiscard]] result<void> verify(std::string_view, std::string_view) final
    {
        return failure(transport_errc::scheme_not_supported);
    }

    std::size_t largest_piece() const noexcept final { return 16384; } // of a TLS record
    [[nodiscard]] result<std::size_t> seal(std::string& out, std::string_view plain) final
    {
        const result<void> written = tunnel_->write(plain, out);
        if (written.has_error()) return written.error();
        return plain.empty() ? 0 : tunnel_->trailer_size(plain.size());
    }
    [[nodiscard]] result<std::string_view> open(std::span<char> sealed, std::size_t) final
    {
        return tunnel_->read_in_place(sealed);
    }

protected:
    /// Effects: processes the peer's token and appends the next one.
    [[nodiscard]] virtual result<void> advance(std::string_view token, std::string& out) = 0;

    static failure fail(security_errc code, const char* text) { return failure(code, text); }

    /// Effects: decrypts records and parses the TSRequest in them; its views are valid until the next call.
    /// Errors: security_errc::malformed_token; login_incomplete if the records hold no TSRequest.
    [[nodiscard]] result<credssp_request> read_request(std::string_view records)
    {
        wipe(received_);
        const result<void> read = tunnel_->read(records, received_);
        if (read.has_error()) return read.error();
        if (received_.empty()) return fail(security_errc::login_incomplete, "the peer of CredSSP sent no TSRequest");
        return decode_credssp_request(received_);
    }
    [[nodiscard]] result<void> write_request(const credssp_request& request, std::string& out)
    {
        return tunnel_->write(encode_credssp_request(request), out);
    }

    /// Returns: header and sealed text joined, the form used in a TSRequest.
    [[nodiscard]] result<std::string> seal_inside(std::string_view plain)
    {
        std::string sealed;
        const result<std::size_t> header = inner_->seal(sealed, plain);
        if (header.has_error()) return header.error();
        return sealed;
    }
    /// Returns: the plain text; the caller wipes it.
    [[nodiscard]] result<std::string> open_inside(std::string_view sealed)
    {
        // A TSRequest does not contain the header's size. NTLM's header has this size; Kerberos opens header and text
        // as one token.
        constexpr std::size_t header = 16;
        std::string text(sealed);
        const result<std::string_view> plain = inner_->open(std::span<char>(text), std::min(header, text.size()));
        if (plain.has_error()) return plain.error();
        std::string opened(*plain);
        wipe(text);
        return opened;
    }

    std::unique_ptr<tls_tunnel> tunnel_;
    std::unique_ptr<security_context> inner_;
    std::string received_; ///< the TSRequest being processed
    bool established_ = false;

private:
    static constexpr unsigned most_steps = 40;
    static constexpr std::size_t largest_token = 256 * 1024;

    unsigned steps_ = 0;
    bool failed_ = false;
};

} // namespace wsman::detail
