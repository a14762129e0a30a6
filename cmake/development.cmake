# Warnings and sanitizers for our own targets. None of it reaches wsman::wsman, so none of it reaches a user.

option(WSMAN_TESTS_HEADER_ONLY "Tests, examples and benchmarks include the bodies instead of linking wsman::compiled" OFF)
option(WSMAN_WARNINGS_AS_ERRORS "Warnings in our own targets are errors" ON)
option(WSMAN_CHECKS "With the tests: the headers, the layers, the programs that must not compile" ON)
option(WSMAN_HEADERS_ALONE "Among the checks: each header alone, which one compiler says for all" ON)
option(WSMAN_FUZZ "Build the fuzz targets as libFuzzer programs (clang) instead of replaying their corpus" OFF)
set(WSMAN_SANITIZE "" CACHE STRING "Sanitizers for our own targets: address,undefined or thread")

add_library(wsman_development INTERFACE)
if(MSVC)
    target_compile_options(wsman_development INTERFACE /W4 /permissive- /bigobj /utf-8 $<$<BOOL:${WSMAN_WARNINGS_AS_ERRORS}>:/WX>)
    target_compile_definitions(wsman_development INTERFACE _WIN32_WINNT=0x0A00 NOMINMAX)
else()
    target_compile_options(
        wsman_development
        INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${WSMAN_WARNINGS_AS_ERRORS}>:-Werror>
    )
endif()

# A coroutine library fails in odd ways when half of a program is instrumented, so sanitizers go to every target below
# this file, wsman::compiled among them.
set(wsman_sanitizers ${WSMAN_SANITIZE})
if(WSMAN_FUZZ)
    list(APPEND wsman_sanitizers fuzzer-no-link)
endif()
add_library(wsman_sanitizers INTERFACE)
if(wsman_sanitizers)
    list(JOIN wsman_sanitizers "," wsman_sanitizers)
    target_compile_options(
        wsman_sanitizers
        INTERFACE -fsanitize=${wsman_sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer
    )
    target_link_options(wsman_sanitizers INTERFACE -fsanitize=${wsman_sanitizers})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # What the sanitizers add to a function makes g++ guess wrong about its variables, as its manual warns.
        target_compile_options(wsman_sanitizers INTERFACE -Wno-maybe-uninitialized)
    endif()
    if(WSMAN_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # g++ warns that fences are not modelled; Asio has one that TSan need not see.
        target_compile_options(wsman_sanitizers INTERFACE -Wno-tsan)
    endif()
endif()
target_link_libraries(wsman_compiled PRIVATE wsman_development wsman_sanitizers)

# What we write is C++20 as the standard has it.
set(CMAKE_CXX_EXTENSIONS OFF)
set_target_properties(wsman_compiled PROPERTIES CXX_EXTENSIONS OFF)

if(WSMAN_TESTS_HEADER_ONLY)
    set(wsman_library wsman::wsman)
else()
    set(wsman_library wsman::compiled)
endif()

# wsman_program(NAME SOURCE...): an executable of ours.
function(wsman_program name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE ${wsman_library} wsman_development wsman_sanitizers)
endfunction()
