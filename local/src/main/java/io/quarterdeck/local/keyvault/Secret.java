package io.quarterdeck.local.keyvault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A secret.
 *
 * @param name the name, in its first spelling
 * @param versions oldest first; at least one
 * @param deletion present if the secret is soft-deleted
 */
record Secret(String name, List<SecretVersion> versions, Optional<Deletion> deletion) {
  Secret {
    versions = List.copyOf(versions);
  }

  SecretVersion latest() {
    return versions.get(versions.size() - 1);
  }

  Optional<SecretVersion> version(String id) {
    return versions.stream().filter(version -> version.id().equalsIgnoreCase(id)).findFirst();
  }

  boolean isDeleted() {
    return deletion.isPresent();
  }

  Secret with(SecretVersion next) {
    List<SecretVersion> all = new ArrayList<>(versions);
    int same = all.stream().map(SecretVersion::id).toList().indexOf(next.id());
    if (same < 0) {
      all.add(next);
    } else {
      all.set(same, next);
    }
    return new Secret(name, all, deletion);
  }

  Secret with(Optional<Deletion> changed) {
    return new Secret(name, versions, changed);
  }
}
