package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.dataset.LakeDatasetFile;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The dataset files of the lakehouse in the project. */
final class LakehouseDatasets {
  private LakehouseDatasets() {}

  /**
   * Returns the text of each dataset file, after checking it.
   *
   * @param home the project folder
   * @throws io.quarterdeck.loader.failure.Failure if a file is missing or invalid
   */
  static Map<LakehouseSource, String> texts(Path home) {
    Map<LakehouseSource, String> texts = new EnumMap<>(LakehouseSource.class);
    for (LakehouseSource source : LakehouseSource.values()) {
      texts.put(source, text(home, source));
    }
    return texts;
  }

  /** Returns the text of one dataset file like {@link #texts}. */
  static String text(Path home, LakehouseSource source) {
    Path file = home.resolve("lakehouse/datasets").resolve(source.dataset() + ".yaml");
    LakeDatasetFile.read(file);
    return DatasetFile.text(file);
  }
}
