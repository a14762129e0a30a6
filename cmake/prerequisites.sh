# shellcheck shell=sh
# Sourced by tests/run.sh and examples/demo.sh:  prerequisites NAME...
#
# Checks that each named prerequisite exists. If it can (root or sudo, Debian or Ubuntu), it installs missing ones with
# apt and checks again. Otherwise it prints the missing ones and how to install them.
# Names: compiler cmake ninja boost openssl gssapi rapidxml catch2 clang python python-headers python-peers
# kerberos-realm apache squid.

wsman_as_root()
{
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

wsman_can_install()
{
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    sudo -n true 2>/dev/null && return 0
    # sudo may ask for a password only at a terminal, because a script must not wait for one.
    [ -t 0 ] && sudo -v
}

# wsman_compiles SOURCE FLAG...: whether the compiler compiles and links this source.
wsman_compiles()
{
    wsman_probe=$(mktemp -d) || return 1
    printf '%b\n' "$1" >"$wsman_probe/probe.cpp"
    shift
    wsman_prefix=
    if command -v brew >/dev/null 2>&1; then
        wsman_prefix="-I$(brew --prefix)/include -L$(brew --prefix)/lib -I$(brew --prefix openssl)/include -L$(brew --prefix openssl)/lib"
    fi
    # shellcheck disable=SC2086
    "${CXX:-g++}" -std=c++20 $wsman_prefix "$wsman_probe/probe.cpp" -o "$wsman_probe/probe" "$@" >/dev/null 2>&1
    wsman_status=$?
    rm -rf "$wsman_probe"
    return $wsman_status
}

wsman_version_at_least() # HAVE WANT
{
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -t . -k 1,1n -k 2,2n | head -n 1)" = "$2" ]
}

# The Python interpreter of the system, for which the distribution packages Python modules, regardless of PATH.
wsman_system_python()
{
    if [ -x /usr/bin/python3 ]; then echo /usr/bin/python3; else echo python3; fi
}

wsman_has()
{
    case $1 in
    compiler) wsman_compiles '#include <compare>\n#include <coroutine>\nint main() {}' ;;
    cmake)
        command -v cmake >/dev/null 2>&1 &&
            wsman_version_at_least "$(cmake --version | sed -n 's/^cmake version \([0-9]*\.[0-9]*\).*/\1/p')" 3.25
        ;;
    ninja) command -v ninja >/dev/null 2>&1 ;;
    boost)
        wsman_compiles '#include <boost/version.hpp>\n#if BOOST_VERSION < 108100\n#error old\n#endif
            #if !__has_include(<boost/asio/awaitable.hpp>)\n#error asio\n#endif\nint main() {}' -lboost_url -lboost_json
        ;;
    openssl)
        wsman_compiles '#include <openssl/opensslv.h>\n#if OPENSSL_VERSION_MAJOR < 3\n#error old\n#endif\nint main() {}' -lssl -lcrypto
        ;;
    gssapi)
        wsman_compiles '#include <gssapi/gssapi_ext.h>\n#include <krb5.h>\nint main() { return &gss_wrap_iov == nullptr || &krb5_init_context == nullptr; }' \
            -lgssapi_krb5 -lkrb5
        ;;
    rapidxml) wsman_compiles '#include <rapidxml/rapidxml.hpp>\nint main() {}' ;;
    catch2)
        wsman_compiles '#if !__has_include(<catch2/catch_all.hpp>) && !__has_include(<catch2/catch.hpp>)
            #error none\n#endif\nint main() {}'
        ;;
    clang) CXX=${WSMAN_CLANG:-clang++-19} wsman_compiles '#include <coroutine>\nint main() {}' -fsanitize=address ;;
    python) python3 -c 'import ensurepip, venv' >/dev/null 2>&1 ;;
    kerberos-realm)
        (
            PATH=$PATH:/usr/sbin:/usr/local/sbin:/sbin
            command -v krb5kdc && command -v kdb5_util && command -v kadmin.local && command -v kinit
        ) >/dev/null 2>&1
        ;;
    python-headers)
        python3 -c 'import os, sysconfig; exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))' >/dev/null 2>&1
        ;;
    python-peers) "$(wsman_system_python)" -c 'import cryptography, gssapi, requests, winrm' >/dev/null 2>&1 ;;
    apache)
        [ -e /usr/lib/apache2/modules/mod_auth_gssapi.so ] || [ -e /usr/lib64/httpd/modules/mod_auth_gssapi.so ] || return 1
        grep -q 1.3.6.1.4.1.311.2.2.10 /etc/gss/mech.d/*.conf 2>/dev/null
        ;;
    squid) (PATH=$PATH:/usr/sbin command -v squid) >/dev/null 2>&1 ;;
    *) echo "prerequisites: no such name: $1" >&2 && return 2 ;;
    esac
}

# Debian 12 has Boost 1.74 with unversioned package names and 1.81 with versioned ones; in later releases the
# unversioned packages are sufficient.
wsman_boost_packages()
{
    wsman_plain=$(apt-cache policy libboost-url-dev 2>/dev/null | sed -n 's/^ *Candidate: \([0-9]*\.[0-9]*\).*/\1/p')
    if [ -n "$wsman_plain" ] && wsman_version_at_least "$wsman_plain" 1.81; then
        echo libboost-dev libboost-url-dev libboost-json-dev
        return
    fi
    wsman_newest=$(apt-cache pkgnames libboost-url1. 2>/dev/null | sed -n 's/^libboost-url\(1\.[0-9]*\)-dev$/\1/p' | sort -t . -k 2,2n | tail -n 1)
    wsman_newest=${wsman_newest:-1.81}
    echo "libboost$wsman_newest-dev libboost-url$wsman_newest-dev libboost-json$wsman_newest-dev"
}

wsman_debian_packages()
{
    case $1 in
    compiler) echo g++ ;;
    ninja) echo ninja-build ;;
    boost) wsman_boost_packages ;;
    openssl) echo libssl-dev ;;
    gssapi) echo libkrb5-dev ;;
    rapidxml) echo librapidxml-dev ;;
    clang) echo clang-19 libclang-rt-19-dev ;;
    python) echo python3 python3-venv ;;
    python-headers) echo python3-dev ;;
    python-peers) echo python3-cryptography python3-gssapi python3-requests python3-winrm ;;
    kerberos-realm) echo krb5-kdc krb5-admin-server krb5-user ;;
    apache) echo apache2-bin libapache2-mod-auth-gssapi gss-ntlmssp ;;
    *) echo "$1" ;;
    esac
}

wsman_how_to_get() # NAME: one line for each other system
{
    case $1 in
    compiler) echo "a C++20 compiler (g++ 12, clang 19 or newer; CXX names it) | Fedora: dnf install gcc-c++ | macOS: xcode-select --install" ;;
    cmake) echo "CMake 3.25 or newer | Fedora: dnf install cmake | macOS: brew install cmake | any: pip install cmake" ;;
    ninja) echo "Ninja | Fedora: dnf install ninja-build | macOS: brew install ninja | any: pip install ninja" ;;
    boost) echo "Boost 1.81 or newer with Boost.URL and Boost.JSON | Fedora: dnf install boost-devel | macOS: brew install boost | vcpkg install boost-asio boost-beast boost-url boost-json" ;;
    openssl) echo "OpenSSL 3 with headers | Fedora: dnf install openssl-devel | macOS: brew install openssl | vcpkg install openssl" ;;
    gssapi) echo "MIT Kerberos 1.19 or newer with headers | Fedora: dnf install krb5-devel | macOS: brew install krb5 | or WSMAN_WITH_GSSAPI=OFF, without Kerberos" ;;
    rapidxml) echo "RapidXML's headers as <rapidxml/rapidxml.hpp> | Fedora: dnf install rapidxml-devel | vcpkg install rapidxml | any: unpack rapidxml 1.13 and set RapidXML_INCLUDE_DIR" ;;
    catch2) echo "Catch2 2.13 or 3 | Fedora: dnf install catch-devel | macOS: brew install catch2 | vcpkg install catch2" ;;
    clang) echo "clang 19 with its sanitizer runtimes (WSMAN_CLANG names another clang++) | Fedora: dnf install clang compiler-rt | macOS: brew install llvm" ;;
    kerberos-realm) echo "MIT's KDC and kinit | Fedora: dnf install krb5-server krb5-workstation | macOS: brew install krb5, and its sbin in PATH" ;;
    python) echo "Python 3 with venv | Fedora: dnf install python3 | macOS: brew install python" ;;
    python-headers) echo "Python's C headers | Fedora: dnf install python3-devel" ;;
    python-peers) echo "Python's cryptography, gssapi, requests and pywinrm | any: pip install cryptography gssapi requests pywinrm" ;;
    apache) echo "Apache httpd with mod_auth_gssapi, and NTLM for GSSAPI | Fedora: dnf install httpd mod_ssl mod_auth_gssapi gssntlmssp" ;;
    squid) echo "squid | Fedora: dnf install squid" ;;
    esac
}

wsman_missing()
{
    for wsman_name in "$@"; do
        wsman_has "$wsman_name" || printf '%s ' "$wsman_name"
    done
}

# Servers that are installed for tests must not start; on Debian policy-rc.d prevents it (invoke-rc.d(8)). A subshell
# removes the file, also after an interruption. The second line of the file identifies one that a killed installation
# left.
wsman_install() # PACKAGE...
(
    wsman_policy=/usr/sbin/policy-rc.d
    wsman_mark='# written by wsman_install, for the time of an installation'
    if [ ! -e "$wsman_policy" ] || grep -qxF "$wsman_mark" "$wsman_policy"; then
        trap 'wsman_as_root rm -f "$wsman_policy"' EXIT
        trap 'exit 129' HUP
        trap 'exit 130' INT
        trap 'exit 143' TERM
        printf '#!/bin/sh\n%s\nexit 101\n' "$wsman_mark" | wsman_as_root tee "$wsman_policy" >/dev/null
        wsman_as_root chmod 755 "$wsman_policy"
    fi
    wsman_as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq \
        --no-install-recommends "$@"
)

prerequisites()
{
    wsman_absent=$(wsman_missing "$@")
    [ -z "$wsman_absent" ] && return 0
    if wsman_can_install; then
        echo "prerequisites: installing through apt: $wsman_absent"
        wsman_as_root apt-get -o DPkg::Lock::Timeout=300 update -qq || return 1
        wsman_packages=
        for wsman_name in $wsman_absent; do
            wsman_packages="$wsman_packages $(wsman_debian_packages "$wsman_name")"
        done
        # shellcheck disable=SC2086
        wsman_install $wsman_packages || return 1
        # shellcheck disable=SC2086
        wsman_absent=$(wsman_missing $wsman_absent)
        [ -z "$wsman_absent" ] && return 0
    fi
    echo "prerequisites: these are missing:" >&2
    for wsman_name in $wsman_absent; do
        echo "  $(wsman_how_to_get "$wsman_name")" >&2
        if command -v apt-get >/dev/null 2>&1; then
            echo "      Debian, Ubuntu: apt-get install $(wsman_debian_packages "$wsman_name")" >&2
        fi
    done
    return 1
}
