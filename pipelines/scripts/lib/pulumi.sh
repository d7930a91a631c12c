# Pulumi and who it is to Azure. Sourced after common.sh.

# In the pipeline the task AzureCLI gives the token of the service connection. On a laptop none is given, and Pulumi
# uses whoever is signed in (az login).
if [ -n "${idToken:-}" ]; then
  ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)
  export ARM_USE_OIDC=true ARM_OIDC_TOKEN=$idToken ARM_CLIENT_ID=$servicePrincipalId ARM_TENANT_ID=$tenantId
  export ARM_SUBSCRIPTION_ID
fi

# --plan and --save-plan are still called experimental.
export PULUMI_EXPERIMENTAL=true PULUMI_SKIP_UPDATE_CHECK=true
tools=${QUARTERDECK_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/quarterdeck-tools}
PATH=$tools:$PATH

pulumi_here() {
  pulumi --cwd "$program" --non-interactive "$@"
}
