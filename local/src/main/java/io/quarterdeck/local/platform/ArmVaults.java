package io.quarterdeck.local.platform;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.store.BodyValues;
import io.quarterdeck.local.keyvault.SubscriptionVaults;
import io.quarterdeck.local.keyvault.VaultResource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The vaults that are stored in Resource Manager. A key that a client creates in a vault is also a
 * resource, as in Azure.
 *
 * @param resources the resources, read at each call
 * @param created stores a key
 */
public record ArmVaults(ArmResources resources, Consumer<ArmRequest> created)
    implements SubscriptionVaults {
  private static final String VAULT = "Microsoft.KeyVault/vaults";

  @Override
  public Optional<VaultResource> find(String name) {
    return resources.list().stream()
        .filter(each -> each.type().equals(VAULT))
        .filter(
            each ->
                each.id()
                    .regionMatches(true, each.id().lastIndexOf('/') + 1, name, 0, name.length()))
        .filter(each -> each.id().length() - each.id().lastIndexOf('/') - 1 == name.length())
        .findFirst()
        .map(ArmVaults::vault);
  }

  private static VaultResource vault(ArmResource resource) {
    return new VaultResource(
        resource.id(),
        BodyValues.text(resource, "location"),
        BodyValues.at(resource, "properties.softDeleteRetentionInDays")
            .map(days -> ((Number) days).intValue())
            .orElse(VaultResource.MOST_DAYS),
        BodyValues.text(resource, "properties.enablePurgeProtection").equals("true"));
  }

  @Override
  public boolean hasKey(VaultResource vault, String name) {
    return resources.find(id(vault, name)).isPresent();
  }

  @Override
  public void addKey(VaultResource vault, String name, int size) {
    ArmType type =
        ArmTypes.all().stream()
            .filter(each -> each.azureType().equals(VAULT + "/keys"))
            .findFirst()
            .orElseThrow();
    created.accept(
        new ArmRequest(
            type,
            id(vault, name),
            Map.of(
                "properties",
                Map.of("kty", "RSA", "keySize", size, "attributes", Map.of("enabled", true)))));
  }

  private static String id(VaultResource vault, String name) {
    return vault.id() + "/keys/" + name;
  }
}
