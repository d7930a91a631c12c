package io.quarterdeck.local.keyvault;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Locale;
import java.util.UUID;

/**
 * The key material of the keys in vaults: a file with an RSA key for each key, as a JSON Web Key.
 * Thread-safe.
 *
 * @param folder the private folder of the files
 */
record KeyFiles(Path folder) {
  /**
   * Returns the key, which is generated at its first use. Its id is the version of the key.
   *
   * @param size the number of bits of a new key
   */
  synchronized RSAKey key(VaultResource vault, String name, int size) {
    Path file =
        folder.resolve(
            vault.name().toLowerCase(Locale.ROOT) + "." + name.toLowerCase(Locale.ROOT) + ".jwk");
    try {
      if (!Files.exists(file)) {
        PrivateFiles.createFolder(folder);
        String version = UUID.randomUUID().toString().replace("-", "");
        PrivateFiles.write(
            file, new RSAKeyGenerator(size).keyID(version).generate().toJSONString());
      }
      return RSAKey.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException("Cannot use the key in " + file + ": " + e.getMessage(), e);
    }
  }
}
