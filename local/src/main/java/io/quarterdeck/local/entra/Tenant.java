package io.quarterdeck.local.entra;

import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The state of the tenant: its directory and its keys. Thread-safe.
 *
 * @param folder the private folder of the state
 * @param directory the principals
 * @param tokens issues and checks access tokens
 * @param key the key of the tenant
 * @param pipelines the id tokens of the emulated pipelines, with the same key: each new key costs
 *     the first start about a second, and the issuer of each token is checked
 * @param clock the clock for the validity of tokens
 */
public record Tenant(
    Path folder,
    Directory directory,
    AccessTokens tokens,
    SigningKey key,
    PipelineTokens pipelines,
    Clock clock) {
  /**
   * Opens the tenant of an earlier run, or creates it.
   *
   * @param folder the folder of the emulator
   */
  public static Tenant open(Path folder, ManagedIdentities identities, Clock clock)
      throws IOException {
    PrivateFiles.createFolder(folder);
    SigningKey key = SigningKey.in(folder.resolve("key.json"));
    return new Tenant(
        folder,
        directory(folder, identities),
        new AccessTokens(key, clock),
        key,
        new PipelineTokens(key, clock),
        clock);
  }

  /** Returns the directory of the tenant in this folder. */
  public static Directory directory(Path folder, ManagedIdentities identities) {
    return new Directory(new DirectoryFile(folder.resolve("directory.json")), identities);
  }

  /**
   * Returns the file with the current assertion of an application, for its federated credential.
   */
  public static Path assertion(Path folder, String application) {
    return folder.resolve("assertions").resolve(application + ".jwt");
  }
}
