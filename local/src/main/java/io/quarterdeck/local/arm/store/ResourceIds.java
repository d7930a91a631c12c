package io.quarterdeck.local.arm.store;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resource ids: what they are within, and what they are called. */
public final class ResourceIds {
  private static final Pattern GROUP =
      Pattern.compile("(/subscriptions/[^/]+/resourceGroups/[^/]+)/.+", Pattern.CASE_INSENSITIVE);
  private static final String PROVIDERS = "/providers/";

  private ResourceIds() {}

  /** Ids are compared without regard to case. */
  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  /** Whether the inner id lies beneath the outer one. */
  public static boolean within(String inner, String outer) {
    return key(inner).startsWith(key(outer) + "/");
  }

  /** The last name of an id. */
  public static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** The name of the resource group of an id; empty where it is in none. */
  static String group(String id) {
    return groupId(id).map(ResourceIds::name).orElse("");
  }

  /** The resource group that an id lies in; a group lies in none. */
  public static Optional<String> groupId(String id) {
    Matcher matcher = GROUP.matcher(id);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The resource that an extension, such as a lock, is put on. */
  static String scope(String id) {
    int at = id.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
    return at < 0 ? "" : id.substring(0, at);
  }

  /** An account has its Blob service from the start: who names the one names the other. */
  static String kept(String id) {
    return id.replaceFirst("(?i)/blobServices/default$", "");
  }

  /** The resource that a child is part of: the id without its last type and name. */
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
