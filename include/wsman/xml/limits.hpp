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

/// What a document may cost its reader. A host is not trusted to be modest.
struct limits {
    std::size_t size = defaults::body_limit;           ///< bytes of the whole document
    std::size_t depth = defaults::xml_depth;           ///< nested elements; never more than 256, whatever is set here
    std::size_t attributes = defaults::xml_attributes; ///< of one element, namespace declarations among them
    std::size_t text = defaults::body_limit;           ///< bytes of one run of text or of one attribute's value
    std::size_t nodes = defaults::xml_nodes;           ///< elements, attributes and runs of text together

    limits() noexcept {}
};

} // namespace wsman::xml
