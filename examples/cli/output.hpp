//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/output_sink.hpp>
#include <wsman/core/failure.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cli {

/// Output cannot be written any more. If its reader has closed it, the process ends by SIGPIPE.
class output_closed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The output of a verb. For one host it is unchanged; for many hosts every line and every JSON object names its host.
class output {
public:
    explicit output(bool json, std::string host = {}) : json_(json), host_(std::move(host)) {}

    bool json() const noexcept { return json_; }

    /// Effects: writes the host's output; for many hosts in whole lines, so that they do not mix.
    /// Errors: throws output_closed.
    void write(wsman::output_stream stream, std::string_view bytes);
    /// Effects: writes a last line without a line end.
    void finish();

    /// Effects: one JSON object and a line end on standard output.
    /// Errors: throws output_closed.
    void print(boost::json::object value);
    /// Effects: `{"exit_code","stdout","stderr"}`; output that is not valid UTF-8 is base64 in `stdout_base64`.
    void print_result(
        std::optional<std::int32_t> exit_code, const std::string& standard_output, const std::string& standard_error
    );
    /// Effects: as text, writes one line about the failure to standard error. As JSON for one host: writes the error
    /// object to standard error, and the output so far as an incomplete object to standard output; for many hosts: both
    /// as one object to standard output.
    /// Errors: throws output_closed.
    void report(const wsman::failure& why);
    /// Effects: writes one line that is not a failure to standard error.
    void note(std::string_view text);
    /// Returns: the exit status for the remote exit code. Writes a line to standard error if it cannot be represented
    /// or, for many hosts, is not 0.
    int exit_status_of(std::optional<std::int32_t> remote);

private:
    void write_lines(wsman::output_stream stream, std::string& pending, std::string_view bytes);

    bool json_;
    std::string host_; // empty for a single host
    std::string pending_output_;
    std::string pending_errors_;
};

/// Returns: a sink that calls output::write.
wsman::output_sink sink_to(std::shared_ptr<output> out);

} // namespace cli
