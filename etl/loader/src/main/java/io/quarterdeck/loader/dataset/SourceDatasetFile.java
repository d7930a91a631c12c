package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.yaml.YamlDocument;
import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.nio.file.Path;
import java.util.Optional;

/** Parses dataset files of events and of files of days. Stateless and thread-safe. */
public final class SourceDatasetFile {
  private static final String KIND = "dataset file";
  private static final String EXPECTED = "a dataset";

  private SourceDatasetFile() {}

  /**
   * Parses a dataset file, whose key {@code source} decides what it describes.
   *
   * @throws Failure if the file cannot be read, or is invalid; the message lists all problems with
   *     their lines
   */
  public static SourceDataset read(Path file) {
    return new YamlDocument(DatasetFile.text(file), file, KIND)
        .parse(EXPECTED, SourceDatasetFile::dataset);
  }

  /**
   * Parses the dataset file of events.
   *
   * @throws Failure as {@link #read}
   */
  public static EventDataset events(Path file) {
    return events(DatasetFile.text(file), file);
  }

  /**
   * Parses the text of a dataset file of events.
   *
   * @param source the file, for messages
   * @throws Failure if the text is invalid; the message lists all problems with their lines
   */
  public static EventDataset events(String text, Path source) {
    return new YamlDocument(text, source, KIND).parse(EXPECTED, EventDatasetSection::read);
  }

  private static Optional<SourceDataset> dataset(YamlValue document) {
    Optional<String> source =
        YamlSection.openAny(document, EXPECTED)
            .flatMap(section -> section.field("source"))
            .flatMap(field -> field.text("a source"));
    return source.filter(EventDatasetSection.SOURCE::equals).isPresent()
        ? EventDatasetSection.read(document).map(SourceDataset.class::cast)
        : LakeDatasetSection.read(document).map(SourceDataset.class::cast);
  }
}
