package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.access.VaultSecrets;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.stack.RecreateAdvice;
import io.quarterdeck.contract.Loopback;
import java.net.URI;
import java.util.List;

/**
 * Checks that the signed-in account can read PostgreSQL's password from the vault.
 *
 * @param needs the checks of reachability and sign-in
 * @param secret the name of the secret
 */
record SecretCheck(List<String> needs, VaultSecrets secrets, String secret) implements Check {
  static final String NAME = "secret";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    try {
      secrets.client().getSecret(secret);
    } catch (HttpResponseException e) {
      int status = e.getResponse().getStatusCode();
      JsonFields body = JsonFields.read(e.getResponse().getBodyAsBinaryData());
      return Finding.failed(
          "reading %s is refused: %s".formatted(secret, AzureError.of(status, body).text()),
          advice(status, body.text("error", "innererror", "code").orElse("")));
    }
    return Finding.ok(secret + " can be read");
  }

  private String advice(int status, String innerCode) {
    if (status == 401) {
      return Refused.TOKEN;
    }
    if (status == 404) {
      URI vault = URI.create(secrets.vault().uri());
      return Loopback.is(vault) ? RecreateAdvice.of(vault) : recover();
    }
    if (innerCode.equals("ForbiddenByFirewall") || innerCode.equals("ForbiddenByConnection")) {
      return "The vault's network rules refuse this machine. " + Unreachable.INSIDE;
    }
    if (status == 403) {
      return "Ask for the role Key Vault Secrets User: az role assignment create --role 'Key Vault Secrets User' --assignee YOU --scope %s. A new assignment takes some minutes to take effect."
          .formatted(secrets.vault().id());
    }
    return "Fix the error that Key Vault reports, then run this again.";
  }

  /**
   * Returns the advice for a missing secret. The vault keeps deleted secrets for some time and
   * refuses new secrets with the same name until then.
   */
  private String recover() {
    String id = secrets.vault().id();
    return "If it was deleted, recover it: az keyvault secret recover --vault-name %s --name %s. If not: %s"
        .formatted(
            id.substring(id.lastIndexOf('/') + 1),
            secret,
            RecreateAdvice.of(URI.create(secrets.vault().uri())));
  }
}
