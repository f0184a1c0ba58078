# What the two commands need on a machine, and how it is had. Sourced by run.sh and test.sh.

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# Runs a command quietly and shows what it said only if it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

can_install() { command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; }

apt_install() {
  say "Installing $* ..."
  quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@" && return
  quietly apt-get update && quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@"
}

require_dotnet() {
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing. Install it from https://dot.net/download, then run this again."
  dotnet --list-sdks | grep -q '^10\.' || fail "this needs the .NET SDK 10; found: $(dotnet --list-sdks | tr '\n' ' '). Install it from https://dot.net/download."
}

postgres_binaries() {
  local folder
  for folder in "${PG_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) $(printf '%s' "$PATH" | tr ':' ' '); do
    [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && return 0
  done
  return 1
}

require_postgres() {
  postgres_binaries && return
  if can_install; then
    # The package would set up and start a cluster of its own; only the binaries are wanted.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
    apt_install postgresql || true
  fi
  postgres_binaries || fail "PostgreSQL's server binaries (initdb, postgres) are missing. Install the package 'postgresql', or point PG_BIN at their folder, or set postgres.host in tracetest.config.yaml to a server you have."
}

chromium_path() {
  local candidate
  for candidate in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    [ -n "$candidate" ] && [ -x "$candidate" ] && { printf '%s' "$candidate"; return 0; }
  done
  return 1
}

require_chromium() {
  chromium_path >/dev/null && return
  can_install && { apt_install chromium || true; }
  chromium_path >/dev/null || fail "Chromium is missing; the browser tests need it. Install the package 'chromium', or point CHROMIUM at one."
}

require_node() {
  command -v npm >/dev/null && return
  can_install && { apt_install nodejs npm || true; }
  command -v npm >/dev/null || fail "Node.js with npm is missing; the tests with OpenTelemetry's own SDK need it. Install the packages 'nodejs' and 'npm'."
}
