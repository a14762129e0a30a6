//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/transport/tls_facts.hpp>
#include <wsman/protocol/impl/host_text.ipp>

#include <boost/asio/ip/address.hpp>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::size_t certificate_text_limit = 512; // bytes of one name
inline constexpr int certificate_names_limit = 32;

inline std::string distinguished_name(const X509_NAME* name)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), &BIO_free);
    // RFC 2253, but without escapes for non-ASCII characters.
    constexpr unsigned long form = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
    if (!text || X509_NAME_print_ex(text.get(), name, 0, form) < 0) return {};
    const char* bytes = nullptr;
    const auto size = BIO_ctrl(text.get(), BIO_CTRL_INFO, 0, static_cast<void*>(&bytes));
    return host_text(std::string_view(bytes, static_cast<std::size_t>(size)), certificate_text_limit);
}

inline std::optional<std::chrono::sys_seconds> time_point_of(const ASN1_TIME* time)
{
    using namespace std::chrono;
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    const year_month_day day(
        year(parts.tm_year + 1900),
        month(static_cast<unsigned>(parts.tm_mon) + 1),
        std::chrono::day(static_cast<unsigned>(parts.tm_mday))
    );
    if (!day.ok()) return std::nullopt;
    return sys_days(day) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
}

inline std::string address_text(const unsigned char* bytes, int size)
{
    namespace ip = boost::asio::ip;
    if (size == 4) {
        ip::address_v4::bytes_type v4;
        std::memcpy(v4.data(), bytes, v4.size());
        return ip::address_v4(v4).to_string();
    }
    if (size == 16) {
        ip::address_v6::bytes_type v6;
        std::memcpy(v6.data(), bytes, v6.size());
        return ip::address_v6(v6).to_string();
    }
    return {};
}

inline std::vector<std::string> alternative_names(const X509* certificate)
{
    std::vector<std::string> names;
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> list(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
        &GENERAL_NAMES_free
    );
    const int count = list ? (std::min)(sk_GENERAL_NAME_num(list.get()), certificate_names_limit) : 0;
    for (int i = 0; i < count; ++i) {
        const GENERAL_NAME* const one = sk_GENERAL_NAME_value(list.get(), i);
        if (one->type != GEN_DNS && one->type != GEN_IPADD) continue;
        const ASN1_STRING* const value = one->type == GEN_DNS ? one->d.dNSName : one->d.iPAddress;
        const unsigned char* const bytes = ASN1_STRING_get0_data(value);
        const int size = ASN1_STRING_length(value);
        const std::string_view text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
        std::string name = one->type == GEN_DNS ? host_text(text, certificate_text_limit) : address_text(bytes, size);
        if (!name.empty()) names.push_back(std::move(name));
    }
    return names;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::optional<certificate_facts> read_certificate(std::string_view der)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        d2i_X509(nullptr, &bytes, static_cast<long>(der.size())), &X509_free
    );
    if (!certificate) return std::nullopt;
    certificate_facts facts;
    facts.subject = detail::distinguished_name(X509_get_subject_name(certificate.get()));
    facts.issuer = detail::distinguished_name(X509_get_issuer_name(certificate.get()));
    facts.names = detail::alternative_names(certificate.get());
    facts.not_before = detail::time_point_of(X509_get0_notBefore(certificate.get()));
    facts.not_after = detail::time_point_of(X509_get0_notAfter(certificate.get()));
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(der.data(), der.size(), digest, &size, EVP_sha256(), nullptr);
    append_hex(facts.sha256, std::string_view(reinterpret_cast<const char*>(digest), size));
    facts.sha256 = ascii_lower(facts.sha256);
    return facts;
}

WSMAN_DECL std::string iso_8601(std::chrono::sys_seconds point)
{
    using namespace std::chrono;
    const auto midnight = floor<days>(point);
    const year_month_day date(midnight);
    const hh_mm_ss time(point - midnight);
    char text[48];
    std::snprintf(
        text,
        sizeof text,
        "%04d-%02u-%02uT%02d:%02d:%02dZ",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count())
    );
    return text;
}

} // namespace wsman
