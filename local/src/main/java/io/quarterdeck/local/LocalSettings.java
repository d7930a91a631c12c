package io.quarterdeck.local;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Ports and credentials of the local stack, created on its first start.
 *
 * @param postgresPort the port of PostgreSQL for clients, where the emulator of the flexible server
 *     checks the sign-in
 * @param serverPort the port of the real server, for the emulators only
 * @param postgresPassword the password of the only role
 * @param blobPort the port of Azurite
 * @param blobKey the account key, in Base64
 */
public record LocalSettings(
    int postgresPort, int serverPort, String postgresPassword, int blobPort, String blobKey) {
  private static final int PASSWORD_BYTES = 24;
  private static final String SERVER_PORT = "postgres.serverPort";

  /** The size of Azure's account keys. */
  private static final int KEY_BYTES = 64;

  static LocalSettings fresh() {
    List<Integer> ports = Ports.free(3, Set.of());
    return new LocalSettings(
        ports.get(0),
        ports.get(1),
        Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES)),
        ports.get(2),
        Base64.getEncoder().encodeToString(random(KEY_BYTES)));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** Returns all ports. In the settings of an earlier version, two of them are equal. */
  public Set<Integer> ports() {
    return new HashSet<>(List.of(postgresPort, serverPort, blobPort));
  }

  LocalSettings withPostgresPort(int port) {
    return new LocalSettings(port, serverPort, postgresPassword, blobPort, blobKey);
  }

  LocalSettings withServerPort(int port) {
    return new LocalSettings(postgresPort, port, postgresPassword, blobPort, blobKey);
  }

  LocalSettings withBlobPort(int port) {
    return new LocalSettings(postgresPort, serverPort, postgresPassword, port, blobKey);
  }

  /**
   * Reads the file.
   *
   * @throws Failure if it cannot be read
   */
  public static LocalSettings read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      // In the settings of an earlier version, clients connected to the server itself.
      properties.putIfAbsent(SERVER_PORT, properties.getProperty("postgres.port", ""));
      return new LocalSettings(
          Integer.parseInt(properties.getProperty("postgres.port", "")),
          Integer.parseInt(properties.getProperty(SERVER_PORT, "")),
          properties.getProperty("postgres.password", ""),
          Integer.parseInt(properties.getProperty("blob.port", "")),
          properties.getProperty("blob.key", ""));
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the local stack's settings in %s: %s; expected ports and "
              + "credentials. Run ./quarterdeck local reset, which deletes the local "
              + "stack's data, or restore the file.",
          file,
          e);
    }
  }

  /** Never contains credentials. */
  @Override
  public String toString() {
    return "PostgreSQL on port %d (server: %d), Blob on port %d"
        .formatted(postgresPort, serverPort, blobPort);
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("postgres.port", Integer.toString(postgresPort));
    properties.setProperty(SERVER_PORT, Integer.toString(serverPort));
    properties.setProperty("postgres.password", postgresPassword);
    properties.setProperty("blob.port", Integer.toString(blobPort));
    properties.setProperty("blob.key", blobKey);
    StringWriter text = new StringWriter();
    properties.store(text, "Quarterdeck's local stack; created on its first start");
    PrivateFiles.write(file, text.toString());
  }
}
