# Functions that the scripts share. Source this file after `set -euo pipefail`.
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd -P)

# The release of this run if there is one, otherwise this checkout: both contain a launcher and the Pulumi program.
program=$root
if [ -n "${QUARTERDECK_RELEASE:-}" ] && [ -x "$QUARTERDECK_RELEASE/quarterdeck" ]; then
  program=$QUARTERDECK_RELEASE
fi

# In a task with a service connection, commands sign in with this connection and with no other credential.
if [ -n "${AZURESUBSCRIPTION_SERVICE_CONNECTION_ID:-}" ]; then
  export AZURE_TOKEN_CREDENTIALS=AzurePipelinesCredential
fi

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# Prints the stack, which is the only argument of the script.
stack_of() {
  [ $# -eq 1 ] || fail "Cannot run $(basename -- "$0"): found $# arguments; expected one, the stack. Name dev or prod."
  [[ $1 =~ ^[a-z][a-z0-9-]*$ ]] ||
    fail "Cannot run $(basename -- "$0"): found the stack '$1'; expected lower-case letters and digits. Name dev or prod."
  printf '%s\n' "$1"
}

# The folder for previews, plans and outputs, which later steps read.
pipeline=${QUARTERDECK_PIPELINE:-$root/target/pipeline}

folder_of() {
  printf '%s\n' "$pipeline/$1"
}

quarterdeck() {
  "$program/quarterdeck" "$@"
}

# The commit, as the Pulumi program writes it to the tag of each resource: with -dirty if tracked files were changed.
revision() {
  if [ -f "$program/REVISION" ]; then
    cat -- "$program/REVISION"
  else
    git -C "$root" describe --always --dirty --abbrev=40 --exclude '*' 2>/dev/null || printf 'unrecorded\n'
  fi
}

# Fails if the stack has no file with settings.
needs_settings_of() {
  [ -f "$program/Pulumi.$1.yaml" ] && return
  local known=("$program"/Pulumi.*.yaml)
  known=("${known[@]##*/Pulumi.}")
  fail "Cannot $(basename -- "$0") $1: found no $program/Pulumi.$1.yaml; expected the settings of a stack. Name one of ${known[*]%.yaml}, or write that file."
}

# Prints the version of this checkout.
version() {
  sed -n 's|^    <revision>\(.*\)</revision>$|\1|p' "$root/pom.xml"
}
