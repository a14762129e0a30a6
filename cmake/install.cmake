include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(wsman_package_dir "${CMAKE_INSTALL_DATADIR}/wsman")

install(TARGETS wsman wsman_headers EXPORT wsman-targets FILE_SET HEADERS)
install(EXPORT wsman-targets NAMESPACE wsman:: DESTINATION "${wsman_package_dir}")

configure_package_config_file(
    cmake/wsman-config.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/wsman-config.cmake"
    INSTALL_DESTINATION "${wsman_package_dir}"
)
write_basic_package_version_file(
    "${CMAKE_CURRENT_BINARY_DIR}/wsman-config-version.cmake"
    COMPATIBILITY SameMinorVersion
    ARCH_INDEPENDENT
)
install(
    FILES
        "${CMAKE_CURRENT_BINARY_DIR}/wsman-config.cmake"
        "${CMAKE_CURRENT_BINARY_DIR}/wsman-config-version.cmake"
        cmake/FindGSSAPI.cmake
        cmake/FindRapidXML.cmake
        cmake/wsman-forms.cmake
    DESTINATION "${wsman_package_dir}"
)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/wsman")
