package io.quarterdeck.local.databricks.task;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the identity of a run may do in an external location.
 *
 * @param name the name of the location
 * @param url its URL, with a trailing slash
 * @param identityId the resource id of the managed identity of its storage credential; empty if the
 *     credential uses another one
 * @param privileges the privileges, {@code READ_FILES} and {@code WRITE_FILES}; empty if the
 *     identity has none
 */
public record LocationAccess(String name, String url, String identityId, Set<String> privileges) {
  /** The privilege to read files and to list folders. */
  public static final String READ = "READ_FILES";

  /** The privilege to create, replace, rename and delete files. */
  public static final String WRITE = "WRITE_FILES";

  /** The setting of Hadoop that contains the locations. */
  static final String SETTING = "quarterdeck.external.locations";

  private static final String BETWEEN_LOCATIONS = " ";
  private static final String BETWEEN_FIELDS = "|";
  private static final String BETWEEN_PRIVILEGES = ",";

  public LocationAccess {
    privileges = Set.copyOf(privileges);
  }

  /** Returns the host name of the storage account. */
  public String host() {
    return URI.create(url).getHost();
  }

  /** Returns whether the location contains this file or folder. */
  boolean contains(URI file) {
    return (file + "/").startsWith(url);
  }

  /** Returns the value of {@link #SETTING}. Neither names nor URLs contain the separators. */
  static String setting(List<LocationAccess> locations) {
    return locations.stream()
        .map(
            each ->
                String.join(
                    BETWEEN_FIELDS,
                    each.name,
                    each.url,
                    String.join(BETWEEN_PRIVILEGES, new TreeSet<>(each.privileges))))
        .collect(Collectors.joining(BETWEEN_LOCATIONS));
  }

  /** Returns the locations of a setting, without their identities. */
  static List<LocationAccess> of(String setting) {
    return Stream.of(setting.split(BETWEEN_LOCATIONS, -1))
        .filter(text -> !text.isEmpty())
        .map(text -> text.split("[" + BETWEEN_FIELDS + "]", -1))
        .map(
            fields ->
                new LocationAccess(
                    fields[0],
                    fields[1],
                    "",
                    Arrays.stream(fields[2].split(BETWEEN_PRIVILEGES, -1))
                        .filter(privilege -> !privilege.isEmpty())
                        .collect(Collectors.toSet())))
        .toList();
  }
}
