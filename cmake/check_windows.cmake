# Compiles <wsman/security/kerberos.hpp> with its definitions for Windows, if MinGW-w64 is installed.
# cmake -DINCLUDE=<source>/include -DBOOST=<folder that contains boost/> -DSCRATCH=<scratch> -P
# cmake/check_windows.cmake
cmake_policy(VERSION 3.24)

find_program(compiler NAMES x86_64-w64-mingw32-g++-posix x86_64-w64-mingw32-g++)
if(NOT compiler)
    message("SKIPPED: no MinGW-w64 (Debian: apt-get install g++-mingw-w64-x86-64-posix)")
    return()
endif()

# A folder with only Boost, because the same include folder contains headers of the C library of this system.
set(boost)
foreach(folder IN LISTS BOOST ITEMS /usr/include)
    if(EXISTS "${folder}/boost/version.hpp" AND NOT boost)
        set(boost "${folder}/boost")
    endif()
endforeach()
file(MAKE_DIRECTORY "${SCRATCH}")
file(CREATE_LINK "${boost}" "${SCRATCH}/boost" SYMBOLIC)
file(WRITE "${SCRATCH}/kerberos.cpp" "#include <wsman/security/kerberos.hpp>\nstatic_assert(sizeof(wsman::detail::sspi_initiator) != 0);\n")
execute_process(
    COMMAND
        "${compiler}" -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror "-I${INCLUDE}" -isystem
        "${SCRATCH}" "${SCRATCH}/kerberos.cpp"
    RESULT_VARIABLE code
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output
)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "${output}")
endif()
message(STATUS "windows: compiled by ${compiler}")
