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

/// What we write can no longer be written. Where its reader has left, the process is going to end by SIGPIPE.
class output_closed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Where a verb writes. Of one host it is as it comes; of many hosts every line, and every JSON object, names its host.
class output {
public:
    explicit output(bool json, std::string host = {}) : json_(json), host_(std::move(host)) {}

    bool json() const noexcept { return json_; }

    /// Effects: passes on what the host wrote; of many hosts by whole lines, so that they do not mix.
    /// Errors: throws output_closed.
    void write(wsman::output_stream stream, std::string_view bytes);
    /// Effects: what was written last and has no line end gets out.
    void finish();

    /// Effects: one JSON object and a line end on standard output.
    /// Errors: throws output_closed.
    void print(boost::json::object value);
    /// Effects: `{"exit_code","stdout","stderr"}`; bytes that are no UTF-8 come as base64 under `stdout_base64`.
    void print_result(
        std::optional<std::int32_t> exit_code, const std::string& standard_output, const std::string& standard_error
    );
    /// Effects: as text, one line about the failure on standard error. As JSON, of one host: the error object on standard
    /// error, and what there is of output as an incomplete object on standard output; of many hosts: both as one object
    /// on standard output.
    /// Errors: throws output_closed.
    void report(const wsman::failure& why);
    /// Effects: one line that is no failure on standard error.
    void note(std::string_view text);
    /// Returns: the exit status that stands for the remote one, after a line on standard error where it cannot be shown
    /// or, of many hosts, is not 0.
    int exit_status_of(std::optional<std::int32_t> remote);

private:
    void write_lines(wsman::output_stream stream, std::string& pending, std::string_view bytes);

    bool json_;
    std::string host_; // empty where there is one only
    std::string pending_output_;
    std::string pending_errors_;
};

/// Returns: a sink that passes on what the host writes (output::write).
wsman::output_sink sink_to(std::shared_ptr<output> out);

} // namespace cli
