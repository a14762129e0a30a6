# Tests check_parts.cmake.
#   cmake -DSCRATCH=<empty folder> -P cmake/check_parts_test.cmake
cmake_policy(VERSION 3.24)

# tree(): a valid library of two parts and three .ipp files.
function(tree)
    file(REMOVE_RECURSE "${SCRATCH}")
    file(WRITE "${SCRATCH}/src.hpp" "#include <wsman/src/core.hpp>\n#include <wsman/src/xml.hpp>\n")
    file(WRITE "${SCRATCH}/forms.cmake" "set(wsman_parts\n    core\n    xml\n)\n")
    file(WRITE "${SCRATCH}/src/separate_only.hpp" "#pragma once\n")
    file(WRITE "${SCRATCH}/src/core.hpp" "#include <wsman/core/impl/uuid.ipp>\n#include <wsman/core/impl/utf8.ipp>\n")
    file(WRITE "${SCRATCH}/src/xml.hpp" "#include <wsman/xml/impl/reader.ipp>\n")
    file(WRITE "${SCRATCH}/core/impl/uuid.ipp" "WSMAN_DECL void f() {}\n")
    file(WRITE "${SCRATCH}/core/impl/utf8.ipp" "inline void g() {}\n")
    file(WRITE "${SCRATCH}/xml/impl/reader.ipp" "#include <wsman/core/impl/utf8.ipp>\nWSMAN_DECL void h() {}\n")
endfunction()

# verdict(EXPECTED): EXPECTED is `ok` or a part of the error message for the current tree.
function(verdict expected)
    execute_process(
        COMMAND
            "${CMAKE_COMMAND}" "-DROOT=${SCRATCH}" "-DFORMS=${SCRATCH}/forms.cmake" -P
            "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/check_parts.cmake"
        RESULT_VARIABLE code
        OUTPUT_VARIABLE output
        ERROR_VARIABLE output
    )
    # CMake breaks long messages into lines.
    string(REGEX REPLACE "[ \n]+" " " output "${output}")
    string(FIND "${output}" "${expected}" position)
    if(expected STREQUAL "ok" AND NOT code EQUAL 0)
        message(SEND_ERROR "a good tree was refused: ${output}")
    elseif(NOT expected STREQUAL "ok" AND (code EQUAL 0 OR position EQUAL -1))
        message(SEND_ERROR "not refused for '${expected}': ${output}")
    endif()
endfunction()

tree()
verdict(ok)
file(WRITE "${SCRATCH}/core/impl/secret.ipp" "WSMAN_DECL void i() {}\n")
verdict("no part in src/ includes <wsman/core/impl/secret.ipp>")
tree()
file(APPEND "${SCRATCH}/src/xml.hpp" "#include <wsman/core/impl/uuid.ipp>\n")
verdict("more than one part includes <wsman/core/impl/uuid.ipp>")
tree()
file(APPEND "${SCRATCH}/xml/impl/reader.ipp" "#include <wsman/core/impl/uuid.ipp>\n")
verdict("<wsman/core/impl/uuid.ipp> would be defined in each of the parts core, xml")
tree()
file(APPEND "${SCRATCH}/src/xml.hpp" "#include <wsman/xml/impl/writer.ipp>\n")
verdict("src/xml.hpp leads to <wsman/xml/impl/writer.ipp>, which does not exist")
tree()
file(WRITE "${SCRATCH}/src.hpp" "#include <wsman/src/core.hpp>\n")
verdict("src.hpp does not include <wsman/src/xml.hpp>")
tree()
file(WRITE "${SCRATCH}/forms.cmake" "set(wsman_parts\n    core\n    xml\n    protocol\n)\n")
verdict("there is no <wsman/src/protocol.hpp>")
tree()
file(WRITE "${SCRATCH}/forms.cmake" "set(wsman_parts\n    core\n)\n")
verdict("wsman-forms.cmake does not list the part xml")
file(REMOVE_RECURSE "${SCRATCH}")
