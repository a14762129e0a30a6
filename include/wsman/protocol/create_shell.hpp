//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/protocol/shell_id.hpp>
#include <wsman/protocol/soap.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// One environment variable of a shell.
class environment_variable {
public:
    environment_variable(std::string variable_name, std::string variable_value)
        : name(std::move(variable_name)), value(std::move(variable_value))
    {
    }
    std::string name;
    std::string value;
};

/// The options of a new shell. The host chooses the value of an empty text.
class shell_options {
public:
    shell_options() = default;

    std::string resource_uri{uris::cmd_shell};
    std::vector<environment_variable> environment;
    std::string working_directory;
    std::string name; ///< at most 255 characters
    /// The host closes the shell after this time without requests
    std::optional<std::chrono::milliseconds> idle_timeout = defaults::shell_idle_timeout;
    std::optional<std::chrono::milliseconds> lifetime;
    std::string input_streams = "stdin"; ///< names, separated by blanks
    std::string output_streams = "stdout stderr";
    bool no_profile = false;                                      ///< do not load the user's profile (WINRS_NOPROFILE)
    std::optional<std::uint32_t> code_page = defaults::code_page; ///< of the console (WINRS_CODEPAGE)
    std::string id;     ///< a GUID chosen by the client, required for a later disconnect
    option_set options; ///< additional options
};

/// The description of a shell by the host. Only the identifier is always present.
class created_shell {
public:
    explicit created_shell(shell_id identifier) : id(std::move(identifier)) {}

    shell_id id;
    std::string name;
    std::string owner;
    std::string client_address;
    std::string state;
    std::string input_streams;
    std::string output_streams;
    std::optional<std::chrono::milliseconds> idle_timeout; ///< the value that the host chose
};

/// Opens a shell on the host.
///
/// Errors, before the request is sent: the Windows codes for a name over 255 characters, a variable without a name, a
/// stream without a name and an identifier that is not a GUID. From the host: `condition::quota`,
/// `condition::access_denied` (with a hint), protocol_errc::shell_id_missing.
/// Specification: MS-WSMV 3.1.4.5 (wxf:Create), 2.2.4.38 (Shell).
class create_shell {
public:
    using value_type = created_shell;

    WSMAN_DECL explicit create_shell(const soap_context& context, shell_options options = {});

    WSMAN_DECL step start();
    WSMAN_DECL step resume(result<response>& answer);
    created_shell value() && { return std::move(value_); }

private:
    soap_call call_;
    shell_options options_;
    std::chrono::milliseconds timeout_;
    created_shell value_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/create_shell.ipp>
#endif
