package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.access.Scopes;
import java.util.List;

/**
 * Checks that the workspace returns the current user, which it does only when it is ready.
 *
 * @param needs the checks of reachability and sign-in
 * @param url the workspace's URL
 */
record DatabricksCheck(List<String> needs, String url, AzureAccess access, Web web)
    implements Check {
  @Override
  public String name() {
    return SystemChecks.WORKSPACE;
  }

  @Override
  public Finding look() {
    Web.Reply reply = web.get(url + "/api/2.0/preview/scim/v2/Me", access.token(Scopes.DATABRICKS));
    JsonFields body = reply.body();
    if (reply.succeeded()) {
      return Finding.ok(body.text("userName").map(user -> "ready, as " + user).orElse("ready"));
    }
    String found =
        body.text("error_code").map(code -> code + ": ").orElse("")
            + body.text("message").or(() -> body.text("detail")).orElse("HTTP " + reply.status());
    // Databricks uses the same status for an invalid token and for an unknown user.
    if (found.contains("Invalid access token") || found.contains("Token is expired")) {
      return Finding.failed(found, Refused.TOKEN);
    }
    return Finding.failed(
        found,
        switch (reply.status()) {
          case 401 ->
              "The workspace does not accept this token: sign in to its tenant (az login --tenant"
                  + " TENANT).";
          case 403 ->
              "Who set the workspace up adds you with ./quarterdeck setup-workspace --stack NAME"
                  + " --registrar YOU, where YOU is your user name or application id; an"
                  + " administrator can also add you at "
                  + url
                  + "/settings/workspace/identity-and-access. A private workspace also refuses access"
                  + " from outside its network.";
          case 404, 429, 500, 502, 503, 504 ->
              "A new workspace needs some minutes until it responds: wait, then run this again.";
          default -> "Fix the error that Databricks reports, then run this again.";
        });
  }
}
