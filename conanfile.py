import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir

required_conan_version = ">=2.0"


class WsmanConan(ConanFile):
    name = "wsman"
    description = "WS-Management and WinRM for C++20 coroutines"
    license = "BSL-1.0"
    topics = ("ws-management", "winrm", "powershell", "asio", "header-only")
    package_type = "header-library"
    settings = "os", "compiler", "build_type", "arch"
    # Kerberos through MIT's GSS-API. Windows does without.
    options = {"with_gssapi": [True, False]}
    default_options = {"with_gssapi": False}
    exports_sources = "CMakeLists.txt", "LICENSE", "cmake/*", "include/*"
    no_copy_source = True
    test_package_folder = "tests/consume/conan"

    def set_version(self):
        text = load(self, os.path.join(self.recipe_folder, "CMakeLists.txt"))
        self.version = re.search(r"\bVERSION (\d+\.\d+\.\d+)", text).group(1)

    def requirements(self):
        self.requires("boost/[>=1.81 <2]")
        self.requires("openssl/[>=3 <4]")
        self.requires("rapidxml/[>=1.13 <2]")
        if self.options.get_safe("with_gssapi"):
            self.requires("krb5/[>=1.19 <2]")

    def config_options(self):
        if self.settings.os == "Windows":
            del self.options.with_gssapi

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def package_id(self):
        self.info.clear()

    def generate(self):
        toolchain = CMakeToolchain(self)
        for option in ("WSMAN_TESTS", "WSMAN_EXAMPLES", "WSMAN_BENCHMARKS"):
            toolchain.cache_variables[option] = False
        toolchain.cache_variables["WSMAN_WITH_GSSAPI"] = bool(self.options.get_safe("with_gssapi"))
        toolchain.generate()
        CMakeDeps(self).generate()

    def package(self):
        copy(self, "LICENSE", src=self.source_folder, dst=os.path.join(self.package_folder, "licenses"))
        cmake = CMake(self)
        cmake.configure()
        cmake.install()
        # Conan writes the package's CMake files for its users itself; of ours it needs the one that defines the two forms.
        share = os.path.join(self.package_folder, "share")
        copy(self, "wsman-forms.cmake", src=os.path.join(share, "wsman"), dst=os.path.join(self.package_folder, "cmake"))
        rmdir(self, share)

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.set_property("cmake_file_name", "wsman")
        self.cpp_info.set_property("cmake_target_name", "wsman::headers")
        self.cpp_info.set_property("cmake_build_modules", [os.path.join("cmake", "wsman-forms.cmake")])
        if self.options.get_safe("with_gssapi"):
            self.cpp_info.defines = ["WSMAN_WITH_GSSAPI"]
        if self.settings.get_safe("os") == "Windows":
            self.cpp_info.system_libs = ["secur32"]
        if self.settings.get_safe("os") in ("Linux", "FreeBSD"):
            self.cpp_info.system_libs = ["pthread"]
