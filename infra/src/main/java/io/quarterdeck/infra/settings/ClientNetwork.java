package io.quarterdeck.infra.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Another virtual network, from which clients resolve the names of the platform.
 *
 * @param id the network's id in Azure Resource Manager; it may belong to another subscription
 */
public record ClientNetwork(String id) {
  private static final int KEY_LENGTH = 10;

  /**
   * The form of an id. Source of the rules for names: Microsoft Learn, "Naming rules and
   * restrictions for Azure resources".
   */
  private static final Pattern FORM =
      Pattern.compile(
          "/subscriptions/\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}"
              + "/resourceGroups/[-\\w.()]{0,89}[-\\w()]"
              + "/providers/Microsoft\\.Network/virtualNetworks/[a-z0-9][-\\w.]{0,62}\\w",
          Pattern.CASE_INSENSITIVE);

  /** Parses an id. Returns nothing if the text is not the id of a virtual network. */
  static Optional<ClientNetwork> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ClientNetwork(text)) : Optional.empty();
  }

  /** Whether an id is the id of this network. Azure does not distinguish upper and lower case. */
  public boolean is(String other) {
    return id.equalsIgnoreCase(other);
  }

  /**
   * Returns ten hexadecimal digits that identify the network in names. They do not depend on the
   * order of the setting, so another order changes no resource.
   */
  public String key() {
    return NameHash.of(id.toLowerCase(Locale.ROOT), KEY_LENGTH);
  }
}
