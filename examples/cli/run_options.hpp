//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/run_options.hpp>

#include <optional>
#include <string>
#include <vector>

#include "arguments.hpp"

namespace cli {

/// The options and operands of the verbs `run` and `powershell`.
class run_arguments {
public:
    run_arguments() {}

    wsman::run_options options;
    bool raw = false;
    std::vector<std::string> words; ///< the program and its arguments, or the script
};

/// Returns: the options of the verb, with --timeout and --stdin converted for the client.
wsman::result<run_arguments> parse_run_arguments(const arguments& options);

/// Returns: an error in the verb's options, as far as it can be found without opening the input.
wsman::result<void> check_run_arguments(const arguments& options);

} // namespace cli
