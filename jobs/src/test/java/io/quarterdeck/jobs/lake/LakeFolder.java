package io.quarterdeck.jobs.lake;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.generate.GeneratedDay;
import io.quarterdeck.jobs.silver.DayIngest;
import io.quarterdeck.jobs.silver.Ingested;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.dataset.LakeDatasetFile;
import io.quarterdeck.loader.progress.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake, in a local folder unless a test needs a container, with the Spark session that all tests
 * of the lake share.
 */
public final class LakeFolder {
  /** The first day of the generated data, on which the drift begins. */
  public static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  public static final LakeDataset POSTS = dataset(LakeName.POSTS);
  public static final LakeDataset USERS = dataset(LakeName.USERS);
  public static final LakeDataset POST_TYPES = dataset(LakeName.POST_TYPES);
  private static final long SEED = 7;

  private final String root;
  private final LakeRoot lake;
  private final List<String> notes = new ArrayList<>();

  public LakeFolder(Path folder) {
    this.root = folder.toUri().toString();
    this.lake = new LakeRoot(DeltaSession.of(session()), folder.resolve("lake").toUri());
  }

  /** A lake in a container. */
  public LakeFolder(URI container) {
    this.root = container + "/";
    this.lake = new LakeRoot(DeltaSession.of(session()), container);
  }

  /** Returns the session. Another test may have stopped the previous one. */
  public static SparkSession session() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            // The compilation of generated code would take most of the time of a test.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    DeltaSession.settings().forEach(builder::config);
    return builder.getOrCreate();
  }

  public LakeRoot lake() {
    return lake;
  }

  public List<String> notes() {
    return notes;
  }

  /** Generates a day and ingests it. */
  public Ingested ingest(LakeDataset dataset, LocalDate day, long rows) {
    return ingest(dataset, day, generate(dataset, day, rows, SEED));
  }

  public Ingested ingest(LakeDataset dataset, LocalDate day, String source) {
    return new DayIngest(lake, dataset, progress()).ingest(day, source);
  }

  /** Returns progress that keeps the notes. */
  public Progress progress() {
    return new Progress() {
      @Override
      public void phase(String what) {}

      @Override
      public void advance(long done, long total, String unit) {}

      @Override
      public void note(String line) {
        notes.add(line);
      }
    };
  }

  public String generate(LakeDataset dataset, LocalDate day, long rows, long seed) {
    String source = landing(dataset.name() + "-" + day + "-" + seed);
    new GeneratedDay(lake.session(), dataset.name(), seed).write(day, rows, source);
    return source;
  }

  /** Returns the URI of a folder that a copy would write. */
  public String landing(String name) {
    return root + "landing/" + name;
  }

  public List<String> silver(LakeDataset dataset, String... columns) {
    return lake.read(lake.silver(dataset.name())).selectExpr(columns).collectAsList().stream()
        .map(Row::mkString)
        .sorted()
        .toList();
  }

  /** Returns what the commits of a table have as their metadata. */
  public List<String> commitNotes(String table) {
    return DeltaTable.forPath(lake.session(), lake.at(table))
        .history()
        .select("userMetadata")
        .as(Encoders.STRING())
        .collectAsList();
  }

  public long count(String path) {
    return lake.read(path).count();
  }

  private static LakeDataset dataset(LakeName name) {
    return LakeDatasetFile.read(Path.of("../lakehouse/datasets/" + name.lakeName() + ".yaml"));
  }
}
