package io.quarterdeck.etl.doctor;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.etl.Loopback;
import io.quarterdeck.etl.azure.ArmAnswer;
import io.quarterdeck.etl.azure.VaultSecrets;
import io.quarterdeck.etl.stack.RecreateAdvice;
import java.net.URI;
import java.util.List;

/**
 * The password of PostgreSQL can be read from the vault, by whoever is signed in.
 *
 * @param needs reach and sign-in
 * @param secret the secret's name
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
      ArmAnswer answer = ArmAnswer.of(status, e.getResponse().getBodyAsBinaryData());
      return Finding.failed(
          "reading %s is refused: %s".formatted(secret, answer.error()),
          advice(status, answer.text("error", "innererror", "code").orElse("")));
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
      return "The vault's network rules refuse you. " + Unreachable.INSIDE;
    }
    if (status == 403) {
      return "Have the role Key Vault Secrets User on the vault assigned to you; it takes some"
          + " minutes to count.";
    }
    return "Mend what Key Vault says, then run this again.";
  }

  /** The vault keeps what was deleted, and takes no other secret of that name meanwhile. */
  private String recover() {
    String id = secrets.vault().id();
    return "If it was deleted, bring it back: az keyvault secret recover --vault-name %s --name %s. If not: %s"
        .formatted(
            id.substring(id.lastIndexOf('/') + 1),
            secret,
            RecreateAdvice.of(URI.create(secrets.vault().uri())));
  }
}
