package io.quarterdeck.local.emulator;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ports of the emulators, and a secret of the local stack. Created on the first start.
 *
 * @param token the passphrase of Pulumi's state
 * @param ports the port of each emulator, by its name
 */
public record EmulatorSettings(String token, Map<String, Integer> ports) {
  private static final int TOKEN_BYTES = 24;
  private static final String PORT = ".port";

  public EmulatorSettings {
    ports = Map.copyOf(ports);
  }

  /**
   * Returns the settings in the file, with a free port for each emulator. Emulators without a port,
   * and those whose port is no longer free, get other ports, which are written to the file.
   *
   * @param assigned the ports of the other components of the stack
   * @throws Failure if the file exists and cannot be read
   */
  public static EmulatorSettings settled(Path file, Collection<String> names, Set<Integer> assigned)
      throws IOException {
    EmulatorSettings before =
        Files.exists(file) ? read(file) : new EmulatorSettings(freshToken(), Map.of());
    Map<String, Integer> ports = new TreeMap<>(before.ports);
    ports.values().removeIf(port -> assigned.contains(port) || Ports.taken(port));
    Set<Integer> kept = new HashSet<>(assigned);
    kept.addAll(ports.values());
    Iterator<Integer> free = Ports.free(names.size(), kept).iterator();
    for (String name : names) {
      ports.computeIfAbsent(name, any -> free.next());
    }
    EmulatorSettings settings = new EmulatorSettings(before.token, ports);
    if (!Files.exists(file) || !settings.equals(before)) {
      settings.write(file);
    }
    return settings;
  }

  /** Returns whether a program uses one of the ports. */
  boolean anyPortTaken() {
    return ports.values().stream().anyMatch(Ports::taken);
  }

  /**
   * Reads the file.
   *
   * @throws Failure if it cannot be read
   */
  public static EmulatorSettings read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      Map<String, Integer> ports = new TreeMap<>();
      for (String key : properties.stringPropertyNames()) {
        if (key.endsWith(PORT)) {
          ports.put(
              key.substring(0, key.length() - PORT.length()),
              Integer.valueOf(properties.getProperty(key)));
        }
      }
      return new EmulatorSettings(properties.getProperty("token", ""), ports);
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the settings of the emulators in %s: %s; expected a token and "
              + "ports. Run ./quarterdeck local reset, which deletes the local stack's "
              + "data, or restore the file.",
          file,
          e);
    }
  }

  /**
   * Returns the port of an emulator.
   *
   * @throws Failure if it was never started
   */
  public int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw Failure.of(
          "Cannot find the local stack's %s: it was never started; expected its "
              + "port. Run ./quarterdeck local start.",
          name);
    }
    return port;
  }

  private void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("token", token);
    ports.forEach((name, port) -> properties.setProperty(name + PORT, Integer.toString(port)));
    StringWriter text = new StringWriter();
    properties.store(
        text, "The emulators of Quarterdeck's local stack; created on their first start");
    PrivateFiles.write(file, text.toString());
  }

  private static String freshToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Never contains the token. Equal settings have equal texts. */
  @Override
  public String toString() {
    return "EmulatorSettings" + new TreeMap<>(ports);
  }
}
