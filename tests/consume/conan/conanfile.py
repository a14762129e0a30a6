from conan import ConanFile
from conan.tools.build import can_run
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout


class WsmanTestPackage(ConanFile):
    settings = "os", "compiler", "build_type", "arch"
    generators = "CMakeDeps", "VirtualRunEnv"
    test_type = "explicit"

    def requirements(self):
        self.requires(self.tested_reference_str)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        wsman = self.dependencies["wsman"]
        platform = any(d.recipe == "Platform" for d in wsman.dependencies.values())
        toolchain.cache_variables["WSMAN_PLATFORM_DEPENDENCIES"] = platform
        toolchain.cache_variables["CONSUMER_KERBEROS"] = bool(wsman.options.get_safe("with_gssapi"))
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def test(self):
        if can_run(self):
            CMake(self).ctest(["--output-on-failure"])
