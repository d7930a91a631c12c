package io.quarterdeck.local.keyvault;

import com.google.gson.JsonParser;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state of a vault, in memory and on disk. Changes are on disk before they can be read. */
final class VaultFile {
  private final Path file;
  private VaultState state;

  private VaultFile(Path file, VaultState state) {
    this.file = file;
    this.state = state;
  }

  static VaultFile create(Path file, VaultState state) {
    VaultFile created = new VaultFile(file, state);
    created.replace(state);
    return created;
  }

  static VaultFile open(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      return new VaultFile(file, VaultJson.state(JsonParser.parseString(text).getAsJsonObject()));
    } catch (RuntimeException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the local stack's vault in %s: %s; expected the JSON of a "
              + "vault. Run ./quarterdeck local reset, which deletes the local stack's "
              + "data, or restore the file.",
          file,
          e);
    }
  }

  VaultState state() {
    return state;
  }

  void replace(VaultState next) {
    try {
      PrivateFiles.write(file, VaultJson.of(next).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    state = next;
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
