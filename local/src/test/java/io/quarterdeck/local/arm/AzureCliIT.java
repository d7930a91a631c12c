package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.entra.LocalTenant;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Azure CLI creates, shows, changes and deletes resources of the local subscription. */
class AzureCliIT {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  @TempDir private Path folder;

  @Test
  void aPersonManagesAGroupAnAccountAndAnAssignment() throws Exception {
    try (AzureCli cli = AzureCli.start(folder)) {
      cli.loginAsPerson("owner");
      assertThat(cli.az("account", "show", "--query", "[name, user.name]"))
          .isEqualTo("Local stack\nowner@quarterdeck.example");
      assertThat(cli.az("ad", "signed-in-user", "show", "--query", "id"))
          .isEqualTo(LocalTenant.OWNER_ID);

      assertThat(cli.run("group", "show", "--name", "rg-cli").exitCode()).isEqualTo(3);
      cli.az("group", "create", "--name", "rg-cli", "--location", "swedencentral");
      assertThat(
              cli.az("group", "update", "--name", "rg-cli", "--tags", "a=1", "--query", "tags.a"))
          .isEqualTo("1");
      manageAnAccount(cli);
      String group = cli.az("group", "show", "--name", "rg-cli", "--query", "id");
      manageAnAssignment(cli, group);
      cli.az("group", "delete", "--name", "rg-cli", "--yes");
      assertThat(cli.plane().resources().list()).isEmpty();
    }
  }

  @Test
  void anApplicationSignsInWithAnAssertion() throws Exception {
    try (AzureCli cli = AzureCli.start(folder)) {
      cli.loginAsApplication("deploy");
      assertThat(cli.az("account", "show", "--query", "user.[type, name]"))
          .isEqualTo("servicePrincipal\n00000000-0000-4000-8000-000000000031");
      assertThat(cli.run("ad", "signed-in-user", "show").error())
          .contains("/me request is only valid with delegated authentication flow.");
    }
  }

  private static void manageAnAccount(AzureCli cli) throws Exception {
    String[] account = {"--name", "stcli", "--resource-group", "rg-cli"};
    cli.az(
        with(
            account,
            "storage account create --location swedencentral --sku Standard_GZRS --kind StorageV2"
                + " --min-tls-version TLS1_2 --allow-blob-public-access false"));
    assertThat(
            cli.az(
                with(
                    account,
                    "storage account update --allow-shared-key-access false --query"
                        + " [allowSharedKeyAccess,minimumTlsVersion,sku.name]")))
        .isEqualTo("false\nTLS1_2\nStandard_GZRS");
    cli.az(with(account, "storage account delete --yes"));
    assertThat(cli.run(with(account, "storage account show")).exitCode()).isEqualTo(3);
  }

  private static void manageAnAssignment(AzureCli cli, String group) throws Exception {
    String[] assignment = {"--role", READER, "--scope", group};
    cli.az(
        with(
            assignment,
            "role assignment create --assignee-object-id "
                + LocalTenant.OWNER_ID
                + " --assignee-principal-type User"));
    assertThat(
            cli.az(
                with(
                    assignment,
                    "role assignment list --fill-principal-name false --query [].principalId")))
        .isEqualTo(LocalTenant.OWNER_ID);
  }

  private static String[] with(String[] more, String command) {
    String[] words = command.split(" ", -1);
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }
}
