#!/bin/sh
# Uses the library as others do, each way in a build of its own: sh tests/consume/run.sh WORK_DIRECTORY
# Ways: add_subdirectory, FetchContent, find_package on an installed package, Conan, vcpkg.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$1
CXX=${CXX:-g++}
export CXX
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
passed=0 failed=0 skipped=0
mkdir -p "$work"

# consumer NAME SOURCE [CMAKE ARGUMENT...]: configures, builds and runs one consumer.
consumer()
{
    name=$1 source=$2
    shift 2
    if cmake -G Ninja -S "$source" -B "$work/$name" -DCMAKE_BUILD_TYPE=Debug "$@" >"$work/$name.log" 2>&1 &&
        cmake --build "$work/$name" -j "$jobs" >>"$work/$name.log" 2>&1 &&
        ctest --test-dir "$work/$name" --no-tests=error -R '^uses_' --output-on-failure >>"$work/$name.log" 2>&1; then
        verdict "$name" 0
    else
        cat "$work/$name.log"
        verdict "$name" 1
    fi
}

verdict() # NAME STATUS
{
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
        echo "consume: $1: passed"
    else
        failed=$((failed + 1))
        echo "consume: $1: FAILED"
    fi
}

skip() # NAME REASON
{
    skipped=$((skipped + 1))
    echo "consume: $1: SKIPPED: $2"
}

install_package() # NAME [CMAKE ARGUMENT...]
{
    package=$work/$1
    shift
    cmake -G Ninja -S "$root" -B "$package-build" -DCMAKE_INSTALL_PREFIX="$package" -DWSMAN_TESTS=OFF \
        -DWSMAN_EXAMPLES=OFF -DWSMAN_BENCHMARKS=OFF "$@" >"$package.log" 2>&1 || return 1
    rm -rf "$package"
    cmake --install "$package-build" >>"$package.log" 2>&1 || return 1
    # Header-only: the same package serves every compiler and every machine.
    if [ -e "$package/lib" ] || [ -e "$package/bin" ]; then
        echo "the package installs something below lib/ or bin/" >>"$package.log"
        return 1
    fi
}

conan_package()
{
    python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet --disable-pip-version-check 'conan>=2,<3' || return 77
    CONAN_HOME="$work/conan"
    export CONAN_HOME
    "$work/venv/bin/conan" profile detect --force || return 1
    # What this machine has, so that Conan need not fetch or build it.
    boost=$(printf '#include <boost/version.hpp>\nBOOST_LIB_VERSION\n' | "$CXX" -E -P -x c++ - | tail -n 1 | tr -d '"' | tr _ .)
    openssl=$(printf '#include <openssl/opensslv.h>\nOPENSSL_VERSION_STR\n' | "$CXX" -E -P -x c++ - | tail -n 1 | tr -d '"')
    case $boost in *.*.*) ;; *) boost=$boost.0 ;; esac
    cat >"$work/conan/profiles/platform" <<PROFILE
include(default)
[settings]
compiler.cppstd=20
build_type=Debug
[platform_requires]
boost/$boost
openssl/$openssl
rapidxml/1.13
krb5/1.20.1
[conf]
tools.cmake.cmaketoolchain:generator=Ninja
tools.build:jobs=$jobs
# Nothing is written into the checkout.
tools.cmake.cmake_layout:test_folder=$work/conan-test
tools.cmake.cmaketoolchain:user_presets=
PROFILE
    "$work/venv/bin/conan" create "$root" --profile:all platform --no-remote &&
        "$work/venv/bin/conan" create "$root" --profile:all platform --no-remote -o '&:with_gssapi=True' --test-folder=
}

consumer add_subdirectory "$here/add_subdirectory"
consumer fetch_content "$here/fetch_content" -DFETCHCONTENT_SOURCE_DIR_WSMAN="$root"
if install_package package; then
    # Without GSSAPI: not even its headers are looked for.
    consumer find_package "$here/find_package" -DCMAKE_PREFIX_PATH="$work/package" -DCMAKE_DISABLE_FIND_PACKAGE_GSSAPI=ON
else
    cat "$work/package.log"
    verdict install 1
fi
if install_package package-gssapi -DWSMAN_WITH_GSSAPI=ON; then
    consumer find_package_gssapi "$here/find_package" -DCMAKE_PREFIX_PATH="$work/package-gssapi" -DCONSUMER_KERBEROS=ON
else
    cat "$work/package-gssapi.log"
    verdict install_gssapi 1
fi
if install_package package-refused -DWSMAN_WITH_GSSAPI=ON -DGSSAPI_LIBRARY= || ! grep -q 'apt-get install libkrb5-dev' "$work/package-refused.log"; then
    cat "$work/package-refused.log"
    verdict refuses_without_gssapi 1
else
    verdict refuses_without_gssapi 0
fi

conan_package >"$work/conan.log" 2>&1
case $? in
0) verdict conan 0 ;;
77)
    tail -n 3 "$work/conan.log"
    skip conan "pip could not install Conan"
    ;;
*)
    cat "$work/conan.log"
    verdict conan 1
    ;;
esac

vcpkg_port() # WORK [CMAKE ARGUMENT...]
{
    port_work=$1
    shift
    cmake -DPORT_DIR="$root/cmake/vcpkg-port" -DWORK="$port_work" -DCOMPILER="$CXX" "$@" -P "$here/check_vcpkg_port.cmake" \
        >"$work/vcpkg-port.log" 2>&1
}
if vcpkg_port "$work/vcpkg-port-gssapi" -DFEATURES=gssapi && vcpkg_port "$work/vcpkg-port"; then
    consumer vcpkg_port "$here/find_package" -DCMAKE_PREFIX_PATH="$work/vcpkg-port/packages"
else
    cat "$work/vcpkg-port.log"
    verdict vcpkg_port 1
fi
if [ -n "${VCPKG_ROOT:-}" ] && [ -x "$VCPKG_ROOT/vcpkg" ]; then
    if (cd "$work" && "$VCPKG_ROOT/vcpkg" install --classic wsman --overlay-ports="$root/cmake/vcpkg-port"); then
        consumer vcpkg "$here/find_package" -DCMAKE_TOOLCHAIN_FILE="$VCPKG_ROOT/scripts/buildsystems/vcpkg.cmake"
    else
        verdict vcpkg 1
    fi
else
    skip vcpkg "VCPKG_ROOT names no vcpkg; the port was carried out without it"
fi

echo "consume: $passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
