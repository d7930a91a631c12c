# The previews of the stacks in the arguments, as STACK=FILE. Source this file after common.sh.
[ $# -gt 0 ] || fail "Cannot run $(basename -- "$0"): found no stack; expected one or more. Name dev, prod or both."
previews=()
for stack in "$@"; do previews+=("$stack=$(folder_of "$stack")/preview.json"); done
