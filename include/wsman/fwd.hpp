//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

// Forward declarations, for headers that only use pointers or references to the classes.
namespace wsman::inline WSMAN_FORM {

class client;
class client_options;
class blocking_client;
class running_command;
class shell;

class exception;
class exchange;
class failure;
class secret;
class session;
class session_draft;
class uuid;

template <class T>
class result;

namespace testing {

class endpoint;
class endpoint_options;

} // namespace testing

} // namespace wsman
