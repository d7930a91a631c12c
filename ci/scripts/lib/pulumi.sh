# Pulumi and its Azure sign-in. Source this file after common.sh.

# In the pipeline, Pulumi signs in with the id token of the service connection. The token is valid for 10 minutes, so a process in
# the background writes a new one to a file every 4 minutes. The provider reads the file when it needs another access token. It
# cannot request id tokens itself: it sends GET, and Azure Pipelines answers POST (decision 89). On a laptop there is no service
# connection, and Pulumi uses the signed-in user (az login).
pulumi_sign_in=()
if [ -n "${AZURESUBSCRIPTION_SERVICE_CONNECTION_ID:-}" ]; then
  . "$(dirname -- "${BASH_SOURCE[0]}")/id-token.sh"
  id_token_file=$(id_token_file)
  renew_id_token "$id_token_file" &
  id_token_renewal=$!
  trap 'kill "$id_token_renewal" 2>/dev/null || true; rm -rf -- "${id_token_file%/*}"' EXIT
  subscription=$(az account show --query id --output tsv)
  pulumi_sign_in=(
    ARM_USE_DEFAULT_AZURE_CREDENTIAL=true AZURE_TOKEN_CREDENTIALS=WorkloadIdentityCredential
    "ARM_SUBSCRIPTION_ID=$subscription" "ARM_TENANT_ID=$AZURESUBSCRIPTION_TENANT_ID"
    "AZURE_TENANT_ID=$AZURESUBSCRIPTION_TENANT_ID" "AZURE_CLIENT_ID=$AZURESUBSCRIPTION_CLIENT_ID"
    "AZURE_FEDERATED_TOKEN_FILE=$id_token_file"
  )
fi

# --plan and --save-plan are marked experimental.
export PULUMI_EXPERIMENTAL=true PULUMI_SKIP_UPDATE_CHECK=true
tools=${QUARTERDECK_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/quarterdeck-tools}
PATH=$tools:$PATH

pulumi_here() {
  env ${pulumi_sign_in[@]+"${pulumi_sign_in[@]}"} pulumi --cwd "$program" --non-interactive "$@"
}
