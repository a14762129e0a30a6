#!/bin/sh
# Builds and runs the tests, in two tiers:
#   sh tests/run.sh              quick: g++, the library compiled once, all that needs no foreign software
#   sh tests/run.sh full         the rest: sanitizers, clang, header-only, consumers, fuzzing, foreign peers, figures
#   sh tests/run.sh asan tsan    these legs of `full` only: asan tsan clang header-only consume fuzz peers figures
#   sh tests/run.sh fuzz 60      every fuzz target for that many seconds
# Installs what is missing where it may (see cmake/prerequisites.sh). Build folders are build/<preset>; a second run
# compiles only what changed, and ccache is used where it is installed. Environment: JOBS (parallel jobs), CXX,
# WSMAN_CLANG, WSMAN_TRANSCRIPTS, WSMAN_FUZZ_SECONDS.
set -u
cd "$(dirname "$0")/.." || exit 1
. cmake/prerequisites.sh

JOBS=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
NINJA_STATUS='[%f/%t %es] '
export NINJA_STATUS
# So that CMake, Conan and the scripts below agree on one compiler.
CXX=${CXX:-g++}
export CXX
gcc_cxx=$CXX
clang_cxx=${WSMAN_CLANG:-clang++-19}
fuzz_seconds=${WSMAN_FUZZ_SECONDS:-5}
if command -v ccache >/dev/null 2>&1; then
    # CMake takes it up when it first configures a build folder. Folders of other checkouts share what is the same.
    CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
    CCACHE_BASEDIR=${CCACHE_BASEDIR-$PWD}
    export CMAKE_CXX_COMPILER_LAUNCHER CCACHE_BASEDIR
fi
started=$(date +%s)
passed=0 failed=0 skipped=0 report=

say() { printf '\n=== %s\n' "$*"; }
minutes() { awk -v seconds="$1" 'BEGIN { printf "%.1f min", seconds / 60 }'; }

# build PRESET COMPILER TARGET...: `all` is a target like any other.
build()
{
    build_preset=$1 build_cxx=$2
    shift 2
    cmake --preset "$build_preset" -DCMAKE_CXX_COMPILER="$build_cxx" >"build/$build_preset.configure.log" 2>&1 || {
        cat "build/$build_preset.configure.log"
        return 1
    }
    # To the end in spite of errors, so that one run shows them all.
    cmake --build "build/$build_preset" -j "$JOBS" --target "$@" -- -k 0
}

run_tests() # PRESET [CTEST ARGUMENT...]
{
    test_preset=$1
    shift
    ctest --preset "$test_preset" -j "$JOBS" --no-tests=error --progress "$@"
}

leg_quick() { build dev "$gcc_cxx" all && run_tests dev; }

leg_asan()
{
    UBSAN_OPTIONS=print_stacktrace=1
    export UBSAN_OPTIONS
    build asan "$gcc_cxx" all && run_tests asan
}

leg_tsan()
{
    TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1"
    export TSAN_OPTIONS
    # Some kernels lay out memory in a way that this compiler's runtime does not know; without randomisation it does.
    # The build runs test programs too (to list their cases), so all of the leg runs like that.
    if command -v setarch >/dev/null 2>&1 && setarch "$(uname -m)" -R true 2>/dev/null; then
        setarch "$(uname -m)" -R sh tests/run.sh --tsan-inside
    else
        tsan_inside
    fi
}
tsan_inside() { build tsan "$gcc_cxx" all && run_tests tsan; }

leg_clang() { build clang "$clang_cxx" all && run_tests clang; }

# The same sources, so a few programs stand for all: what is looked for are bodies that lack `inline`, or clash, and
# headers that lack an include for theirs.
leg_header_only()
{
    build header-only "$gcc_cxx" header-only-sample && run_tests header-only -R '^(unit-core|unit-session|unit-protocol|tutorial: 1_|headers: )'
}

leg_consume() { sh tests/consume/run.sh "$PWD/build/consume"; }

leg_fuzz()
{
    build fuzz "$clang_cxx" fuzzers || return 1
    # Findings and new inputs stay out of the source tree; what is worth keeping is copied into corpus/ by hand.
    mkdir -p build/fuzz/findings
    rm -f build/fuzz/*.verdict
    running=0
    for fuzzer in build/fuzz/tests/fuzz/fuzz-*; do
        [ -x "$fuzzer" ] || continue
        fuzz_one "$fuzzer" "${fuzzer##*/fuzz-}" &
        running=$((running + 1))
        # Each takes as long as the others, so they are waited for together.
        [ "$running" -lt "$JOBS" ] || { wait && running=0; }
    done
    wait
    fuzz_failures=0
    for fuzzer in build/fuzz/tests/fuzz/fuzz-*; do
        [ -x "$fuzzer" ] || continue
        fuzz_name=${fuzzer##*/fuzz-}
        if [ "$(cat "build/fuzz/$fuzz_name.verdict")" = 0 ]; then
            echo "$fuzz_name: ${fuzz_seconds} s"
            sed -n 's/^stat::\(number_of_executed_units\|average_exec_per_sec\|peak_rss_mb\): */  \1 /p' "build/fuzz/$fuzz_name.log"
        else
            tail -n 60 "build/fuzz/$fuzz_name.log"
            echo "$fuzz_name: FINDING, see build/fuzz/findings/"
            fuzz_failures=$((fuzz_failures + 1))
        fi
    done
    [ "$fuzz_failures" = 0 ]
}
fuzz_one() # PROGRAM NAME
{
    mkdir -p "build/fuzz/corpus/$2"
    "$1" -max_total_time="$fuzz_seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/findings/$2-" "build/fuzz/corpus/$2" "tests/fuzz/corpus/$2" >"build/fuzz/$2.log" 2>&1
    echo $? >"build/fuzz/$2.verdict"
}

# Not timing tests: they fail only where something is lost. The figures are for the reader of the log.
leg_figures()
{
    build release "$gcc_cxx" benchmark-identify_allocations benchmark-output_throughput benchmark-concurrent_commands \
        benchmark-sealed_stream benchmark-sealing_throughput || return 1
    for figure in identify_allocations output_throughput "output_throughput 1000000000 https" concurrent_commands sealed_stream; do
        echo "$figure:"
        # shellcheck disable=SC2086
        build/release/benchmarks/$figure || return 1
    done
    echo "sealing_throughput:"
    sealing=build/release/benchmarks/sealing_throughput
    sh tests/peers/realm.sh build/figures-realm "$sealing"
    case $? in
    0) ;;
    77) "$sealing" || return 1 ;; # no KDC here: all but Kerberos
    *) return 1 ;;
    esac
}

# Exit status 77: nothing to run here, the reason is printed.
leg_peers()
{
    [ -f tests/peers/run.sh ] || { echo "SKIPPED: no peers"; return 77; }
    # The peers talk to the programs of the quick tier.
    build dev "$gcc_cxx" peer-hosts || return 1
    sh tests/peers/run.sh "$PWD/build/dev"
}

# What ctest noted of its last run; the log of a whole run is long.
failed_tests() # LEG
{
    case $1 in quick) noted=build/dev ;; *) noted=build/$1 ;; esac
    noted=$noted/Testing/Temporary/LastTestsFailed.log
    # A file that is older than the leg is of another run.
    [ ! "$noted" -nt "build/.leg_started" ] || sed 's/^[0-9]*:/      failed: /' "$noted"
}

run_leg()
{
    say "$1"
    leg_started=$(date +%s)
    : >build/.leg_started
    "leg_$(echo "$1" | tr - _)"
    leg_status=$?
    leg_time=$(($(date +%s) - leg_started))
    case $leg_status in
    0) leg_verdict=passed passed=$((passed + 1)) ;;
    77) leg_verdict=skipped skipped=$((skipped + 1)) ;;
    *) leg_verdict=FAILED failed=$((failed + 1)) ;;
    esac
    report="$report$(printf '  %-12s %-8s %9s' "$1" "$leg_verdict" "$(minutes "$leg_time")")
"
    [ "$leg_verdict" != FAILED ] || report="$report$(failed_tests "$1")
"
    say "$1: $leg_verdict after $leg_time s"
}

mkdir -p build
if [ "${1-}" = --tsan-inside ]; then
    tsan_inside
    exit
fi

legs=
for argument in "${@:-quick}"; do
    case $argument in
    quick | asan | tsan | clang | header-only | consume | fuzz | peers | figures) legs="$legs $argument" ;;
    full) legs="$legs asan tsan clang header-only consume fuzz peers figures" ;;
    [0-9]*) fuzz_seconds=$argument ;;
    *)
        sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
    esac
done

prerequisites compiler cmake ninja || exit 1
prerequisites boost openssl gssapi rapidxml catch2 || exit 1
case $legs in *clang* | *fuzz*) prerequisites clang || exit 1 ;; esac
case $legs in *consume* | *peers*) prerequisites python || exit 1 ;; esac

for leg in $legs; do
    run_leg "$leg"
done

# One leg has its own closing summary (ctest's); several are summed up here.
if [ "$legs" != " quick" ]; then
    printf '\n%s  all together          %9s\n' "$report" "$(minutes "$(($(date +%s) - started))")"
    echo "legs: $passed passed, $failed failed, $skipped skipped"
fi
[ "$failed" = 0 ]
