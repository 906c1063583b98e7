#!/usr/bin/env bash
# Installs what is missing, builds and runs every test through ctest.
#   ./tests/run.sh              the release build
#   ./tests/run.sh asan-ubsan   the same tests under AddressSanitizer and UndefinedBehaviorSanitizer
set -euo pipefail
cd "$(dirname "$0")/.."

preset=${1:-release}
started=$SECONDS
./setup.sh
cmake --preset "$preset" >build.log 2>&1 || { cat build.log; exit 2; }
cmake --build --preset "$preset" >>build.log 2>&1 || { tail -n 60 build.log; exit 2; }
rm build.log
echo "tests/run.sh: built in $((SECONDS - started)) s"
ctest --preset "$preset" -j "$(nproc)"
echo "tests/run.sh: $((SECONDS - started)) s in all"
