package io.quarterdeck.local.arm.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * Stores each resource in its own file. Files are written atomically: if the process is killed,
 * each resource is in its old or its new state. Thread-safe.
 */
public final class ResourceFiles implements ArmResources {
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final ConcurrentSkipListMap<String, ArmResource> resources =
      new ConcurrentSkipListMap<>();

  private ResourceFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the resources that an earlier process stored.
   *
   * @throws IOException if the folder cannot be created or read
   */
  public static ResourceFiles open(Path folder) throws IOException {
    PrivateFiles.createFolder(folder);
    ResourceFiles files = new ResourceFiles(folder);
    try (Stream<Path> listed = Files.list(folder)) {
      for (Path file : listed.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        ArmResource resource = read(file);
        files.resources.put(ResourceIds.key(resource.id()), resource);
      }
    }
    return files;
  }

  @Override
  public Optional<ArmResource> find(String id) {
    return Optional.ofNullable(resources.get(ResourceIds.key(id)));
  }

  @Override
  public List<ArmResource> list() {
    return List.copyOf(resources.values());
  }

  /** Stores a resource. It is on disk when this method returns. */
  public void put(ArmResource resource) {
    JsonObject file = new JsonObject();
    file.addProperty("id", resource.id());
    file.addProperty("type", resource.type());
    file.addProperty("apiVersion", resource.apiVersion());
    file.add("body", resource.body());
    try {
      PrivateFiles.write(file(resource.id()), JsonMaps.GSON.toJson(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    resources.put(ResourceIds.key(resource.id()), resource);
  }

  /** Removes a resource. It is deleted from disk when this method returns. */
  public void remove(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    resources.remove(ResourceIds.key(id));
  }

  /**
   * Returns the file of an id. Its name is a hash, because ids are longer than the maximum length
   * of file names.
   */
  private Path file(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(ResourceIds.key(id).getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(digest) + SUFFIX);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private static ArmResource read(Path file) throws IOException {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      return new ArmResource(
          json.get("id").getAsString(),
          json.get("type").getAsString(),
          json.get("apiVersion").getAsString(),
          json.getAsJsonObject("body"));
    } catch (JsonParseException | IllegalStateException | NullPointerException broken) {
      throw Failure.causedBy(
          broken,
          "Cannot read the resource in %s: %s; expected JSON with id, type, "
              + "apiVersion and body. Run ./quarterdeck local reset, which deletes the "
              + "local stack's data, or restore the file.",
          file,
          broken);
    }
  }
}
