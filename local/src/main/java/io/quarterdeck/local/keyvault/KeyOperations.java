package io.quarterdeck.local.keyvault;

import com.google.gson.JsonObject;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * Encrypts and decrypts with the keys of vaults. Pulumi does this with the key of a stack. Sources:
 * "Encrypt" and "Decrypt" in Azure's REST reference (/rest/api/keyvault/keys). A path without a
 * version selects the newest one.
 *
 * @param keys the keys, and the rights of callers
 */
record KeyOperations(KeyRoutes keys) {
  /** The only algorithm that clients of the platform use; the default of Pulumi's library. */
  private static final String ALGORITHM = "RSA-OAEP-256";

  private static final AlgorithmParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private enum Operation {
    ENCRYPT,
    DECRYPT
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/keys/{name}/encrypt", this::encrypt),
        new Route("POST", "/keys/{name}/decrypt", this::decrypt),
        new Route("POST", "/keys/{name}/{version}/encrypt", this::encrypt),
        new Route("POST", "/keys/{name}/{version}/decrypt", this::decrypt));
  }

  private Answer encrypt(Call call, List<String> path) {
    return answer(call, path, Operation.ENCRYPT);
  }

  private Answer decrypt(Call call, List<String> path) {
    return answer(call, path, Operation.DECRYPT);
  }

  private Answer answer(Call call, List<String> path, Operation operation) {
    VaultResource vault = keys.vault(call);
    String name = path.get(0);
    keys.require(
        call,
        vault,
        switch (operation) {
          case ENCRYPT -> "encrypt/action";
          case DECRYPT -> "decrypt/action";
        },
        name);
    JsonObject request = call.json("BadParameter");
    String algorithm = KeyRoutes.text(request, "alg");
    if (!algorithm.equals(ALGORITHM)) {
      throw KeyVaultErrors.bad(
          "Property alg has invalid value: '%s'. The local vault supports %s only."
              .formatted(algorithm, ALGORITHM));
    }
    RSAKey key = keys.existing(vault, name, path.stream().skip(1).findFirst());
    JsonObject answer = new JsonObject();
    answer.addProperty("kid", KeyRoutes.id(vault, name, key));
    answer.addProperty("value", value(key, operation, KeyRoutes.text(request, "value")));
    return Answer.json(answer);
  }

  private static String value(RSAKey key, Operation operation, String value) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(value);
      byte[] result =
          switch (operation) {
            case ENCRYPT -> apply(Cipher.ENCRYPT_MODE, key.toRSAPublicKey(), bytes);
            case DECRYPT -> apply(Cipher.DECRYPT_MODE, key.toRSAPrivateKey(), bytes);
          };
      return Base64.getUrlEncoder().withoutPadding().encodeToString(result);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Azure's text for a value that the key cannot decrypt is not published.
      throw KeyVaultErrors.bad("The parameter is incorrect.\r\n");
    } catch (JOSEException e) {
      throw new IllegalStateException("The stored key is not a key pair", e);
    }
  }

  private static byte[] apply(int mode, Key key, byte[] bytes) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(mode, key, OAEP);
    return cipher.doFinal(bytes);
  }
}
