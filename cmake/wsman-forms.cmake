# Defines the two forms of the library, which link wsman::headers: wsman::wsman, and wsman::compiled, which is compiled
# once in the build that uses it.
#
# CMakeLists.txt of the project (add_subdirectory, FetchContent), the installed package and the Conan package include
# this file. So packages are header-only, and the compiled form always uses the compiler and the flags of the user.

# Conan defines only wsman::headers. Imported targets are visible only in the folder of a find_package, so each call
# must set up the imported targets again.
if(NOT TARGET wsman::wsman)
    add_library(wsman::wsman INTERFACE IMPORTED)
    target_link_libraries(wsman::wsman INTERFACE wsman::headers)
endif()

# wsman_form(TARGET FORM): programs that link this target use this form. CMake prints the name of the property if a
# program links both.
function(wsman_form target form)
    get_target_property(aliased ${target} ALIASED_TARGET)
    if(aliased)
        set(target ${aliased})
    endif()
    set(name "wsman:_a_program_links_wsman::wsman_or_wsman::compiled,_not_both")
    set_target_properties(${target} PROPERTIES COMPATIBLE_INTERFACE_STRING "${name}" "INTERFACE_${name}" ${form})
endfunction()
wsman_form(wsman::wsman header-only)

include_guard(GLOBAL)

get_property(wsman_languages GLOBAL PROPERTY ENABLED_LANGUAGES)
if(TARGET wsman::compiled OR NOT "CXX" IN_LIST wsman_languages)
    return()
endif()

# The parts of <wsman/src.hpp>, each in its own file, so that they compile in parallel and each needs less than 1 GB.
set(wsman_parts
    client
    client_commands
    client_operations
    client_values
    core
    protocol
    security
    session
    testing
    testing_connections
    transport
    transport_connections
    xml
)
set(wsman_part_sources)
foreach(wsman_part IN LISTS wsman_parts)
    set(wsman_part_source "${CMAKE_CURRENT_BINARY_DIR}/wsman-compiled/${wsman_part}.cpp")
    file(CONFIGURE OUTPUT "${wsman_part_source}" CONTENT "#include <wsman/src/${wsman_part}.hpp>\n" @ONLY)
    list(APPEND wsman_part_sources "${wsman_part_source}")
endforeach()

add_library(wsman_compiled STATIC EXCLUDE_FROM_ALL ${wsman_part_sources})
add_library(wsman::compiled ALIAS wsman_compiled)
target_link_libraries(wsman_compiled PUBLIC wsman::headers)
target_compile_definitions(wsman_compiled PUBLIC WSMAN_SEPARATE_COMPILATION)
set_target_properties(wsman_compiled PROPERTIES POSITION_INDEPENDENT_CODE ON)
wsman_form(wsman_compiled compiled)
unset(wsman_parts)
unset(wsman_part)
unset(wsman_part_source)
unset(wsman_part_sources)
unset(wsman_languages)
