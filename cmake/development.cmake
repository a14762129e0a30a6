# Warnings and sanitizers for the targets of this project. They do not apply to wsman::wsman, so they do not affect
# users.

option(WSMAN_TESTS_HEADER_ONLY "Tests, examples and benchmarks use the header-only form instead of wsman::compiled" OFF)
option(WSMAN_WARNINGS_AS_ERRORS "Treat warnings in the targets of this project as errors" ON)
option(WSMAN_CHECKS "Add tests of the headers, the layers and the programs that must not compile" ON)
option(WSMAN_HEADERS_ALONE "Add a test that compiles each header alone" ON)
option(WSMAN_FUZZ "Build the fuzz targets as libFuzzer programs (clang) instead of replaying their corpus" OFF)
set(WSMAN_SANITIZE "" CACHE STRING "Sanitizers for the targets of this project: address,undefined or thread")

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

# All parts of a program must be instrumented alike, so the sanitizers apply to every target of this project, including
# wsman::compiled.
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
        # With sanitizers g++ reports false warnings about uninitialised variables, as its manual says.
        target_compile_options(wsman_sanitizers INTERFACE -Wno-maybe-uninitialized)
    endif()
    if(WSMAN_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # g++ warns that TSan does not support fences. The fence in Asio is not relevant for TSan.
        target_compile_options(wsman_sanitizers INTERFACE -Wno-tsan)
    endif()
endif()
target_link_libraries(wsman_compiled PRIVATE wsman_development wsman_sanitizers)

# Standard C++20 without extensions.
set(CMAKE_CXX_EXTENSIONS OFF)
set_target_properties(wsman_compiled PROPERTIES CXX_EXTENSIONS OFF)

if(WSMAN_TESTS_HEADER_ONLY)
    set(wsman_library wsman::wsman)
else()
    set(wsman_library wsman::compiled)
endif()

# wsman_program(NAME SOURCE...): an executable of this project.
function(wsman_program name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE ${wsman_library} wsman_development wsman_sanitizers)
endfunction()
