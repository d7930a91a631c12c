package io.quarterdeck.local.platform;

import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The password with which the data factory of the local stack signs in to its source database. It
 * is the setting {@code sourcePostgresPassword} if the stack runs without Pulumi's CLI.
 *
 * @param file stores the password; readable by its owner only
 */
record LocalSourcePassword(Path file) {
  private static final int BYTES = 24;

  /** Azure requires three kinds of characters, which a random password may not contain. */
  private static final String KINDS = "Qd1-";

  /** Returns the password, which is created at the first call. */
  String value() throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Files.createDirectories(file.getParent());
      PrivateFiles.write(
          file, KINDS + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return Files.readString(file);
  }
}
