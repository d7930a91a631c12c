# The id tokens of the task's service connection. Source this file after common.sh.

# Requests an id token and prints it. The header is not an argument, because other processes can read arguments.
id_token() {
  curl --silent --show-error --fail --max-time 30 --retry 3 --config - --data '' --header 'Content-Type: application/json' \
    "$SYSTEM_OIDCREQUESTURI?api-version=7.1&serviceConnectionId=$AZURESUBSCRIPTION_SERVICE_CONNECTION_ID" \
    <<<"header = \"Authorization: Bearer $SYSTEM_ACCESSTOKEN\"" | sed -n 's/.*"oidcToken" *: *"\([^"]*\)".*/\1/p'
}

# Writes a new id token to the file. A reader sees the old or the new token, never a part of one.
write_id_token() {
  id_token >"$1.new" && [ -s "$1.new" ] && mv -- "$1.new" "$1"
}

# Writes an id token to a file in a new private folder, and prints the name of the file.
id_token_file() {
  local file
  [ -n "${SYSTEM_OIDCREQUESTURI:-}" ] && [ -n "${SYSTEM_ACCESSTOKEN:-}" ] ||
    fail "Cannot sign in to Azure: found no SYSTEM_OIDCREQUESTURI or no SYSTEM_ACCESSTOKEN; expected the variables of a task with a service connection. Map SYSTEM_ACCESSTOKEN in the task's env: docs/pipeline.md."
  file=$(mktemp -d)/id-token
  write_id_token "$file" ||
    fail "Cannot sign in to Azure: $SYSTEM_OIDCREQUESTURI issued no id token, see above; expected one for the service connection. Check that the pipeline may use the connection."
  printf '%s\n' "$file"
}

# Writes a new id token to the file every 4 minutes, until it is killed. If a request fails, the old token stays until the next one.
renew_id_token() {
  local pause=
  trap 'kill "$pause" 2>/dev/null || true; exit 0' TERM
  while true; do
    sleep "${QUARTERDECK_ID_TOKEN_SECONDS:-240}" &
    pause=$!
    wait "$pause"
    write_id_token "$1" || printf 'The id token was not renewed, see above. The next attempt follows.\n' >&2
  done
}
