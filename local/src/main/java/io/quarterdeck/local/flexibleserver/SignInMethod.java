package io.quarterdeck.local.flexibleserver;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The methods of sign-in, which the property {@code authConfig} of a server enables. */
enum SignInMethod {
  ENTRA("activeDirectoryAuth"),
  PASSWORD("passwordAuth");

  private static final String SERVERS = "Microsoft.DBforPostgreSQL/flexibleServers";

  private final String property;

  SignInMethod(String property) {
    this.property = property;
  }

  /**
   * Returns the methods of the server with this address; none if there is no such server.
   *
   * @param address the host and the port
   */
  static Set<SignInMethod> of(ArmResources resources, String address) {
    Set<SignInMethod> enabled = EnumSet.noneOf(SignInMethod.class);
    resources.list().stream()
        .filter(resource -> resource.type().equals(SERVERS))
        .map(SignInMethod::properties)
        .filter(properties -> address.equals(text(properties, "fullyQualifiedDomainName")))
        .flatMap(properties -> Optional.ofNullable(properties.get("authConfig")).stream())
        .map(JsonElement::getAsJsonObject)
        .forEach(
            configuration -> {
              for (SignInMethod method : values()) {
                if ("Enabled".equals(text(configuration, method.property))) {
                  enabled.add(method);
                }
              }
            });
    return enabled;
  }

  private static JsonObject properties(ArmResource server) {
    return server.body().getAsJsonObject("properties");
  }

  private static String text(JsonObject object, String field) {
    JsonElement value = object.get(field);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }
}
