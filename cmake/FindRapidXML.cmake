# Finds the headers of RapidXML, which has no CMake package, and defines RapidXML::RapidXML. Installed with
# wsman-config.cmake, because users of the package need it.
find_path(RapidXML_INCLUDE_DIR rapidxml/rapidxml.hpp)
mark_as_advanced(RapidXML_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
    RapidXML
    REQUIRED_VARS RapidXML_INCLUDE_DIR
    REASON_FAILURE_MESSAGE
        "rapidxml/rapidxml.hpp was not found. Debian, Ubuntu: apt-get install librapidxml-dev. Fedora: dnf install rapidxml-devel. vcpkg: vcpkg install rapidxml. Elsewhere: set RapidXML_INCLUDE_DIR."
)

if(RapidXML_FOUND AND NOT TARGET RapidXML::RapidXML)
    add_library(RapidXML::RapidXML INTERFACE IMPORTED)
    target_include_directories(RapidXML::RapidXML INTERFACE "${RapidXML_INCLUDE_DIR}")
endif()
