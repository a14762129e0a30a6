//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

namespace demo {

/// Effects: compiles a session with a contradiction, and prints the program and the compiler's message.
/// Returns: true if the compiler refused it with the library's message.
bool print_compile_error();

} // namespace demo
