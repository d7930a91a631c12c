package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.yaml.YamlDocument;
import java.nio.file.Path;

/** Parses dataset files of the lakehouse. Stateless and thread-safe. */
public final class LakeDatasetFile {
  private LakeDatasetFile() {}

  /**
   * Parses a dataset file.
   *
   * @throws Failure if the file cannot be read, or is invalid; the message lists all problems with
   *     their lines
   */
  public static LakeDataset read(Path file) {
    return parse(DatasetFile.text(file), file);
  }

  /**
   * Parses the text of a dataset file.
   *
   * @param source the file, for messages
   * @throws Failure if the text is invalid; the message lists all problems with their lines
   */
  public static LakeDataset parse(String text, Path source) {
    return new YamlDocument(text, source, "dataset file")
        .parse("a dataset", LakeDatasetSection::read);
  }
}
