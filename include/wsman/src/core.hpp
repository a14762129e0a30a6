//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the layer core/.
#include <wsman/src/separate_only.hpp>

#include <wsman/core/impl/duration.ipp>
#include <wsman/core/impl/encoding.ipp>
#include <wsman/core/impl/error.ipp>
#include <wsman/core/impl/failure.ipp>
#include <wsman/core/impl/result.ipp>
#include <wsman/core/impl/secret.ipp>
#include <wsman/core/impl/text_input.ipp>
#include <wsman/core/impl/utf8.ipp>
#include <wsman/core/impl/uuid.ipp>
#include <wsman/core/impl/wiped_bytes.ipp>
