# Finds the GSS-API of MIT Kerberos and defines GSSAPI::GSSAPI. Other implementations (Heimdal, macOS) lack functions
# that the library uses. Installed with wsman-config.cmake, because users of the package need it. GSSAPI_ROOT names
# another folder to search.
find_package(PkgConfig QUIET)
if(PKG_CONFIG_FOUND)
    pkg_check_modules(PC_GSSAPI QUIET mit-krb5-gssapi mit-krb5)
endif()

# Homebrew does not install it in a system folder.
set(wsman_gssapi_hints ${PC_GSSAPI_INCLUDEDIR} ${PC_GSSAPI_LIBDIR} ${PC_GSSAPI_PREFIX} /opt/homebrew/opt/krb5 /usr/local/opt/krb5)
find_path(GSSAPI_INCLUDE_DIR gssapi/gssapi_ext.h HINTS ${wsman_gssapi_hints})
find_library(GSSAPI_LIBRARY gssapi_krb5 HINTS ${wsman_gssapi_hints} ${PC_GSSAPI_LIBRARY_DIRS})
find_library(GSSAPI_KRB5_LIBRARY krb5 HINTS ${wsman_gssapi_hints} ${PC_GSSAPI_LIBRARY_DIRS})
mark_as_advanced(GSSAPI_INCLUDE_DIR GSSAPI_LIBRARY GSSAPI_KRB5_LIBRARY)
unset(wsman_gssapi_hints)

if(GSSAPI_INCLUDE_DIR)
    # Available since 1.19.
    file(STRINGS "${GSSAPI_INCLUDE_DIR}/gssapi/gssapi_ext.h" GSSAPI_HAS_CHANNEL_BOUND_FLAG REGEX "GSS_C_CHANNEL_BOUND_FLAG")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
    GSSAPI
    REQUIRED_VARS GSSAPI_LIBRARY GSSAPI_KRB5_LIBRARY GSSAPI_INCLUDE_DIR GSSAPI_HAS_CHANNEL_BOUND_FLAG
    REASON_FAILURE_MESSAGE
        "MIT Kerberos 1.19 or newer was not found. Debian, Ubuntu: apt-get install libkrb5-dev. Fedora: dnf install krb5-devel. macOS: brew install krb5. vcpkg: vcpkg install krb5. Elsewhere: set GSSAPI_ROOT. Or build without Kerberos: WSMAN_WITH_GSSAPI=OFF."
)

if(GSSAPI_FOUND AND NOT TARGET GSSAPI::GSSAPI)
    add_library(GSSAPI::GSSAPI INTERFACE IMPORTED)
    target_include_directories(GSSAPI::GSSAPI INTERFACE "${GSSAPI_INCLUDE_DIR}")
    target_link_libraries(GSSAPI::GSSAPI INTERFACE "${GSSAPI_LIBRARY}" "${GSSAPI_KRB5_LIBRARY}")
    if(GSSAPI_LIBRARY MATCHES "\\.a$")
        # Static libraries need their dependencies.
        target_link_libraries(GSSAPI::GSSAPI INTERFACE ${PC_GSSAPI_STATIC_LDFLAGS})
    endif()
endif()
