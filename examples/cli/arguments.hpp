//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// Everything that stands before the verb, and what stands behind it untouched.
class arguments {
public:
    arguments() {}

    std::string connect;
    std::string auth; ///< empty: the library's rule decides
    std::string user;
    std::string password_file;
    std::string ticket_cache;
    std::string keytab_file;
    std::string certificate_file;
    std::string key_file;
    std::string key_password_file;
    std::string connect_address;
    std::string ca_file;
    std::string crl_file;
    std::string pin_sha256;
    std::string spn_host;
    std::string spn_service;
    std::string trusted_hosts;
    std::string proxy;
    std::string proxy_auth;
    std::string proxy_user;
    std::string proxy_password_file;
    std::string locale;
    std::string config_file;
    std::string hosts_file;
    std::string trace_file;
    bool skip_ca_check = false;
    bool skip_cn_check = false;
    bool skip_revocation_check = false;
    bool use_ssl = false;
    bool no_encryption = false;
    bool delegate_to_unverified = false;
    bool unprotected_ntlm = false;
    bool utf16 = false;
    bool lenient = false;
    bool spn_port = false;
    bool implicit_credentials = false;
    bool delegate = false;
    bool json = false;
    bool demo = false;
    bool help = false;
    std::optional<std::chrono::milliseconds> operation_timeout;
    std::optional<std::chrono::milliseconds> timeout;
    std::optional<unsigned> max_envelope_size_kb;
    std::optional<unsigned> retries;
    std::optional<unsigned> credssp_minimum;
    std::optional<unsigned> parallel;

    std::string verb;
    std::vector<std::string> rest;
};

/// Returns: the arguments, or invalid_argument that names the option.
wsman::result<arguments> parse_arguments(const std::vector<std::string>& words);

/// Returns: the text of --help.
std::string_view usage() noexcept;

/// Reads the options of a verb: `--name VALUE`, `--name=VALUE` and switches, up to `--` or the first other word.
class option_reader {
public:
    explicit option_reader(const std::vector<std::string>& words) : words_(words) {}

    /// Returns: the next option's name with its dashes; nothing where the operands begin.
    std::optional<std::string> next();
    /// Returns: the value of the option just read.
    wsman::result<std::string> value();
    /// Returns: invalid_argument if the option just read was written with `=`.
    wsman::result<void> no_value() const;
    /// Returns: what follows the options.
    std::vector<std::string> operands() const;

private:
    const std::vector<std::string>& words_;
    std::size_t position_ = 0;
    std::string name_;
    std::optional<std::string> attached_;
};

/// Returns: invalid_argument with this text.
wsman::failure usage_error(std::string what);

} // namespace cli
