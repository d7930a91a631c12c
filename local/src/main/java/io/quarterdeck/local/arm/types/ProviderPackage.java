package io.quarterdeck.local.arm.types;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A package that the provider serves: the types at their default versions, or the types of one
 * module at a requested version. Source: provider_parameterize.go of pulumi/pulumi-azure-native.
 *
 * @param name {@code azure-native}, or a name such as {@code azure-native_keyvault_v20260201}
 */
public record ProviderPackage(String name) {
  public static final ProviderPackage DEFAULT = new ProviderPackage("azure-native");

  /**
   * Returns the package of a module at a version, such as {@code v20260201}; empty if the program
   * does not use it.
   */
  public static Optional<ProviderPackage> of(String module, String version) {
    return Optional.of(new ProviderPackage("%s_%s_%s".formatted(DEFAULT.name, module, version)))
        .filter(requested -> !requested.types().isEmpty());
  }

  /**
   * Returns the package of a parameter. The parameter is the base64 text of a JSON object with
   * module and version.
   *
   * @throws IllegalArgumentException if the parameter has another format
   */
  public static Optional<ProviderPackage> ofParameter(byte[] parameter) {
    try {
      String json = new String(Base64.getDecoder().decode(parameter), StandardCharsets.UTF_8);
      JsonObject object = JsonParser.parseString(json).getAsJsonObject();
      return of(object.get("module").getAsString(), object.get("version").getAsString());
    } catch (JsonParseException | IllegalStateException | NullPointerException malformed) {
      throw new IllegalArgumentException(
          "the parameter is not base64 text of a JSON object with module and version", malformed);
    }
  }

  /** Returns the types of the package. */
  List<ArmType> types() {
    return ArmTypes.all().stream().filter(type -> has(type.pulumiType())).toList();
  }

  /** Returns whether a Pulumi type belongs to this package. */
  public boolean has(String pulumiType) {
    return pulumiType.startsWith(name + ":");
  }

  /** Returns the bytes that {@link #ofParameter} reads; empty for the default package. */
  public Optional<byte[]> parameter() {
    String[] parts = name.split("_", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    JsonObject object = new JsonObject();
    object.addProperty("module", parts[1]);
    object.addProperty("version", parts[2]);
    return Optional.of(
        Base64.getEncoder().encode(object.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
