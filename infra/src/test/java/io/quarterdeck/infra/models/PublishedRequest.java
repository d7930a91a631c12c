package io.quarterdeck.infra.models;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.quarterdeck.infra.arm.ArmRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A definition of a request, for a type without a Java model at our API version. {@code
 * tools/generate-published-requests} reads it from Microsoft's Python package for the type.
 *
 * @param wheel the file of the Python package
 * @param sha256 the checksum of the file
 * @param model the class of the request's body in the package
 * @param paths the properties by path: a dot precedes the name of a property, {@code []} means the
 *     elements of a list, and {@code .*} means the values of a map
 */
record PublishedRequest(
    String wheel,
    String sha256,
    String model,
    String apiVersion,
    Map<String, RequestProperty> paths)
    implements RequestModel {
  private static final String FILE = "published-requests.json";

  PublishedRequest {
    Objects.requireNonNull(apiVersion, "apiVersion");
    paths = Map.copyOf(paths);
  }

  /** Returns all definitions, by the type's token without {@code azure-native:}. */
  static Map<String, PublishedRequest> all() {
    try (Reader text =
        new InputStreamReader(
            PublishedRequest.class.getResourceAsStream(FILE), StandardCharsets.UTF_8)) {
      return new Gson().fromJson(text, new TypeToken<Map<String, PublishedRequest>>() {}.getType());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public List<String> findings(ArmRequest request) {
    return PublishedRequestCheck.findings(paths, request.body());
  }
}
