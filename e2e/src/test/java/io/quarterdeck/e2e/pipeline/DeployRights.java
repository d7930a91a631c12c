package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the application {@code deploy} the rights of the pipeline's identities, in the files of a
 * local stack that is stopped: the roles of the setup script for the identity that deploys, with
 * its condition, and membership in the operators' group in place of the rights of the identity that
 * loads data.
 *
 * @param azure the folder of the emulators
 */
record DeployRights(Path azure) {
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-4000-8000-000000000001";
  private static final String DEPLOY = "00000000-0000-4000-8000-000000000030";
  private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  private static final String ACCESS_ADMINISTRATOR = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
  private static final String LOCKS_CONTRIBUTOR = "28bf596f-4eb7-45ce-b5bc-6cf482fec137";

  void give() throws IOException {
    assign(CONTRIBUTOR, Optional.empty());
    assign(ACCESS_ADMINISTRATOR, Optional.of(condition()));
    assign(LOCKS_CONTRIBUTOR, Optional.empty());
    joinOperators();
  }

  private void assign(String role, Optional<String> condition) throws IOException {
    JsonObject properties = new JsonObject();
    properties.addProperty("principalId", DEPLOY);
    properties.addProperty("principalType", "ServicePrincipal");
    properties.addProperty(
        "roleDefinitionId", SUBSCRIPTION + AUTHORIZATION + "roleDefinitions/" + role);
    condition.ifPresent(
        text -> {
          properties.addProperty("condition", text);
          properties.addProperty("conditionVersion", "2.0");
        });
    String id = SUBSCRIPTION + AUTHORIZATION + "roleAssignments/" + role;
    JsonObject body = new JsonObject();
    body.addProperty("id", id);
    body.addProperty("name", role);
    body.addProperty("type", "Microsoft.Authorization/roleAssignments");
    body.add("properties", properties);
    JsonObject file = new JsonObject();
    file.addProperty("id", id);
    file.addProperty("type", "Microsoft.Authorization/roleAssignments");
    file.addProperty("apiVersion", "2022-04-01");
    file.add("body", body);
    Files.writeString(azure.resolve("provider/resources/" + role + ".json"), file.toString());
  }

  /** Returns the condition that the setup script writes. */
  private static String condition() throws IOException {
    Matcher line =
        Pattern.compile("--condition '((?:[^']|'\\\\'')*)' --condition-version 2\\.0")
            .matcher(
                Files.readString(
                    PipelineFiles.ROOT.resolve(
                        "e2e/src/test/resources/io/quarterdeck/e2e/setup/subscription-dry-run.txt")));
    assertThat(line.find()).isTrue();
    return line.group(1).replace("'\\''", "'");
  }

  private void joinOperators() throws IOException {
    Path file = azure.resolve("entra/directory.json");
    JsonObject directory = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    for (JsonElement group : directory.getAsJsonArray("groups")) {
      group.getAsJsonObject().getAsJsonArray("members").add(DEPLOY);
    }
    Files.writeString(file, directory.toString());
  }
}
