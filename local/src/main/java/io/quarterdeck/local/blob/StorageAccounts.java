package io.quarterdeck.local.blob;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.store.ResourceIds;
import java.net.URI;
import java.util.Optional;

/**
 * The storage accounts, whose Blob service is on the local stack. Accounts of other stacks have
 * addresses of Azure; programs that replace the domain of these addresses, as Pulumi does with
 * {@code AZURE_STORAGE_DOMAIN}, use them here.
 *
 * @param resources the resources of the subscription
 * @param endpoint the endpoint of the service, without a trailing slash
 */
record StorageAccounts(ArmResources resources, URI endpoint) {
  private static final String TYPE = "Microsoft.Storage/storageAccounts";

  /** Returns the account with this name. */
  Optional<ArmResource> named(String name) {
    return resources.list().stream()
        .filter(resource -> resource.type().equalsIgnoreCase(TYPE))
        .filter(account -> ResourceIds.name(account.id()).equals(name))
        .findFirst();
  }

  /**
   * Returns the prefix of the account's containers in Azurite, which has one account. The account
   * of the stack {@code local} has none, because other programs use its containers in Azurite.
   */
  String prefix(String name) {
    return named(name).map(this::prefix).orElse("");
  }

  /** Returns this prefix of an account that Resource Manager has. */
  String prefix(ArmResource account) {
    String name = ResourceIds.name(account.id());
    return BlobEmulator.url(endpoint, name).equals(blobUrl(account)) ? "" : name + "-";
  }

  /** Returns whether Resource Manager has a container. */
  boolean has(ArmResource account, String container) {
    return resources.find(container(account, container)).isPresent();
  }

  private static String blobUrl(ArmResource account) {
    return account
        .body()
        .getAsJsonObject("properties")
        .getAsJsonObject("primaryEndpoints")
        .get("blob")
        .getAsString();
  }

  /** Returns the resource id of a container. It is the same whether or not the container exists. */
  static String container(ArmResource account, String name) {
    return account.id() + "/blobServices/default/containers/" + name;
  }
}
