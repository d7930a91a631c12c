# Functions that the setup scripts share. Source this file after `set -euo pipefail`.
# shellcheck shell=bash

# With `yes`, the scripts print the commands that change something, and run none.
dry_run=no

# The output of the last command that searched for an object, and the file with the errors of that command.
found=
errors=/dev/null

# The results of quote and compose.
quoted=
line=

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# Fails because of a wrong option: bad_option FOUND EXPECTED
bad_option() {
  fail "Cannot run setup/$(basename -- "$0"): found $1; expected $2. Run setup/$(basename -- "$0") --help."
}

# Fails because an object exists and is not what this script creates: differs WHAT FOUND EXPECTED ADVICE
differs() {
  fail "Cannot use $1: found $2; expected $3. $4"
}

# Fails if an option has no value: needs_value OPTION NUMBER_OF_WORDS
needs_value() {
  [ "$2" -ge 2 ] || bad_option "$1 without a value" "a value after it"
}

# Quotes a word for a shell, and stores the result in `quoted`. A word that contains ${name} refers to the output of an earlier
# command; the shell still expands it.
quote() {
  local word=$1
  if [[ $word =~ ^[A-Za-z0-9_./:=@%+,-]+$ ]]; then
    quoted=$word
  elif [[ $word == *"\${"* ]]; then
    word=${word//\\/\\\\}
    quoted="\"${word//\"/\\\"}\""
  else
    quoted="'${word//\'/\'\\\'\'}'"
  fi
}

# Stores a command in `line`, as one line that can be copied.
compose() {
  local word
  line=
  for word in "$@"; do
    quote "$word"
    line+=" $quoted"
  done
  line=${line# }
}

# Starts a step: step TITLE
step() {
  if [ "$dry_run" = yes ]; then printf '\n# %s\n' "$1"; else printf '%s\n' "$1"; fi
}

# Reports what happened to an object: reported created|exists|changed WHAT
reported() {
  [ "$dry_run" = yes ] || printf '  %-8s %s\n' "$1" "$2"
}

# Runs a command that changes something, or prints it.
change() {
  if [ "$dry_run" = yes ]; then
    compose "$@"
    printf '%s\n' "$line"
  else
    "$@"
  fi
}

# Stores the output of a command in a variable, which must not be empty: value NAME COMMAND...
value() {
  value_or_empty "$@"
  [ -n "${!1}" ] ||
    fail "Cannot read $1: found nothing; expected a value from $line. Create the object that it reads, then run this script again."
}

# Stores the output of a command in a variable: value_or_empty NAME COMMAND...
value_or_empty() {
  local name=$1 output
  shift
  compose "$@"
  if [ "$dry_run" = yes ]; then
    printf '%s="$(%s)"\n' "$name" "$line"
    printf -v "$name" '${%s}' "$name"
  else
    output=$("$@") ||
      fail "Cannot read $name: found the error above; expected the output of $line. Fix the cause and run this script again."
    printf -v "$name" '%s' "$output"
  fi
}

# Succeeds if the command finds an object, and stores its output in `found`. Every other error than "not found" ends the
# script. A dry run treats every object as missing.
exists() {
  local code=0
  found=
  [ "$dry_run" = no ] || return 1
  found=$("$@" 2>"$errors") || code=$?
  [ "$code" -eq 0 ] || says_missing "$code" || refuse "$@"
  [ -n "$found" ]
}

# Succeeds if the last command failed because the object does not exist. For `show` commands, the Azure CLI then ends with the
# exit code 3: says_missing EXIT_CODE
says_missing() {
  found=
  [ "$1" -eq 3 ] ||
    { grep -Eqi '(Resource|ResourceGroup|Key|Container|Role)NotFound|not found within|is not installed' "$errors" &&
      ! grep -q SubscriptionNotFound "$errors"; }
}

# Prints the errors of the last command, and fails: refuse COMMAND...
refuse() {
  cat -- "$errors" >&2
  compose "$@"
  fail "Cannot run $line: found the error above; expected success or a missing object. Fix the cause and run this script again."
}

# Succeeds if `found` contains exactly the given lines, one for each argument.
found_is() {
  local expected
  printf -v expected '%s\n' "$@"
  [ "$found" = "${expected%$'\n'}" ]
}

# The longest time to wait for Azure, and the time between two attempts, in seconds. Microsoft Learn, "Troubleshoot Azure
# RBAC": a change of roles can take up to 10 minutes.
deadline=${QUARTERDECK_SETUP_DEADLINE:-900}
pause=${QUARTERDECK_SETUP_PAUSE:-5}

# Runs a command that needs a right on data which was assigned just now. Repeats the command while Azure refuses it, until
# the deadline. Stores its output in `found`. Returns 1 if the object does not exist.
when_allowed() {
  local code end=$((SECONDS + deadline))
  while :; do
    code=0
    found=$("$@" 2>"$errors") || code=$?
    if [ "$code" -eq 0 ] || ! grep -q Forbidden "$errors"; then break; fi
    if [ "$SECONDS" -ge "$end" ]; then
      cat -- "$errors" >&2
      compose "$@"
      fail "Cannot run $line: found a refusal for $deadline s; expected that the new role is effective by then. Run this script again."
    fi
    sleep "$pause"
  done
  [ "$code" -eq 0 ] || says_missing "$code" || refuse "$@"
  [ "$code" -eq 0 ]
}

# Repeats a command until it prints something: until_found COMMAND...
until_found() {
  local end=$((SECONDS + deadline))
  if [ "$dry_run" = yes ]; then
    compose "$@"
    printf '# Repeat the next line until it prints something.\n%s\n' "$line"
    return
  fi
  until exists "$@"; do
    compose "$@"
    [ "$SECONDS" -lt "$end" ] ||
      fail "Cannot run $line: found nothing for $deadline s; expected the new object by then. Run this script again."
    sleep "$pause"
  done
}

# Prepares the calls of the Azure CLI. Fails if the Azure CLI is not installed. Does nothing in a dry run.
needs_az() {
  [ "$dry_run" = no ] || return 0
  errors=$(mktemp)
  trap 'rm -f -- "$errors"' EXIT
  command -v az >/dev/null ||
    fail "Cannot run setup/$(basename -- "$0"): found no az; expected the Azure CLI. Install it with setup/agent, or see --dry-run."
}

# Runs a command whose last option names a file with the given content, or prints it: change_with CONTENT COMMAND...
change_with() {
  local content=$1
  shift
  if [ "$dry_run" = yes ]; then
    compose "$@"
    quote "$content"
    printf '%s <(printf %%s %s)\n' "$line" "$quoted"
  else
    "$@" <(printf '%s' "$content")
  fi
}
