# The environments, their identities and their scopes, which the setup scripts share. Source this file after steps.sh.
# shellcheck shell=bash

# The subscription and the resource group of the state, the keys and the identities.
subscription=
group=rg-pulumi

# The names of all environments, in the order of the options, and the values of their options.
environments=()
declare -A kind=()  # preview or production
declare -A where=() # the scope that the option names, or empty

is_uuid() {
  [[ $1 =~ ^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$ ]]
}

# Adds an environment: add_environment preview|production NAME[=WHERE]
add_environment() {
  local name=${2%%=*} scope=
  [[ $2 != *=* ]] || scope=${2#*=}
  [[ $name =~ ^[a-z][a-z0-9]{0,11}$ && $name != preview ]] ||
    bad_option "the environment '$name'" "1 to 12 lower-case letters and digits, a letter first, and not 'preview'"
  [ -z "${kind[$name]:-}" ] || bad_option "the environment '$name' twice" "each environment once"
  [ -z "$scope" ] || is_uuid "$scope" || {
    [[ $scope =~ ^/subscriptions/([^/]+)/resourceGroups/[A-Za-z0-9._-]{1,90}$ ]] && is_uuid "${BASH_REMATCH[1]}"
  } || bad_option "'$scope' for the environment '$name'" "the id of a subscription or /subscriptions/ID/resourceGroups/NAME"
  environments+=("$name")
  kind[$name]=$1
  where[$name]=$scope
}

# Checks the options, and sets `identities` and `subscriptions`.
check_environments() {
  local name
  is_uuid "$subscription" || bad_option "the subscription '$subscription'" "--subscription with its id, a lower-case UUID"
  if [ ${#environments[@]} -eq 0 ]; then
    add_environment preview dev
    add_environment production prod
  fi
  identities=()
  subscriptions=("$subscription")
  for name in "${environments[@]}"; do
    [[ " ${identities[*]} " == *" $(planner_of "$name") "* ]] || identities+=("$(planner_of "$name")")
    [[ " ${subscriptions[*]} " == *" $(subscription_of "$name") "* ]] || subscriptions+=("$(subscription_of "$name")")
  done
  for name in "${environments[@]}"; do
    identities+=("$name" "$name-data")
  done
}

# The last 12 hexadecimal digits of the subscription's id, which make names unique.
last_digits() {
  printf '%s' "${subscription##*-}"
}

is_production() {
  [ "${kind[$1]}" = production ]
}

# Prints the identity that compares an environment with its state. The identity of pull requests must not be able to decrypt
# secrets of production.
planner_of() {
  if is_production "$1"; then printf '%s-plan' "$1"; else printf 'preview'; fi
}

# Succeeds if the roles for an environment apply to a resource group and not to a subscription.
in_group() {
  [[ ${where[$1]} == */resourceGroups/* ]]
}

subscription_of() {
  local scope=${where[$1]:-$subscription}
  scope=${scope#/subscriptions/}
  printf '%s' "${scope%%/*}"
}

scope_of() {
  if in_group "$1"; then printf '%s' "${where[$1]}"; else printf '/subscriptions/%s' "$(subscription_of "$1")"; fi
}

network_watcher_group_of() {
  printf '/subscriptions/%s/resourceGroups/NetworkWatcherRG' "$(subscription_of "$1")"
}

# The commands of the scripts apply to the selected subscription, unless they name another one.
select_subscription() {
  step 'Select the subscription'
  if exists az account show --query id --output tsv && [ "$found" = "$subscription" ]; then
    reported exists "$subscription"
  else
    change az account set --subscription "$subscription"
    reported changed "$subscription"
  fi
}

# Stores the object id of an identity in `object_id`. A dry run stores a reference to the variable with the id, such as
# ${dev_id}: object_id_of IDENTITY
object_id_of() {
  local variable=${1//-/_}_id
  [ -n "${!variable:-}" ] ||
    value "$variable" az identity show --name "id-quarterdeck-$1" --resource-group "$group" --query principalId --output tsv
  object_id=${!variable}
}

# Lets a CI system sign in as an identity: federate IDENTITY ISSUER SUBJECT
federate() {
  local identity=id-quarterdeck-$1
  if exists az identity federated-credential show --name pipeline --identity-name "$identity" --resource-group "$group" \
    --query "join(' ', [issuer, subject])" --output tsv; then
    found_is "$2 $3" ||
      differs "the federated credential 'pipeline' of $identity" "issuer and subject $found" "$2 $3" \
        "Run az identity federated-credential delete --name pipeline --identity-name $identity --resource-group $group --yes, then this script again."
    reported exists "the sign-in as $identity"
  else
    change az identity federated-credential create --name pipeline --identity-name "$identity" --resource-group "$group" \
      --issuer "$2" --subject "$3" --audiences api://AzureADTokenExchange --output none
    reported created "the sign-in as $identity"
  fi
}
