#!/usr/bin/env bash
# Formatting check, build with warnings as errors, all tests. The last line is `N passed, N failed`.
#
#   ./eng/test.sh             everything that belongs to every change
#   ./eng/test.sh --long      also the long soaks and fuzz runs
set -uo pipefail
cd "$(dirname "$0")/.."
. eng/requirements.sh

[ "${1:-}" = "--long" ] && export TRACETEST_LONG_TESTS=1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

passed=0
failed=0
finish() {
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] || exit 1
  exit 0
}

step() {
  local title=$1
  shift
  say "== $title"
  if ! "$@"; then
    say "== $title: failed"
    failed=$((failed + 1))
    finish
  fi
}

(require_dotnet && require_postgres && require_chromium && require_node) || { failed=1; finish; }
CHROMIUM=$(chromium_path)
export CHROMIUM

step "Restore" dotnet restore Tracetest.sln -v quiet
step "Build" dotnet build Tracetest.sln --no-restore -v quiet
step "Formatting" dotnet format Tracetest.sln --verify-no-changes --no-restore

for project in tests/*.Tests; do
  say "== $project"
  log=$(mktemp)
  dotnet test "$project" --no-build --logger "console;verbosity=minimal" 2>&1 | tee "$log" >&2
  status=${PIPESTATUS[0]}
  summary=$(sed -nE 's/.*Failed: *([0-9]+), Passed: *([0-9]+).*/\1 \2/p' "$log" | tail -n 1)
  rm -f "$log"
  read -r project_failed project_passed <<<"${summary:-0 0}"
  passed=$((passed + project_passed))
  failed=$((failed + project_failed))
  # A run that broke off, or that ran nothing, is a failure although no test says so.
  if { [ "$status" -ne 0 ] && [ "$project_failed" -eq 0 ]; } || [ "$project_passed" -eq 0 ]; then failed=$((failed + 1)); fi
done

finish
