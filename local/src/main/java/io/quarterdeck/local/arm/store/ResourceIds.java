package io.quarterdeck.local.arm.store;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses resource ids. */
public final class ResourceIds {
  private static final Pattern GROUP =
      Pattern.compile("(/subscriptions/[^/]+/resourceGroups/[^/]+)/.+", Pattern.CASE_INSENSITIVE);
  private static final String PROVIDERS = "/providers/";

  private ResourceIds() {}

  /** Returns the id for case-insensitive comparison. */
  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  /** Returns whether the inner id is within the outer one. */
  public static boolean within(String inner, String outer) {
    return key(inner).startsWith(key(outer) + "/");
  }

  /** Returns the last name in an id. */
  public static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Returns the name of the resource group; empty if the id is not in a group. */
  static String group(String id) {
    return groupId(id).map(ResourceIds::name).orElse("");
  }

  /** Returns the id of the resource group that contains the id. A group is not in a group. */
  public static Optional<String> groupId(String id) {
    Matcher matcher = GROUP.matcher(id);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Returns the id of the subscription, a UUID; empty if the id is not in a subscription. */
  static String subscription(String id) {
    String[] steps = id.split("/", 4);
    return steps.length > 2 && steps[1].equalsIgnoreCase("subscriptions") ? steps[2] : "";
  }

  /** Returns the type of the last resource in an id; empty if the id contains no provider. */
  static String type(String id) {
    int at = key(id).lastIndexOf(PROVIDERS);
    if (at < 0) {
      return "";
    }
    String[] steps = id.substring(at + PROVIDERS.length()).split("/", -1);
    StringBuilder type = new StringBuilder(steps[0]);
    for (int i = 1; i < steps.length; i += 2) {
      type.append('/').append(steps[i]);
    }
    return type.toString();
  }

  /** Returns the resource to which an extension, such as a lock, applies. */
  static String scope(String id) {
    int at = id.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
    return at < 0 ? "" : id.substring(0, at);
  }

  /**
   * Every account has a Blob service, so a reference to the Blob service counts as a reference to
   * the account.
   */
  static String kept(String id) {
    return id.replaceFirst("(?i)/blobServices/default$", "");
  }

  /** Returns the parent of a child resource: the id without its last type and name. */
  static Optional<String> parent(String id) {
    int provider = id.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
    if (provider < 0) {
      return Optional.empty();
    }
    String[] steps = id.substring(provider + PROVIDERS.length()).split("/", -1);
    if (steps.length <= 3) {
      return Optional.empty();
    }
    String without = id.substring(0, id.lastIndexOf('/'));
    return Optional.of(without.substring(0, without.lastIndexOf('/')));
  }
}
