package io.quarterdeck.e2e.runbooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of docs/azure.md and docs/pipeline.md: the values of their placeholders, the lines that
 * do not run on the local Azure with the reason, and the objects that the pages presuppose.
 */
final class AzurePages {
  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";

  /** A variable that the page sets in the section on the VPN. */
  private static final String GROUP = "\"\\$GROUP\"";

  private static final List<Treatment> TREATMENTS =
      List.of(
          // The commands of `local env` contain `az login`, as the Owner that the pages name.
          replaced(".*", "^az login$", "eval \"\\$(./quarterdeck local env --az --as owner)\""),
          replaced(".*", "\\bSUBSCRIPTION\\b", SUBSCRIPTION),
          replaced(".*", "--stack NAME\\b", "--stack dev"),
          // Without a terminal, Pulumi cannot ask for confirmation.
          replaced(".*", "^pulumi up\\b", "pulumi up --yes --skip-preview"),
          skipped(
              "azure: Create an environment",
              "^pulumi login ",
              "`local env` selects a folder as the backend; StateRightsIT logs in to the account"),
          replaced("azure: Create an environment", " --secrets-provider '[^']*'", ""),
          replaced(
              "azure: Create an environment",
              "DEPLOYING_APPLICATION_ID",
              "\"\\$(az identity show --name id-quarterdeck-dev-data --resource-group rg-pulumi"
                  + " --query clientId --output tsv)\""),
          replaced(
              "azure: An environment in an existing resource group",
              "--stack dev",
              "--stack imported"),
          replaced(
              "azure: An environment in an existing resource group", "GROUP-ID", "\"\\$group\""),
          replaced("azure: Connect other networks", "GROUP --name NAME", "rg-hub --name vnet-hub"),
          skipped(
              "azure: Connect one person",
              "^(PROFILE=|curl |sed |DNS=)",
              "Azure builds the package of the client; no public source contains one"),
          skipped(
              "azure: A jump host instead",
              "^az vm ",
              "the local Resource Manager has no virtual machines, because the program creates"
                  + " none"),
          replaced("azure: Approve the endpoints of the data factories", "\\bGROUP\\b", GROUP),
          replaced(
              "azure: Approve the endpoints of the data factories",
              "\\bCONNECTION\\b",
              "\"\\$id\""),
          skipped("azure: Synapse", ".*", "SQL for the serverless pool, which has no emulator"),
          skipped(
              "azure: The streaming system",
              "^(\\./mvnw|az functionapp) ",
              "a function app of the local Azure runs no code and has no deployment endpoint"),
          skipped(
              "azure: The streaming system",
              "^\\./quarterdeck ",
              "this stack does not have the system; StreamingRegistrationTest runs both commands"),
          replaced("azure: Change an environment", "\\bSETTING VALUE\\b", "postgresDatabase other"),
          replaced(
              "azure: Change the standby of PostgreSQL",
              "\\bGROUP --name SERVER\\b",
              GROUP + " --name \"\\$server\""),
          skipped(
              "azure: Delete an environment",
              "^pulumi ",
              "the local Azure purges a deleted vault that has a server; StackCycleIT runs these"
                  + " commands with one that has none"),
          skipped("pipeline: Run the steps on a laptop", "^ci/scripts/", "PipelineRunIT runs them"),
          replaced("pipeline: One-time setup", "\\bORGANIZATION\\b", "contoso"),
          replaced("pipeline: One-time setup", "\\bPROJECT\\b", "Platform"),
          skipped(
              "pipeline: One-time setup",
              "^setup/pipeline (?!.*--dry-run)",
              "needs Azure DevOps; SetupPipelineIT runs the script against an emulator of it"),
          skipped(
              "pipeline: Agents",
              "^(sudo )?setup/agent",
              "installs programs on this machine; AgentSetupTest runs the script"));

  private AzurePages() {}

  /** Returns the lines of both pages in their order. */
  static Walk walk() throws IOException {
    Walk walk = new Walk(TREATMENTS);
    List<PageLine> azure = PageLine.ofSections(DOCS.resolve("azure.md"));
    // The shell ignores the exit code of a command in the arguments of another one.
    walk.prepare(
        "trap 'exit 1' USR1",
        "az() { command az \"$@\" || { local code=$?; kill -USR1 $$; return $code; }; }");
    walk.page("azure", section(azure, "Set up a subscription"));
    List<PageLine> create = section(azure, "Create an environment");
    int init = first(create, "pulumi config set ");
    walk.page("azure", create.subList(0, init));
    walk.prepare(
        // Only resources of the environment with this name have servers.
        "pulumi config set quarterdeck:environment local --stack dev",
        // The local server itself has a role with the usual name.
        "pulumi config set quarterdeck:postgresAdministrator platform --stack dev",
        "pulumi config set quarterdeck:operatorsGroupId 00000000-0000-4000-8000-000000000010"
            + " --stack dev",
        "pulumi config set quarterdeck:operatorsGroupName operators --stack dev");
    walk.page("azure", create.subList(init, create.size()));
    walk.prepare("./quarterdeck doctor --stack dev");
    walk.prepare(
        "pulumi stack init imported",
        "group=\"$(az group create --name rg-existing --location swedencentral --query id --output"
            + " tsv)\"");
    walk.page("azure", section(azure, "An environment in an existing resource group"));
    walk.prepare(
        "az group create --name rg-hub --location swedencentral --output none",
        "az network vnet create --resource-group rg-hub --name vnet-hub --location swedencentral"
            + " --address-prefixes 10.50.0.0/16 --output none");
    walk.page("azure", section(azure, "Connect other networks"));
    walk.page("azure", section(azure, "Connect one person"));
    walk.page("azure", section(azure, "A jump host instead"));
    walk.prepare(
        "pulumi config set quarterdeck:dataIdentityClientId \"$(az identity show --name"
            + " id-quarterdeck-dev-data --resource-group rg-pulumi --query clientId --output tsv)\""
            + " --stack dev");
    walk.page("azure", section(azure, "The lakehouse"));
    List<PageLine> approve = section(azure, "Approve the endpoints of the data factories");
    walk.page("azure", approve.subList(0, 1));
    walk.prepare(
        "id=\"$(az network private-endpoint-connection list --id \"$(pulumi stack output keyVaultId"
            + " --stack dev)\" --output tsv --query"
            + " \"[?properties.privateLinkServiceConnectionState.status=='Pending'].id\")\"");
    walk.page("azure", approve.subList(1, approve.size()));
    walk.page("azure", section(azure, "Synapse"));
    walk.page("azure", section(azure, "The streaming system"));
    walk.page("azure", section(azure, "Change an environment"));
    walk.prepare(
        "pulumi config set quarterdeck:postgresSku Standard_D2ds_v5 --stack dev",
        "pulumi config set quarterdeck:postgresHighAvailability sameZone --stack dev",
        "pulumi up --stack dev",
        "server=\"$(az resource list --resource-group \"$GROUP\" --query '[0].name' --output tsv"
            + " --resource-type Microsoft.DBforPostgreSQL/flexibleServers)\"");
    walk.page("azure", section(azure, "Change the standby of PostgreSQL"));
    walk.page("azure", section(azure, "Delete an environment"));
    walk.page("pipeline", PageLine.ofSections(DOCS.resolve("pipeline.md")));
    return walk;
  }

  /** Returns the number of lines of both pages. */
  static int count() throws IOException {
    return PageLine.ofSections(DOCS.resolve("azure.md")).size()
        + PageLine.ofSections(DOCS.resolve("pipeline.md")).size();
  }

  private static List<PageLine> section(List<PageLine> page, String heading) {
    List<PageLine> lines =
        page.stream().filter(line -> line.page().endsWith(": " + heading)).toList();
    if (lines.isEmpty()) {
      throw new IllegalStateException("no lines below the heading " + heading);
    }
    return lines;
  }

  private static int first(List<PageLine> lines, String beginning) {
    int at = 0;
    while (!lines.get(at).text().startsWith(beginning)) {
      at++;
    }
    return at;
  }

  private static Treatment skipped(String pages, String line, String reason) {
    return new Treatment.Skipped(Pattern.compile(pages), Pattern.compile(line), reason);
  }

  private static Treatment replaced(String pages, String line, String by) {
    return new Treatment.Replaced(Pattern.compile(pages), Pattern.compile(line), by);
  }
}
