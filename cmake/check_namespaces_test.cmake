# Tests check_namespaces.cmake.
#   cmake -DSCRATCH=<empty folder> -P cmake/check_namespaces_test.cmake
cmake_policy(VERSION 3.24)

# verdict(EXPECTED LINE...): EXPECTED is `ok` or a part of the error message for a header with these lines.
function(verdict expected)
    file(REMOVE_RECURSE "${SCRATCH}")
    list(JOIN ARGN "\n" text)
    file(WRITE "${SCRATCH}/core/uuid.hpp" "${text}\n")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" "-DROOT=${SCRATCH}" -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/check_namespaces.cmake"
        RESULT_VARIABLE code
        OUTPUT_VARIABLE output
        ERROR_VARIABLE output
    )
    # CMake breaks long messages into lines.
    string(REGEX REPLACE "[ \n]+" " " output "${output}")
    string(FIND "${output}" "${expected}" position)
    if(expected STREQUAL "ok" AND NOT code EQUAL 0)
        message(SEND_ERROR "${ARGN} was refused: ${output}")
    elseif(NOT expected STREQUAL "ok" AND (code EQUAL 0 OR position EQUAL -1))
        message(SEND_ERROR "${ARGN} was not refused for '${expected}': ${output}")
    endif()
endfunction()

set(config "#include <wsman/core/config.hpp>")
verdict(ok "${config}" "namespace wsman::inline WSMAN_FORM {" "}")
verdict(ok "${config}" "namespace wsman::inline WSMAN_FORM::testing::detail {" "}")
verdict(ok "namespace boost::system {" "}")
verdict("must be 'namespace wsman::inline WSMAN_FORM {'" "${config}" "namespace wsman {" "}")
verdict("must be 'namespace wsman::inline WSMAN_FORM {'" "${config}" "namespace wsman::detail {" "}")
verdict("must be 'namespace wsman::inline WSMAN_FORM {'" "${config}" "namespace wsman" "{" "}")
verdict("include <wsman/core/config.hpp>" "namespace wsman::inline WSMAN_FORM {" "}")
file(REMOVE_RECURSE "${SCRATCH}")
