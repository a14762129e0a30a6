# One case: see CMakeLists.txt beside this file.
#   cmake -DCOMPILER=g++ -DFLAGS=… -DINCLUDES=… [-DPRELUDE=…] -DCASE=file.cpp [-DMUST_BE_REFUSED=ON] -P check.cmake
# PRELUDE: arguments that include a precompiled header.
cmake_policy(VERSION 3.24)
list(TRANSFORM INCLUDES PREPEND "-I")

file(STRINGS "${CASE}" expected REGEX "^// expect: ")
file(STRINGS "${CASE}" switches REGEX "WSMAN_COMPILES")
file(STRINGS "${CASE}" flags_of_case REGEX "^// flags: ")
string(REGEX REPLACE "^// flags: *" "" flags_of_case "${flags_of_case}")
separate_arguments(flags_of_case UNIX_COMMAND "${flags_of_case}")
file(STRINGS "${CASE}" clang_only REGEX "^// clang: ")
if(clang_only AND NOT COMPILER MATCHES "clang")
    string(REGEX REPLACE "^// clang: *" "" clang_only "${clang_only}")
    message("SKIPPED: ${clang_only}")
    return()
endif()
if(NOT COMPILER)
    message("SKIPPED: there is no clang here")
    return()
endif()

# compile(RESULT OUTPUT ARGUMENT...)
function(compile result output)
    execute_process(
        COMMAND "${CMAKE_COMMAND}" -E env LC_ALL=C "${COMPILER}" ${FLAGS} ${PRELUDE} ${flags_of_case} -DWSMAN_SEPARATE_COMPILATION
            ${INCLUDES} ${ARGN} "${CASE}"
        RESULT_VARIABLE code
        OUTPUT_VARIABLE text
        ERROR_VARIABLE text
    )
    set(${result} "${code}" PARENT_SCOPE)
    set(${output} "${text}" PARENT_SCOPE)
endfunction()

set(complaints)
if(NOT expected)
    list(APPEND complaints "has no line '// expect: sentence'")
endif()

compile(code output)
if(code EQUAL 0)
    list(APPEND complaints "compiles")
endif()
# Only error lines count, so that the sentence in a note or in quoted source does not suffice.
string(REPLACE ";" "," output_lines "${output}")
string(REGEX REPLACE "[][]" "'" output_lines "${output_lines}")
string(REPLACE "\n" ";" output_lines "${output_lines}")
list(FILTER output_lines INCLUDE REGEX "(^|[^a-z])error[ :]")
foreach(line IN LISTS expected)
    string(REGEX REPLACE "^// expect: *" "" sentence "${line}")
    string(REGEX REPLACE "[ \t\r]+$" "" sentence "${sentence}")
    string(REPLACE ";" "," sentence "${sentence}")
    string(REGEX REPLACE "[][]" "'" sentence "${sentence}")
    string(FIND "${output_lines}" "${sentence}" position)
    if(position EQUAL -1 OR sentence STREQUAL "")
        list(APPEND complaints "does not print: ${sentence}")
    endif()
endforeach()

if(switches AND NOT code EQUAL 0)
    compile(code_of_twin output_of_twin -DWSMAN_COMPILES)
    if(NOT code_of_twin EQUAL 0)
        string(REPLACE ";" "," output_of_twin "${output_of_twin}") # one complaint, not a list of them
        list(APPEND complaints "does not compile with WSMAN_COMPILES:\n${output_of_twin}")
    endif()
endif()

if(MUST_BE_REFUSED)
    if(NOT complaints)
        message(FATAL_ERROR "${CASE} passed")
    endif()
    message(STATUS "refused, as it should be: ${complaints}")
elseif(complaints)
    foreach(complaint IN LISTS complaints)
        message(SEND_ERROR "${CASE} ${complaint}")
    endforeach()
    message("${output}")
else()
    message(STATUS "${expected}")
endif()
