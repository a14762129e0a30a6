//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the layer xml/.
#include <wsman/src/separate_only.hpp>

#include <wsman/xml/impl/characters.ipp>
#include <wsman/xml/impl/lenient.ipp>
#include <wsman/xml/impl/prescan.ipp>
#include <wsman/xml/impl/reader.ipp>
#include <wsman/xml/impl/resolver.ipp>
#include <wsman/xml/impl/serialise.ipp>
#include <wsman/xml/impl/writer.ipp>
