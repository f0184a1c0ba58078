#!/usr/bin/env bash
# Bundles CodeMirror, from the versions of package-lock.json, into Tracetest.Web/wwwroot/js/vendor. Needs Node.js with npm.
#
#   eng/CodeMirror/build.sh [FOLDER]     FOLDER: where to instead
set -euo pipefail
cd "$(dirname "$0")"
target=${1:-../../Tracetest.Web/wwwroot/js/vendor}
mkdir -p "$target"
target=$(cd "$target" && pwd)

# Without install scripts: esbuild's would only replace its starter by its program.
npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null
npx --no-install esbuild codemirror.js --bundle --format=esm --minify --target=es2022 --charset=utf8 --log-level=warning \
  '--banner:js=/*! CodeMirror 6 and what it needs, MIT licence, see codemirror.LICENSE.txt; built by eng/CodeMirror/build.sh */' \
  --outfile="$target/codemirror.js" --metafile=node_modules/bundle.json
node licences.js node_modules/bundle.json > "$target/codemirror.LICENSE.txt"
