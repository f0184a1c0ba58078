#!/usr/bin/env bash
# Asks a server on this machine for a path, and succeeds when the answer is 200: probe PORT PATH
# The runtime image has neither curl nor wget; bash can open the connection itself.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
read -r -t 2 _ status _ <&3
[[ $status == 200 ]]
