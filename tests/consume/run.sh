#!/bin/sh
# Tests the library as a dependency of other projects, with a separate build for each way: sh tests/consume/run.sh
# WORK_DIRECTORY
# Ways: add_subdirectory, FetchContent, find_package on an installed package, Conan, vcpkg.
# add_subdirectory builds everything, with strict warnings, and find_package the compiled form. The other ways can
# differ only in include paths, definitions and linked libraries, because they compile the same files. So they build and
# run the header-only form of a small program, and compile the program and one part of the library in the compiled form.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$1
CXX=${CXX:-g++}
export CXX
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
passed=0 failed=0 skipped=0
mkdir -p "$work"

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

# logged NAME COMMAND...: runs it with its output in NAME.log, which is shown if it fails.
logged()
{
    logged_name=$1
    shift
    if "$@" >>"$work/$logged_name.log" 2>&1; then
        verdict "$logged_name" 0
    else
        cat "$work/$logged_name.log"
        verdict "$logged_name" 1
        return 1
    fi
}

configure() # NAME SOURCE [CMAKE ARGUMENT...]
{
    configure_name=$1 configure_source=$2
    shift 2
    # No debug information, because these programs are not debugged.
    cmake -G Ninja -S "$configure_source" -B "$work/$configure_name" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 "$@"
}

build() # NAME TARGET...
{
    build_name=$1
    shift
    cmake --build "$work/$build_name" -j "$jobs" --target "$@"
}

run() # NAME PATTERN
{
    ctest --test-dir "$work/$1" --no-tests=error -R "$2" --output-on-failure
}

# The three kinds of consumers: NAME SOURCE [CMAKE ARGUMENT...]
everything()
{
    configure "$@" && build "$1" all && run "$1" '^uses_'
}
compiled_form()
{
    configure "$@" -DCONSUMER_SESSIONS_ONLY=ON && build "$1" all && run "$1" '^uses_'
}
both_forms_in_part()
{
    configure "$@" -DCONSUMER_SESSIONS_ONLY=ON && build "$1" uses_wsman && run "$1" '^uses_wsman$' || return 1
    set -- "$1" $(ninja -C "$work/$1" -t targets all | sed -n 's/^\([^:]*\/\(security\.cpp\|uses_compiled\.dir\/.*\)\.o\): .*/\1/p')
    [ $# -ge 4 ] && build "$@" # main.cpp, second_file.cpp and the part
}

# Two forms in one program: NAME is a consumer that has built the compiled form.
hides_a_form()
{
    build "$1" hides_a_form && "$(find "$work/$1" -name hides_a_form -type f)"
}
refuses_to_link() # NAME
{
    if build "$1" mixes_forms; then
        echo "a program of two forms has been linked"
        return 1
    fi
    grep -q 'undefined reference to .is_nil(wsman::compiled::' "$work/refuses_to_link.log"
}
refuses_to_configure() # NAME SOURCE [CMAKE ARGUMENT...]
{
    if configure "$@" -DCONSUMER_LINKS_BOTH=ON; then
        echo "a program that links both forms has been configured"
        return 1
    fi
    grep -q 'a_program_links_wsman::wsman_or_wsman::compiled,_not_both' "$work/$1.log"
}

install_package() # NAME [CMAKE ARGUMENT...]
{
    package=$work/$1
    shift
    cmake -G Ninja -S "$root" -B "$package-build" -DCMAKE_INSTALL_PREFIX="$package" -DWSMAN_TESTS=OFF \
        -DWSMAN_EXAMPLES=OFF -DWSMAN_BENCHMARKS=OFF "$@" || return 1
    rm -rf "$package"
    cmake --install "$package-build" || return 1
    # Header-only: the package does not depend on the compiler or the machine.
    if [ -e "$package/lib" ] || [ -e "$package/bin" ]; then
        echo "the package installs something below lib/ or bin/"
        return 1
    fi
}

refuses_without_gssapi()
{
    if install_package package-refused -DWSMAN_WITH_GSSAPI=ON -DGSSAPI_LIBRARY=; then
        echo "a package with Kerberos was made without GSSAPI"
        return 1
    fi
    grep -q 'apt-get install libkrb5-dev' "$work/refuses_without_gssapi.log"
}

conan_package()
{
    # Debian does not package Conan.
    [ -x "$work/venv/bin/conan" ] || {
        python3 -m venv "$work/venv" &&
            "$work/venv/bin/pip" install --quiet --disable-pip-version-check --retries 1 'conan>=2,<3'
    } || return 77
    CONAN_HOME="$work/conan"
    export CONAN_HOME
    "$work/venv/bin/conan" profile detect --force || return 1
    # The packages of this machine, so that Conan does not download or build them.
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
# Does not write into the checkout.
tools.cmake.cmake_layout:test_folder=$work/conan-test
tools.cmake.cmaketoolchain:user_presets=
PROFILE
    "$work/venv/bin/conan" create "$root" --profile:all platform --no-remote &&
        "$work/venv/bin/conan" create "$root" --profile:all platform --no-remote -o '&:with_gssapi=True' --test-folder=
}

vcpkg_port() # WORK [CMAKE ARGUMENT...]
{
    port_work=$1
    shift
    cmake -DPORT_DIR="$root/cmake/vcpkg-port" -DWORK="$port_work" -DCOMPILER="$CXX" "$@" -P "$here/check_vcpkg_port.cmake"
}

rm -f "$work"/*.log
logged add_subdirectory everything add_subdirectory "$here/add_subdirectory"
logged fetch_content both_forms_in_part fetch_content "$here/fetch_content" -DFETCHCONTENT_SOURCE_DIR_WSMAN="$root"
# Without GSSAPI the build must not search for its headers.
without_gssapi="-DCMAKE_PREFIX_PATH=$work/package -DCMAKE_DISABLE_FIND_PACKAGE_GSSAPI=ON"
# shellcheck disable=SC2086
if logged install install_package package &&
    logged find_package compiled_form find_package "$here/find_package" $without_gssapi; then
    logged hides_a_form hides_a_form find_package
    logged refuses_to_link refuses_to_link find_package
    logged refuses_to_configure refuses_to_configure refuses_to_configure "$here/find_package" $without_gssapi
fi
if logged install_gssapi install_package package-gssapi -DWSMAN_WITH_GSSAPI=ON; then
    logged find_package_gssapi both_forms_in_part find_package_gssapi "$here/find_package" \
        -DCMAKE_PREFIX_PATH="$work/package-gssapi" -DCONSUMER_KERBEROS=ON
fi
logged refuses_without_gssapi refuses_without_gssapi

conan_package >"$work/conan.log" 2>&1
case $? in
0) verdict conan 0 ;;
77)
    tail -n 3 "$work/conan.log"
    skip conan "Debian has no Conan, and pip could not install it"
    ;;
*)
    cat "$work/conan.log"
    verdict conan 1
    ;;
esac

if logged vcpkg_port_gssapi vcpkg_port "$work/vcpkg-port-gssapi" -DFEATURES=gssapi &&
    logged vcpkg_port vcpkg_port "$work/vcpkg-port"; then
    logged vcpkg_port_used both_forms_in_part vcpkg_port_used "$here/find_package" \
        -DCMAKE_PREFIX_PATH="$work/vcpkg-port/packages"
fi
if [ -n "${VCPKG_ROOT:-}" ] && [ -x "$VCPKG_ROOT/vcpkg" ]; then
    if (cd "$work" && "$VCPKG_ROOT/vcpkg" install --classic wsman --overlay-ports="$root/cmake/vcpkg-port"); then
        logged vcpkg everything vcpkg "$here/find_package" -DCMAKE_TOOLCHAIN_FILE="$VCPKG_ROOT/scripts/buildsystems/vcpkg.cmake"
    else
        verdict vcpkg 1
    fi
else
    skip vcpkg "VCPKG_ROOT names no vcpkg; the port was carried out without it"
fi

echo "consume: $passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
