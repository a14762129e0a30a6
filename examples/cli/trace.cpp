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

boost::json::object to_json(const wsman::event& seen)
{
    boost::json::object line;
    line["event"] = wsman::to_string(seen.kind);
    const auto add = [&line](const char* key, std::string_view value) {
        if (!value.empty()) line[key] = value;
    };
    add("operation", seen.operation);
    add("host", seen.host);
    add("message_id", seen.message_id);
    add("detail", seen.detail);
    if (seen.bytes != 0) line["bytes"] = seen.bytes;
    line["elapsed_us"] = seen.elapsed.count();
    if (seen.http_status != 0) line["http_status"] = seen.http_status;
    if (seen.code) {
        line["category"] = seen.code.category().name();
        line["name"] = wsman::error_name(seen.code);
    }
    if (seen.attempt != 0) line["attempt"] = seen.attempt;
    if (seen.connection != 0) line["connection"] = seen.connection;
    add("envelope", seen.envelope);
    return line;
}

} // namespace

wsman::result<wsman::observer> trace_to(const std::string& path)
{
#if !defined(_WIN32)
    // Other users must not read envelopes. The mode of an existing file, device or pipe does not change.
    if (const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); made >= 0) ::close(made);
#endif
    const auto file = std::make_shared<std::ofstream>(path, std::ios::trunc);
    if (!*file) return wsman::failure(wsman::client_errc::invalid_argument, "cannot write the trace file " + path);
    return wsman::observer([file](const wsman::event& seen) {
        *file << boost::json::serialize(to_json(seen)) << '\n' << std::flush;
    });
}

} // namespace cli
