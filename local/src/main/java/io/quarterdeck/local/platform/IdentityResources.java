package io.quarterdeck.local.platform;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.entra.Application;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.EntraPrincipal.Kind;
import io.quarterdeck.local.entra.FederatedCredential;
import io.quarterdeck.local.entra.ManagedIdentities;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The user-assigned managed identities of the subscription, with their federated credentials.
 *
 * @param resources the resources, read at each call
 */
record IdentityResources(ArmResources resources) implements ManagedIdentities {
  private static final String IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities";
  private static final String CREDENTIAL = IDENTITY + "/federatedIdentityCredentials";

  @Override
  public List<Application> all() {
    List<ArmResource> all = resources.list();
    return all.stream()
        .filter(resource -> resource.type().equalsIgnoreCase(IDENTITY))
        .map(identity -> application(identity, all))
        .toList();
  }

  private static Application application(ArmResource identity, List<ArmResource> all) {
    JsonObject properties = identity.body().getAsJsonObject("properties");
    return new Application(
        new EntraPrincipal(
            properties.get("principalId").getAsString(),
            Optional.of(properties.get("clientId").getAsString()),
            identity.id().substring(identity.id().lastIndexOf('/') + 1),
            Kind.SERVICE_PRINCIPAL,
            Set.of()),
        Optional.of(identity.id()),
        Optional.empty(),
        all.stream()
            .filter(resource -> isCredentialOf(resource, identity))
            .map(resource -> credential(resource.body().getAsJsonObject("properties")))
            .toList());
  }

  private static boolean isCredentialOf(ArmResource resource, ArmResource identity) {
    return resource.type().equalsIgnoreCase(CREDENTIAL)
        && resource
            .id()
            .toLowerCase(Locale.ROOT)
            .startsWith(identity.id().toLowerCase(Locale.ROOT) + "/");
  }

  private static FederatedCredential credential(JsonObject properties) {
    return new FederatedCredential(
        properties.get("issuer").getAsString(),
        properties.get("subject").getAsString(),
        properties.getAsJsonArray("audiences").asList().stream()
            .map(JsonElement::getAsString)
            .toList());
  }
}
