# Compiles every public header alone, included twice, in the mode of the tests; all headers together after the macros of
# <windows.h>, which defines names such as `small` and `interface`; and all headers in reverse and in random order, as
# the two files of one program.
set(header_units)
set(foreign_includes)
set(own_includes)
foreach(header IN LISTS wsman_headers)
    cmake_path(RELATIVE_PATH header BASE_DIRECTORY "${PROJECT_SOURCE_DIR}/include" OUTPUT_VARIABLE name)
    if(NOT name MATCHES "\\.hpp$" OR name MATCHES "/impl/" OR name MATCHES "^wsman/src[./]")
        continue()
    endif()
    set(unit "${PROJECT_BINARY_DIR}/header_check/${name}.cpp")
    file(CONFIGURE OUTPUT "${unit}" CONTENT "#include <${name}>\n#include <${name}>\n" @ONLY)
    list(APPEND header_units "${unit}")

    list(APPEND own_includes "#include <${name}>")
    file(STRINGS "${header}" includes REGEX "^#include <")
    list(FILTER includes EXCLUDE REGEX "<wsman[./]")
    list(APPEND foreign_includes ${includes})
endforeach()
if(NOT header_units)
    return()
endif()

# The macros of <windows.h> that conflict with common names. The headers of other libraries are included before them.
set(windows_macros "min(a, b) (0)" "max(a, b) (0)")
foreach(word IN ITEMS small interface near far cdecl IN OUT OPTIONAL DELETE ERROR NO_ERROR CONST VOID TRUE FALSE STRICT ABSOLUTE
                      RELATIVE DIFFERENCE INPUT CALLBACK GetMessage SendMessage GetObject CreateFile CreateService DeleteFile
                      GetCommandLine Yield GetUserName
)
    list(APPEND windows_macros "${word} (0)")
endforeach()
list(TRANSFORM windows_macros PREPEND "#undef ")
list(TRANSFORM windows_macros REPLACE "#undef ([A-Za-z_]+)(.*)" "#undef \\1\n#define \\1\\2")
list(REMOVE_DUPLICATES foreign_includes)
list(JOIN foreign_includes "\n" foreign_includes)
list(JOIN windows_macros "\n" windows_macros)
list(JOIN own_includes "\n" own_includes)
set(unit "${PROJECT_BINARY_DIR}/header_check/windows_macros.cpp")
file(CONFIGURE OUTPUT "${unit}" CONTENT "${foreign_includes}\n${windows_macros}\n${own_includes}\n" @ONLY)
if(NOT WSMAN_TESTS_HEADER_ONLY) # the .ipp files include more headers of other libraries
    list(APPEND header_units "${unit}")
endif()

if(WSMAN_HEADERS_ALONE)
    add_library(header_check OBJECT ${header_units})
    target_link_libraries(header_check PRIVATE wsman::headers wsman_development)
    if(NOT WSMAN_TESTS_HEADER_ONLY)
        target_compile_definitions(header_check PRIVATE WSMAN_SEPARATE_COMPILATION)
    endif()
    if(NOT MSVC)
        # No object file is written, which halves the time in the header-only form.
        target_compile_options(header_check PRIVATE -fsyntax-only)
        set_target_properties(header_check PROPERTIES CXX_COMPILER_LAUNCHER "sh;${CMAKE_CURRENT_LIST_DIR}/syntax_only.sh")
    endif()
endif()

# The first configuration of a build folder chooses the random order; the environment variable WSMAN_HEADER_SEED repeats
# an order.
if(NOT "$ENV{WSMAN_HEADER_SEED}" STREQUAL "")
    set(WSMAN_HEADER_SEED "$ENV{WSMAN_HEADER_SEED}" CACHE INTERNAL "")
elseif(NOT WSMAN_HEADER_SEED)
    string(RANDOM LENGTH 9 ALPHABET 123456789 WSMAN_HEADER_SEED)
    set(WSMAN_HEADER_SEED "${WSMAN_HEADER_SEED}" CACHE INTERNAL "")
endif()
message(STATUS "Order of the headers in header_orders: WSMAN_HEADER_SEED=${WSMAN_HEADER_SEED}")
string(REPLACE "\n" ";" reverse "${own_includes}")
set(shuffled)
foreach(line IN LISTS reverse)
    # Sorted by a hash of the seed and the name, so that the relative order of two headers depends only on the seed.
    string(SHA1 rank "${WSMAN_HEADER_SEED} ${line}")
    list(APPEND shuffled "${rank}${line}")
endforeach()
list(REVERSE reverse)
list(SORT shuffled)
list(TRANSFORM shuffled REPLACE "^[0-9a-f]+#" "#")
list(JOIN reverse "\n" reverse)
list(JOIN shuffled "\n" shuffled)
set(orders "${PROJECT_BINARY_DIR}/header_orders")
file(CONFIGURE OUTPUT "${orders}/reverse.cpp" CONTENT "${reverse}\n" @ONLY)
file(CONFIGURE OUTPUT "${orders}/random.cpp" CONTENT "// WSMAN_HEADER_SEED=${WSMAN_HEADER_SEED}\n${shuffled}\n" @ONLY)
file(
    CONFIGURE
    OUTPUT "${orders}/main.cpp"
    CONTENT "#include <cstdio>\n\nint main()\n{\n    std::puts(\"WSMAN_HEADER_SEED=${WSMAN_HEADER_SEED}\");\n}\n"
    @ONLY
)
wsman_program(header_orders "${orders}/reverse.cpp" "${orders}/random.cpp" "${orders}/main.cpp")
if(NOT MSVC)
    target_compile_options(header_orders PRIVATE -g0)
endif()
add_test(NAME "headers: a program includes them in reverse and in random order" COMMAND header_orders)
