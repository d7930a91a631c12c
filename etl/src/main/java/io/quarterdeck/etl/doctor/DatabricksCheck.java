package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;
import io.quarterdeck.etl.azure.AzureAccess;
import io.quarterdeck.etl.azure.Scopes;
import java.util.List;

/**
 * The workspace knows who is signed in, which it does only once it is ready.
 *
 * @param needs reach and sign-in
 * @param url the workspace's
 */
record DatabricksCheck(List<String> needs, String url, AzureAccess access, Web web)
    implements Check {
  @Override
  public String name() {
    return "databricks";
  }

  @Override
  public Finding look() {
    ArmAnswer answer =
        web.get(url + "/api/2.0/preview/scim/v2/Me", access.token(Scopes.DATABRICKS)).answer();
    if (answer.succeeded()) {
      return Finding.ok(answer.text("userName").map(user -> "ready, as " + user).orElse("ready"));
    }
    String found =
        answer.text("error_code").map(code -> code + ": ").orElse("")
            + answer
                .text("message")
                .or(() -> answer.text("detail"))
                .orElse("HTTP " + answer.status());
    // Databricks' answer to a token that is none, of the same status as that to a stranger.
    if (found.contains("Invalid access token")) {
      return Finding.failed(found, Refused.TOKEN);
    }
    return Finding.failed(
        found,
        switch (answer.status()) {
          case 401 ->
              "The workspace does not take this token: sign in to its tenant (az login --tenant"
                  + " TENANT).";
          case 403 ->
              "Have an administrator add you to the workspace ("
                  + url
                  + "/settings/workspace/identity-and-access), or enter it once as Contributor of"
                  + " its resource, which adds you. A private workspace refuses whoever is outside"
                  + " of its network, too.";
          case 404, 429, 500, 502, 503, 504 ->
              "A new workspace needs some minutes until it answers: wait, then run this again.";
          default -> "Mend what Databricks says, then run this again.";
        });
  }
}
