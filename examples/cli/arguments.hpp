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

/// An option of the verbs run and powershell, unparsed.
struct verb_option {
    std::string name;  ///< with its dashes
    std::string value; ///< empty for a switch
};

/// The parsed words of one call. Options may stand anywhere before the program of `run`; all later words are its
/// arguments.
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
    bool no_tab_in_sealed_parts = false;
    bool utf16 = false;
    bool lenient = false;
    bool spn_port = false;
    bool implicit_credentials = false;
    bool delegate = false;
    bool json = false;
    bool demo = false;
    bool help = false;
    bool version = false;
    std::optional<std::chrono::milliseconds> operation_timeout;
    std::optional<std::chrono::milliseconds> timeout;
    std::optional<unsigned> max_envelope_size_kb;
    std::optional<unsigned> retries;
    std::optional<unsigned> credssp_minimum;
    std::optional<unsigned> parallel;

    std::string verb;
    std::vector<verb_option> verb_options;
    std::vector<std::string> rest; ///< the operands of the verb
};

/// Returns: the arguments, or invalid_argument that names the option.
wsman::result<arguments> parse_arguments(const std::vector<std::string>& words);

/// Returns: the text of --help.
std::string_view usage() noexcept;

/// Returns: the help text of one verb; nothing for an unknown verb.
std::optional<std::string_view> usage_of(std::string_view verb) noexcept;

/// Reads words: `--name VALUE`, `--name=VALUE`, switches and operands.
class option_reader {
public:
    explicit option_reader(const std::vector<std::string>& words) : words_(words) {}

    /// Returns: the next option's name with its dashes; nothing at an operand, at `--` and at the end.
    std::optional<std::string> next();
    /// Returns: the next operand; nothing at `--` and at the end.
    std::optional<std::string> operand();
    /// Returns: true if `--` is next, and skips it.
    bool end_of_options();
    /// Returns: the value of the option just read.
    wsman::result<std::string> value();
    /// Returns: invalid_argument if the option just read was written with `=`.
    wsman::result<void> no_value() const;
    /// Returns: all remaining words.
    std::vector<std::string> operands() const;

private:
    const std::vector<std::string>& words_;
    std::size_t position_ = 0;
    std::string name_;
    std::optional<std::string> attached_;
};

/// Returns: invalid_argument with this text and hint; the default hint names --help.
wsman::failure usage_error(std::string text, std::string hint = {});

/// Returns: "did you mean X?" for the most similar name; empty if none is similar.
std::string did_you_mean(std::string_view given, const std::vector<std::string_view>& names);

} // namespace cli
