# Defines wsman::compiled: the library compiled once, in the build that uses it.
#
# Both doors include this file: the project's own CMakeLists.txt (add_subdirectory, FetchContent) and the installed
# package. So the package stays header-only, and the compiled form always matches the user's compiler and its flags.
include_guard(GLOBAL)

get_property(wsman_languages GLOBAL PROPERTY ENABLED_LANGUAGES)
if(TARGET wsman::compiled OR NOT "CXX" IN_LIST wsman_languages)
    return()
endif()

set(wsman_compiled_source "${CMAKE_CURRENT_BINARY_DIR}/wsman-compiled/wsman.cpp")
file(CONFIGURE OUTPUT "${wsman_compiled_source}" CONTENT "#include <wsman/src.hpp>\n" @ONLY)

add_library(wsman_compiled STATIC EXCLUDE_FROM_ALL "${wsman_compiled_source}")
add_library(wsman::compiled ALIAS wsman_compiled)
target_link_libraries(wsman_compiled PUBLIC wsman::wsman)
target_compile_definitions(wsman_compiled PUBLIC WSMAN_SEPARATE_COMPILATION)
set_target_properties(wsman_compiled PROPERTIES POSITION_INDEPENDENT_CODE ON)
unset(wsman_compiled_source)
unset(wsman_languages)
