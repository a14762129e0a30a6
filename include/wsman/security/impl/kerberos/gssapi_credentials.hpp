//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/impl/kerberos/gssapi_support.hpp>
#include <wsman/security/impl/kerberos/kerberos_names.hpp>

#include <array>
#include <span>
#include <string>

// The tickets that a Kerberos log-in uses, and the service name.
namespace wsman::inline WSMAN_FORM::detail {

/// A ticket cache in this process's memory, under a unique name; destroyed with its owner.
class memory_ticket_cache {
public:
    memory_ticket_cache() noexcept = default;
    memory_ticket_cache(const memory_ticket_cache&) = delete;
    memory_ticket_cache& operator=(const memory_ticket_cache&) = delete;
    ~memory_ticket_cache()
    {
        if (cache_ != nullptr) krb5_cc_destroy(library_.get(), cache_);
    }

    /// Returns: its full name, "MEMORY:…"; empty if it could not be created.
    std::string make()
    {
        if (!library_ || krb5_cc_new_unique(library_.get(), "MEMORY", nullptr, &cache_) != 0) return {};
        char* full = nullptr;
        if (krb5_cc_get_full_name(library_.get(), cache_, &full) != 0) return {};
        std::string name(full);
        krb5_free_string(library_.get(), full);
        return name;
    }

private:
    krb5_library library_;
    krb5_ccache cache_ = nullptr;
};

/// Errors: key_table_unreadable if the cache that the environment names exists and cannot be read. Such a cache must
/// not reach the library: at least up to 1.20 it then frees a name that it never allocated, and crashes.
/// A missing cache is left to the library: it may find another, or create one from a keytab.
[[nodiscard]] inline result<void> gssapi_check_default_cache()
{
    const krb5_library library;
    krb5_ccache cache = nullptr;
    if (!library || krb5_cc_default(library.get(), &cache) != 0) return {};
    krb5_principal owner = nullptr;
    const krb5_error_code code = krb5_cc_get_principal(library.get(), cache, &owner);
    if (code == 0) krb5_free_principal(library.get(), owner);
    krb5_cc_close(library.get(), cache);
    if (code == 0 || code == KRB5_FCC_NOFILE || code == KRB5_CC_NOTFOUND) return {};
    const char* words = krb5_get_error_message(library.get(), code);
    failure why(security_errc::key_table_unreadable, words);
    krb5_free_error_message(library.get(), words);
    return why;
}

/// Effects: acquires credentials from a credential store of MIT: the caches and keytabs that `elements` name. A failure
/// contains `subject`.
[[nodiscard]] inline result<void> gssapi_take_from_store(
    std::span<gss_key_value_element_desc> elements,
    gss_name_t principal,
    gss_cred_usage_t usage,
    const std::string& subject,
    gssapi_credential& taken
)
{
    const gss_key_value_set_desc store{static_cast<OM_uint32>(elements.size()), elements.data()};
    OM_uint32 minor = 0;
    const OM_uint32 major = gss_acquire_cred_from(
        &minor, principal, GSS_C_INDEFINITE, gssapi_krb5_only(), usage, &store, taken.address(), nullptr, nullptr
    );
    if (GSS_ERROR(major)) return gssapi_failure(major, minor, kerberos_stage::keys, subject);
    return {};
}

/// Effects: acquires the tickets of the cache.
/// Errors: key_table_unreadable, no_ticket.
[[nodiscard]] inline result<void> gssapi_take_cache(const std::string& cache, gssapi_credential& taken)
{
    std::array<gss_key_value_element_desc, 1> elements{{{"ccache", cache.c_str()}}};
    return gssapi_take_from_store(elements, GSS_C_NO_NAME, GSS_C_INITIATE, cache, taken);
}

/// Effects: requests a ticket with the principal's key from the keytab, and stores it in `cache`.
/// Errors: key_table_unreadable; the KDC's error for the principal.
[[nodiscard]] inline result<void>
gssapi_take_keytab(const ticket_source& source, memory_ticket_cache& cache, gssapi_credential& taken)
{
    gssapi_name principal;
    if (!source.principal().empty())
        if (auto named = gssapi_import_principal(source.principal(), principal); !named) return named;
    const std::string tickets = cache.make();
    if (tickets.empty())
        return failure(security_errc::kerberos_failed, "a ticket cache in memory could not be created");
    std::array<gss_key_value_element_desc, 2> elements{
        {{"client_keytab", source.keytab_file().c_str()}, {"ccache", tickets.c_str()}}
    };
    const std::string subject = source.principal() + " with the keytab " + source.keytab_file();
    return gssapi_take_from_store(elements, principal.get(), GSS_C_INITIATE, subject, taken);
}

/// Effects: acquires credentials for an account. The library keeps the ticket in memory, and wipes the password when
/// the credentials are released.
[[nodiscard]] inline result<void>
gssapi_take_password(const std::string& principal, const secret& password, OM_uint32& minor, gssapi_credential& taken)
{
    gssapi_name name;
    if (auto named = gssapi_import_principal(principal, name); !named) return named;
    gss_buffer_desc text = gssapi_view(password.reveal());
    const OM_uint32 major = gss_acquire_cred_with_password(
        &minor,
        name.get(),
        &text,
        GSS_C_INDEFINITE,
        gssapi_krb5_only(),
        GSS_C_INITIATE,
        taken.address(),
        nullptr,
        nullptr
    );
    if (GSS_ERROR(major)) return gssapi_failure(major, minor, kerberos_stage::asking, principal);
    return {};
}

/// Returns: the service's principal, "HTTP/build01.corp.example@CORP.EXAMPLE".
/// The realm is the one that krb5.conf maps the host to ([domain_realm]). If there is no mapping, the realm is empty,
/// so that the KDC of the user's realm is asked, which may return a referral. The host name is used as given: for an
/// alias or an address the caller must name the principal; it is never derived from DNS.
inline std::string gssapi_target_principal(const std::string& service)
{
    if (service.find('@') != std::string::npos) return service;
    std::string realm;
    const krb5_library library;
    const std::string host = host_of_service(service);
    char** realms = nullptr;
    if (library && !host.empty() && krb5_get_host_realm(library.get(), host.c_str(), &realms) == 0) {
        if (realms != nullptr && realms[0] != nullptr) realm = realms[0];
        krb5_free_host_realm(library.get(), realms);
    }
    return service + '@' + realm;
}

} // namespace wsman::detail
