package io.quarterdeck.infra.models;

import com.azure.json.JsonSerializable;
import io.quarterdeck.infra.arm.ArmRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A model from Microsoft's Java libraries.
 *
 * @param body the class of the request's body
 * @param client the class that sends the request; it belongs to the same library and contains the
 *     API version
 */
record JavaModel(Class<? extends JsonSerializable<?>> body, Class<?> client)
    implements RequestModel {
  /**
   * Matches an API version in the constant pool of a class: the tag of a string, its length in two
   * bytes, and the string (Java Virtual Machine Specification, 4.4.7). The libraries have no public
   * method that returns the version: most clients keep it in a local variable.
   */
  private static final Pattern VERSION =
      Pattern.compile("\\x01\\x00[\\x0a\\x12](\\d{4}-\\d\\d-\\d\\d(?:-preview)?)");

  /**
   * Returns the newest version in the class. One client also sends requests of another API with an
   * older version: {@code PublicIpAddressesClientImpl} reads the addresses of scale sets with
   * 2018-10-01.
   */
  @Override
  public String apiVersion() {
    return VERSION
        .matcher(constants())
        .results()
        .map(version -> version.group(1))
        .max(Comparator.naturalOrder())
        .orElseThrow(
            () ->
                new AssertionError(
                    "%s contains no API version: name the class that sends the request"
                        .formatted(client.getName())));
  }

  @Override
  public List<String> findings(ArmRequest request) {
    return Judge.findings(request, body);
  }

  /** Returns the bytes of the class, one character each. */
  private String constants() {
    String file = client.getName().replace('.', '/') + ".class";
    try (InputStream bytes = client.getClassLoader().getResourceAsStream(file)) {
      return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
