#!/usr/bin/env bash
# Builds in Release and measures everything against floors measured in the same run; prints one table. Exit code 1 if a target is
# missed by more than a fifth in every round.
#
#   ./eng/bench.sh                        all, some ten minutes
#   ./eng/bench.sh verdict-push ...       only these; an unknown name lists all
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/requirements.sh

require_dotnet
require_postgres
say "Building ..."
quietly dotnet build tests/Tracetest.Benchmarks -c Release --nologo -v quiet || fail "the build failed"
exec dotnet tests/Tracetest.Benchmarks/bin/Release/net10.0/Tracetest.Benchmarks.dll "$@"
