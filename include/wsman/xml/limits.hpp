//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>

#include <cstddef>

namespace wsman::inline WSMAN_FORM::xml {

/// The limits of a document, because a hostile host may send a document of any size.
struct limits {
    std::size_t size = defaults::body_limit;           ///< bytes of the document
    std::size_t depth = defaults::xml_depth;           ///< nested elements; values above 256 count as 256
    std::size_t attributes = defaults::xml_attributes; ///< of one element, including namespace declarations
    std::size_t text = defaults::body_limit;           ///< bytes of one text node or of one attribute value
    std::size_t nodes = defaults::xml_nodes;           ///< sum of elements, attributes and text nodes

    limits() noexcept {}
};

} // namespace wsman::xml
