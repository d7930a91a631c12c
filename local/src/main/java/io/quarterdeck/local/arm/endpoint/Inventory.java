package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The groups and resources of the subscription, with Resource Manager's checks and errors for them.
 *
 * @param resources all resources
 * @param account the subscription
 */
record Inventory(ArmResources resources, ArmAccount account) {
  static final String GROUP_TYPE = "Microsoft.Resources/resourceGroups";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Refuses a subscription other than that of the account. */
  void checkSubscription(String id) {
    if (!UUID.matcher(id).matches()) {
      throw ArmErrors.invalidSubscriptionId(id);
    }
    if (!id.equalsIgnoreCase(account.subscriptionId())) {
      throw ArmErrors.subscriptionNotFound(id);
    }
  }

  List<ArmResource> groups() {
    return resources.list().stream().filter(Inventory::isGroup).toList();
  }

  ArmResource group(String name) {
    return resources
        .find(account.id() + "/resourceGroups/" + name)
        .filter(Inventory::isGroup)
        .orElseThrow(() -> ArmErrors.groupNotFound(name));
  }

  ArmResource resource(ResourcePath path) {
    Optional<ArmResource> found =
        resources.find(path.id()).or(() -> BlobServices.unchanged(resources, path));
    if (found.isPresent()) {
      return found.get();
    }
    checkScope(path.segments());
    if (path.isChild() && resources.find(path.top()).isEmpty()) {
      throw ArmErrors.parentNotFound(path);
    }
    throw ArmErrors.resourceNotFound(path, groupName(path.segments()));
  }

  /** Returns the resources of the collection's type in its scope or parent. */
  List<ArmResource> members(ResourcePath collection) {
    checkScope(collection.segments());
    checkExists(collection);
    String within = (collection.parent() + "/").toLowerCase(Locale.ROOT);
    return resources.list().stream()
        .filter(each -> each.type().equalsIgnoreCase(collection.type()))
        .filter(each -> each.id().toLowerCase(Locale.ROOT).startsWith(within))
        .toList();
  }

  /** Refuses a collection whose scope or outermost parent does not exist. */
  void checkExists(ResourcePath collection) {
    if (collection.isChild() && resources.find(collection.top()).isEmpty()) {
      throw ArmErrors.parentNotFound(collection);
    }
    String scope = collection.scope();
    if (!scope.equalsIgnoreCase(account.id()) && resources.find(scope).isEmpty()) {
      throw ArmErrors.scopeNotFound(scope);
    }
  }

  /** Refuses a path in another subscription or in a group that does not exist. */
  void checkScope(List<String> segments) {
    if (segments.size() < 2 || !segments.get(0).equalsIgnoreCase("subscriptions")) {
      throw ArmErrors.noSubscription();
    }
    checkSubscription(segments.get(1));
    String group = groupName(segments);
    if (!group.isEmpty()) {
      group(group);
    }
  }

  static boolean isGroup(ArmResource resource) {
    return resource.type().equalsIgnoreCase(GROUP_TYPE);
  }

  private static String groupName(List<String> segments) {
    return segments.size() > 3 && segments.get(2).equalsIgnoreCase("resourceGroups")
        ? segments.get(3)
        : "";
  }
}
