package io.quarterdeck.cli.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest release, as {@code ci/scripts/release} describes it in {@code release.json}.
 *
 * @param version the version, for example {@code 0.2.0}
 * @param revision the commit
 * @param java the oldest feature release of Java that runs it
 * @param files its archives and packages
 */
record ReleaseIndex(String version, String revision, int java, List<ReleasedFile> files) {
  /** The name of the file in the folder or at the URL of the releases. */
  static final String FILE = "release.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One file of a release.
   *
   * @param name its name, beside the index
   * @param sha256 its checksum, in hexadecimal
   */
  record ReleasedFile(String name, String sha256) {}

  /**
   * Parses the index.
   *
   * @param place where it was read, for the message
   * @throws Failure if it does not have the fields
   */
  static ReleaseIndex parse(String text, String place) {
    try {
      JsonNode index = JSON.readTree(text);
      List<ReleasedFile> files = new ArrayList<>();
      for (JsonNode file : index.required("files")) {
        files.add(
            new ReleasedFile(file.required("name").asText(), file.required("sha256").asText()));
      }
      return new ReleaseIndex(
          index.required("version").asText(),
          index.required("revision").asText(),
          index.required("java").asInt(),
          List.copyOf(files));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot read %s: it is not an index of a release; expected the fields version, revision,"
              + " java and files. Give the folder that ci/scripts/release wrote.",
          place);
    }
  }
}
