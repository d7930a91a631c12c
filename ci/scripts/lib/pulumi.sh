# Pulumi and its Azure sign-in. Source this file after common.sh.

# In the pipeline, the task AzureCLI provides the token of the service connection. On a laptop there is no token, and
# Pulumi uses the signed-in user (az login).
if [ -n "${idToken:-}" ]; then
  ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)
  export ARM_USE_OIDC=true ARM_OIDC_TOKEN=$idToken ARM_CLIENT_ID=$servicePrincipalId ARM_TENANT_ID=$tenantId
  export ARM_SUBSCRIPTION_ID
fi

# --plan and --save-plan are marked experimental.
export PULUMI_EXPERIMENTAL=true PULUMI_SKIP_UPDATE_CHECK=true
tools=${QUARTERDECK_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/quarterdeck-tools}
PATH=$tools:$PATH

pulumi_here() {
  pulumi --cwd "$program" --non-interactive "$@"
}
