package io.quarterdeck.local.datafactory.run;

import com.google.gson.JsonParser;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of all factories, one file each. Thread-safe. */
final class FactoryRunHistory {
  private final Path folder;
  private final Map<String, PipelineRun> runs = new ConcurrentHashMap<>();

  private FactoryRunHistory(Path folder) {
    this.folder = folder;
  }

  /** Opens the runs of an earlier process. */
  static FactoryRunHistory open(Path folder) throws IOException {
    PrivateFiles.createFolder(folder);
    FactoryRunHistory history = new FactoryRunHistory(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        PipelineRun run =
            PipelineRun.read(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        history.runs.put(run.id(), run);
      }
    }
    return history;
  }

  void save(PipelineRun run) {
    synchronized (run) {
      try {
        PrivateFiles.write(folder.resolve(run.id() + ".json"), run.kept().toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      runs.put(run.id(), run);
    }
  }

  Optional<PipelineRun> find(String factory, String id) {
    return Optional.ofNullable(runs.get(id)).filter(run -> run.factory().equalsIgnoreCase(factory));
  }

  /** Returns the runs of a factory, oldest first. */
  List<PipelineRun> of(String factory) {
    return all().stream().filter(run -> run.factory().equalsIgnoreCase(factory)).toList();
  }

  List<PipelineRun> all() {
    return runs.values().stream().sorted(Comparator.comparing(PipelineRun::start)).toList();
  }
}
