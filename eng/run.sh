#!/usr/bin/env bash
# Builds and starts everything: the server on a database of its own, and the demo shop with its example tests.
#
#   ./eng/run.sh              on the usual ports; Ctrl+C ends it
#   ./eng/run.sh --smoke      on free ports: runs the example tests, prints a line for each, ends; exit code 0 only if
#                             every test came out as it should
#   ./eng/run.sh --no-demo    the server alone
# Further arguments go to the server, e.g. --server.httpPort 8080.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/requirements.sh

smoke=false
demo=true
server_arguments=()
for argument in "$@"; do
  case "$argument" in
    --smoke) smoke=true ;;
    --no-demo) demo=false ;;
    *) server_arguments+=("$argument") ;;
  esac
done

children=()
scratch=$(mktemp -d)
chmod 755 "$scratch"
clean_up() {
  local child
  trap - EXIT INT TERM
  for child in "${children[@]:-}"; do [ -n "$child" ] && kill -TERM "$child" 2>/dev/null || true; done
  for child in "${children[@]:-}"; do [ -n "$child" ] && wait "$child" 2>/dev/null || true; done
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Waits until a file has a line that begins with a text, and prints the rest of that line.
line_after() {
  local file=$1 beginning=$2 child=$3 deadline=$((SECONDS + 120)) line
  while [ "$SECONDS" -lt "$deadline" ]; do
    line=$(sed -n "s|^.*$beginning||p" "$file" | head -n 1)
    if [ -n "$line" ]; then printf '%s' "$line"; return 0; fi
    kill -0 "$child" 2>/dev/null || { cat "$file" >&2; return 1; }
    sleep 0.1
  done
  cat "$file" >&2
  return 1
}

require_dotnet
require_postgres

say "Building ..."
quietly dotnet build Tracetest.Web -c Release --nologo -v quiet || fail "the build failed"
if $demo || $smoke; then
  quietly dotnet build examples/Pokeshop -c Release --nologo -v quiet || fail "the build of the demo failed"
  quietly dotnet build eng/Smoke -c Release --nologo -v quiet || fail "the build of the smoke test failed"
fi

if $smoke; then
  server_arguments+=(--server.httpPort 0 --otlpServer.grpcPort 0 --otlpServer.httpPort 0 --postgres.embedded.dataDirectory "$scratch/postgres")
fi

dotnet Tracetest.Web/bin/Release/net10.0/Tracetest.Web.dll "${server_arguments[@]}" >"$scratch/server.log" 2>&1 &
children+=($!)
server=$!
url=$(line_after "$scratch/server.log" 'Tracetest is ready: ' "$server") || fail "the server did not start; see above"
otlp=$(line_after "$scratch/server.log" 'OTLP over HTTP: ' "$server") || fail "the OTLP receiver did not start; see above"
sockets=$(line_after "$scratch/server.log" 'Database: ' "$server") || true

if $demo || $smoke; then
  shop_port=8081
  $smoke && shop_port=0
  POKESHOP_HTTP_PORT=$shop_port POKESHOP_DATABASE="$sockets" OTEL_EXPORTER_OTLP_ENDPOINT="$otlp" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf \
    dotnet examples/Pokeshop/bin/Release/net10.0/Pokeshop.dll >"$scratch/shop.log" 2>&1 &
  children+=($!)
  shop=$!
  shop_url=$(line_after "$scratch/shop.log" 'pokeshop listening on ' "$shop") || fail "the demo shop did not start; see above"
fi

if $smoke; then
  status=0
  POKESHOP_URL="$shop_url" dotnet eng/Smoke/bin/Release/net10.0/Smoke.dll run "$url" examples/tests || status=$?
  [ "$status" -eq 0 ] || { say "--- server log"; tail -n 60 "$scratch/server.log" >&2; say "--- demo log"; tail -n 30 "$scratch/shop.log" >&2; }
  exit "$status"
fi

if $demo; then
  POKESHOP_URL="$shop_url" dotnet eng/Smoke/bin/Release/net10.0/Smoke.dll create "$url" examples/tests
  say ""
  say "Demo shop:            $shop_url/pokemon"
fi
say "Send spans (OTLP) to: $otlp"
say ""
say "Open $url and press Run on any test. Ctrl+C ends everything."
tail -n +1 -f "$scratch/server.log" --pid "$server" &
children+=($!)
wait "$server"
