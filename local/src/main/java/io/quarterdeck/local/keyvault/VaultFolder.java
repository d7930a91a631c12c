package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with one file for each vault, named after the vault. Not thread-safe. */
final class VaultFolder {
  private final Path folder;
  private final Map<String, VaultFile> byName = new TreeMap<>();

  private VaultFolder(Path folder) {
    this.folder = folder;
  }

  static VaultFolder open(Path folder) throws IOException {
    PrivateFiles.createFolder(folder);
    VaultFolder opened = new VaultFolder(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        VaultFile vault = VaultFile.open(file);
        opened.byName.put(key(vault.state().vault().id()), vault);
      }
    }
    return opened;
  }

  /** Returns the vaults by name. Vaults whose scheduled purge date has passed are deleted first. */
  List<VaultFile> list(Instant now) {
    List<VaultFile> over = byName.values().stream().filter(file -> isOver(file, now)).toList();
    over.forEach(this::remove);
    return List.copyOf(byName.values());
  }

  /** Returns the vault with the name in this id, in any resource group. */
  Optional<VaultFile> named(String id, Instant now) {
    return list(now).stream()
        .filter(file -> key(file.state().vault().id()).equals(key(id)))
        .findFirst();
  }

  void add(VaultResource vault) {
    Path file = folder.resolve(key(vault.id()) + ".json");
    byName.put(key(vault.id()), VaultFile.create(file, VaultState.empty(vault)));
  }

  void remove(VaultFile file) {
    file.delete();
    byName.remove(key(file.state().vault().id()));
  }

  private static boolean isOver(VaultFile file, Instant now) {
    return file.state().deletion().filter(each -> each.isOver(now)).isPresent();
  }

  private static String key(String id) {
    return VaultChecks.name(id).toLowerCase(Locale.ROOT);
  }
}
