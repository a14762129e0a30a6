//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "trace.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <memory>

#if !defined(_WIN32)
#include <fcntl.h>
#include <unistd.h>
#endif

namespace cli {

namespace {

boost::json::object to_json(const wsman::event& what)
{
    boost::json::object line;
    line["event"] = wsman::to_string(what.kind);
    const auto add = [&line](const char* key, std::string_view value) {
        if (!value.empty()) line[key] = value;
    };
    add("operation", what.operation);
    add("host", what.host);
    add("message_id", what.message_id);
    add("detail", what.detail);
    if (what.bytes != 0) line["bytes"] = what.bytes;
    line["elapsed_us"] = what.elapsed.count();
    if (what.http_status != 0) line["http_status"] = what.http_status;
    if (what.code) {
        line["category"] = what.code.category().name();
        line["name"] = wsman::error_name(what.code);
    }
    if (what.attempt != 0) line["attempt"] = what.attempt;
    if (what.connection != 0) line["connection"] = what.connection;
    add("envelope", what.envelope);
    return line;
}

} // namespace

wsman::result<wsman::observer> trace_to(const std::string& path)
{
#if !defined(_WIN32)
    // Envelopes are none of other users' business. A file, device or pipe that is there already stays as it is.
    if (const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); made >= 0) ::close(made);
#endif
    const auto file = std::make_shared<std::ofstream>(path, std::ios::trunc);
    if (!*file) return wsman::failure(wsman::client_errc::invalid_argument, "cannot write the trace file " + path);
    return wsman::observer([file](const wsman::event& what) {
        *file << boost::json::serialize(to_json(what)) << '\n' << std::flush;
    });
}

} // namespace cli
