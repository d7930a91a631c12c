package io.quarterdeck.local.arm.types;

import io.quarterdeck.infra.arm.ArmType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules for names, from Azure's page "Naming rules and restrictions for Azure resources". For
 * Data Factory, they are on the page "Azure Data Factory - naming rules", and the codes and texts
 * are not published.
 */
final class NameRules {
  private record Rule(String input, Pattern names, String code, String message) {}

  private static final Map<String, Rule> BY_TOKEN =
      Map.of(
          "storage:StorageAccount",
          new Rule(
              "accountName",
              Pattern.compile("[a-z0-9]{3,24}"),
              "AccountNameInvalid",
              "%s is not a valid storage account name. Storage account name must be between 3 and"
                  + " 24 characters in length and use numbers and lower-case letters only."),
          "storage:BlobContainer",
          new Rule(
              "containerName",
              Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*"),
              "ContainerOperationFailure",
              "The specified resource name contains invalid characters: %s."),
          "keyvault:Vault",
          new Rule(
              "vaultName",
              Pattern.compile("(?=.{3,24}$)[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*"),
              "VaultNameNotValid",
              "The vault name '%s' is invalid. A vault's name must be between 3-24 alphanumeric"
                  + " characters. The name must begin with a letter, end with a letter or digit,"
                  + " and not contain consecutive hyphens."),
          "dbforpostgresql:Server",
          new Rule(
              "serverName",
              Pattern.compile("(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?"),
              "InvalidServerName",
              "Specified server name '%s' is not valid: it must be 3 to 63 characters of"
                  + " lower-case letters, numbers and hyphens."),
          "resources:ResourceGroup",
          new Rule(
              "resourceGroupName",
              Pattern.compile("[-\\w.()]{0,89}[-\\w()]"),
              "InvalidResourceGroup",
              "The provided resource group name '%s' has these invalid characters or is too long."
                  + " The name can only be a letter, digit, '-', '.', '(', ')' or '_'."),
          "datafactory:Factory",
          new Rule(
              "factoryName",
              Pattern.compile("(?=.{3,63}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*"),
              "InvalidResourceName",
              "The name '%s' of the data factory is invalid. It must have 3 to 63 letters, numbers"
                  + " and dashes. Each dash must be between two letters or numbers."),
          "datafactory:IntegrationRuntime",
          new Rule(
              "integrationRuntimeName",
              Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*"),
              "InvalidResourceName",
              "The name '%s' of the integration runtime is invalid. It must have letters, numbers"
                  + " and dashes. Each dash must be between two letters or numbers."),
          "web:WebApp",
          new Rule(
              "name",
              Pattern.compile("(?=.{2,60}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"),
              "BadRequest",
              "The name '%s' of the app is invalid. It must have 2 to 60 letters, numbers and"
                  + " hyphens, and start and end with a letter or a number."),
          "synapse:Workspace",
          new Rule(
              "workspaceName",
              Pattern.compile("(?!.*-ondemand)(?=.{1,50}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?"),
              "InvalidWorkspaceName",
              "The name '%s' of the workspace is invalid. It must have 1 to 50 lower-case letters,"
                  + " numbers and hyphens, start and end with a letter or a number, and not contain"
                  + " '-ondemand'."));

  private NameRules() {}

  static void findings(ArmType type, Map<String, Object> inputs, List<InputFinding> findings) {
    Rule rule = BY_TOKEN.get(type.token());
    if (rule != null
        && inputs.get(rule.input()) instanceof String name
        && !rule.names().matcher(name).matches()) {
      findings.add(new InputFinding(rule.input(), rule.code(), rule.message().formatted(name)));
    }
  }
}
