//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>

#include <ctime>
#include <functional>
#include <krb5.h>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace wsman::test {

/// MIT's acceptor, which verifies the log-ins of this library.
class mit_acceptor {
public:
    explicit mit_acceptor(const std::string& keytab, std::string binding = {}) : binding_(std::move(binding))
    {
        gss_key_value_element_desc element{"keytab", keytab.c_str()};
        const gss_key_value_set_desc store{1, &element};
        OM_uint32 minor = 0;
        const OM_uint32 major = gss_acquire_cred_from(
            &minor, nullptr, GSS_C_INDEFINITE, nullptr, GSS_C_ACCEPT, &store, &credential_, nullptr, nullptr
        );
        if (GSS_ERROR(major)) throw std::runtime_error("the keytab cannot be read: " + keytab);
    }
    mit_acceptor(const mit_acceptor&) = delete;
    mit_acceptor& operator=(const mit_acceptor&) = delete;
    ~mit_acceptor()
    {
        OM_uint32 minor = 0;
        gss_delete_sec_context(&minor, &context_, nullptr);
        gss_release_cred(&minor, &credential_);
    }

    /// Returns: the token to send back, which may be an error; good() tells.
    std::string step(std::string_view token)
    {
        gss_channel_bindings_struct bindings{};
        bindings.application_data = {binding_.size(), binding_.data()};
        gss_buffer_desc input = view(token);
        gss_buffer_desc output = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        major_ = gss_accept_sec_context(
            &minor,
            &context_,
            credential_,
            &input,
            binding_.empty() ? nullptr : &bindings,
            nullptr,
            nullptr,
            &output,
            &flags_,
            nullptr,
            nullptr
        );
        return take(output);
    }
    bool good() const { return major_ == GSS_S_COMPLETE; }
    OM_uint32 flags() const { return flags_; }

    /// Returns: the service that the client requested, with its realm.
    std::string service() const
    {
        gss_name_t target = nullptr;
        gss_buffer_desc text = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        gss_inquire_context(&minor, context_, nullptr, &target, nullptr, nullptr, nullptr, nullptr, nullptr);
        gss_display_name(&minor, target, &text, nullptr);
        gss_release_name(&minor, &target);
        return take(text);
    }

    /// gss_wrap instead of the form with buffers: the token that OMI sends.
    std::string wrap(std::string_view text)
    {
        gss_buffer_desc plain = view(text);
        gss_buffer_desc token = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        const OM_uint32 major = gss_wrap(&minor, context_, 1, GSS_C_QOP_DEFAULT, &plain, nullptr, &token);
        if (major != GSS_S_COMPLETE) throw std::runtime_error("gss_wrap");
        return take(token);
    }
    std::string wrap_unsealed(std::string_view text)
    {
        gss_buffer_desc plain = view(text);
        gss_buffer_desc token = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        gss_wrap(&minor, context_, 0, GSS_C_QOP_DEFAULT, &plain, nullptr, &token);
        return take(token);
    }
    std::optional<std::string> unwrap(std::string_view token)
    {
        gss_buffer_desc input = view(token);
        gss_buffer_desc plain = GSS_C_EMPTY_BUFFER;
        OM_uint32 minor = 0;
        int sealed = 0;
        if (gss_unwrap(&minor, context_, &input, &plain, &sealed, nullptr) != GSS_S_COMPLETE || sealed == 0)
            return std::nullopt;
        return take(plain);
    }

private:
    static gss_buffer_desc view(std::string_view text) { return {text.size(), const_cast<char*>(text.data())}; }
    static std::string take(gss_buffer_desc& buffer)
    {
        std::string bytes(static_cast<const char*>(buffer.value), buffer.length);
        OM_uint32 minor = 0;
        gss_release_buffer(&minor, &buffer);
        return bytes;
    }

    std::string binding_;
    gss_cred_id_t credential_ = nullptr;
    gss_ctx_id_t context_ = nullptr;
    OM_uint32 major_ = GSS_S_FAILURE;
    OM_uint32 flags_ = 0;
};

/// A ticket cache like that of kinit, or with a defect.
class ticket_cache_file {
public:
    using edit = std::function<void(krb5_creds&)>;

    /// `clock_error` is the offset of this computer's clock that the cache states; a correct clock then becomes wrong.
    /// With `service` the cache also holds a ticket for it.
    ticket_cache_file(
        const std::string& keytab,
        const std::string& path,
        const edit& change = {},
        std::time_t clock_error = 0,
        const char* service = nullptr
    )
    {
        krb5_context library = nullptr;
        check(krb5_init_context(&library));
        krb5_principal user = nullptr;
        check(krb5_parse_name(library, "alice@WSMAN.TEST", &user));
        krb5_keytab keys = nullptr;
        check(krb5_kt_resolve(library, keytab.c_str(), &keys));
        krb5_creds ticket{};
        check(krb5_get_init_creds_keytab(library, &ticket, user, keys, 0, nullptr, nullptr));
        krb5_creds* host = service != nullptr ? fetch(library, user, ticket, service) : nullptr;
        if (change) change(ticket);
        if (clock_error != 0)
            check(krb5_set_real_time(library, static_cast<krb5_timestamp>(std::time(nullptr) + clock_error), 0));
        krb5_ccache cache = nullptr;
        check(krb5_cc_resolve(library, ("FILE:" + path).c_str(), &cache));
        check(krb5_cc_initialize(library, cache, user));
        check(krb5_cc_store_cred(library, cache, &ticket));
        if (host != nullptr) {
            check(krb5_cc_store_cred(library, cache, host));
            krb5_free_creds(library, host);
        }
        krb5_cc_close(library, cache);
        krb5_free_cred_contents(library, &ticket);
        krb5_kt_close(library, keys);
        krb5_free_principal(library, user);
        krb5_free_context(library);
    }

private:
    static krb5_creds* fetch(krb5_context library, krb5_principal user, krb5_creds& ticket, const char* service)
    {
        krb5_ccache memory = nullptr;
        check(krb5_cc_new_unique(library, "MEMORY", nullptr, &memory));
        check(krb5_cc_initialize(library, memory, user));
        check(krb5_cc_store_cred(library, memory, &ticket));
        krb5_creds wanted{};
        wanted.client = user;
        check(krb5_parse_name(library, service, &wanted.server));
        krb5_creds* found = nullptr;
        check(krb5_get_credentials(library, 0, memory, &wanted, &found));
        krb5_free_principal(library, wanted.server);
        krb5_cc_destroy(library, memory);
        return found;
    }
    static void check(krb5_error_code code)
    {
        if (code != 0) throw std::runtime_error("krb5: " + std::to_string(code));
    }
};

} // namespace wsman::test
