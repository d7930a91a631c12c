package io.quarterdeck.jobs.lake;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.history.LakeText;
import java.io.IOException;
import java.net.URI;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The lake container and its Delta tables.
 *
 * @param session the session, as {@link DeltaSession#of} returns it
 * @param container the container, as {@code abfs://CONTAINER@HOST}, or a local folder as a URI
 */
public record LakeRoot(SparkSession session, URI container) implements LakeText {
  /** The number of times that a change is tried if other runs change the same table. */
  private static final int ATTEMPTS = 4;

  /** The property of a table whose commits record the changed rows. */
  private static final String CHANGES = "delta.enableChangeDataFeed";

  /** Returns the path of the table with the rows of a dataset as they arrived. */
  public String bronze(String dataset) {
    return at("bronze/" + dataset);
  }

  /** Returns the path of the table with the typed and merged rows of a dataset. */
  public String silver(String dataset) {
    return at("silver/" + dataset);
  }

  /** Returns the path of the table with the rows of a dataset that wait for a repair. */
  public String quarantine(String dataset) {
    return at("quarantine/" + dataset);
  }

  /** Returns a path in the container. */
  public String at(LakeName name) {
    return at(name.lakeName());
  }

  /** Returns a path in the container. */
  public String at(String path) {
    String root = container.toString();
    return (root.endsWith("/") ? root : root + "/") + path;
  }

  /** Returns the same lake with another session. */
  public LakeRoot with(SparkSession other) {
    return new LakeRoot(other, container);
  }

  /** Returns the file operations that do not go through Spark. */
  public BlobFiles files() {
    return BlobFiles.here(() -> session.sparkContext().hadoopConfiguration());
  }

  /** Returns whether a Delta table exists at a path. */
  public boolean exists(String path) {
    return DeltaTable.isDeltaTable(session, path);
  }

  /** Creates an empty Delta table at a path, if there is none, even if another run does so, too. */
  public void create(String path, StructType schema) {
    change(
        () -> {
          if (!exists(path)) {
            session
                .createDataFrame(List.<Row>of(), schema)
                .write()
                .format("delta")
                .mode("ignore")
                .save(path);
          }
        });
  }

  /**
   * Makes a table record which rows each commit adds, replaces and deletes, if it does not do so
   * yet. Readers of the table need no new features (Delta Lake, "Change data feed" and "Delta Lake
   * table features").
   */
  public void recordChanges(String path) {
    boolean does =
        "true"
            .equals(
                DeltaTable.forPath(session, path)
                    .detail()
                    .select("properties")
                    .head()
                    .getJavaMap(0)
                    .get(CHANGES));
    if (!does) {
      change(
          () ->
              session.sql(
                  "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('%s' = 'true')"
                      .formatted(path, CHANGES)));
    }
  }

  /** Returns the current rows of a table. */
  public Dataset<Row> read(String path) {
    return session.read().format("delta").load(path);
  }

  /** Returns the rows of a version of a table. */
  public Dataset<Row> read(String path, long version) {
    return session.read().format("delta").option("versionAsOf", version).load(path);
  }

  /** Returns the current version of a table. */
  public long version(String path) {
    return DeltaTable.forPath(session, path).history(1).select("version").head().getLong(0);
  }

  /**
   * Makes a change of a table. If another run changes the same rows at the same time, Delta refuses
   * the change, and it is made again on the new version.
   */
  public void change(Runnable change) {
    for (int attempt = 1; ; attempt++) {
      try {
        change.run();
        return;
      } catch (ConcurrentModificationException e) {
        // Delta's exceptions for conflicts between commits extend this one.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Reads a small text file, if it exists.
   *
   * @throws Failure if the storage account refuses
   */
  @Override
  public Optional<String> text(String path) {
    try {
      return files().read(new Path(at(path)));
    } catch (IOException e) {
      throw unreachable("read", path, e);
    }
  }

  /**
   * Writes a small text file, replacing an existing one.
   *
   * @throws Failure if the storage account refuses
   */
  public void write(String path, String text) {
    try {
      files().write(new Path(at(path)), text);
    } catch (IOException e) {
      throw unreachable("write", path, e);
    }
  }

  /**
   * Returns the names of the files under a folder; none if it does not exist.
   *
   * @throws Failure if the storage account refuses
   */
  @Override
  public List<String> list(String path) {
    try {
      return files().list(new Path(at(path))).stream().map(file -> file.path().getName()).toList();
    } catch (IOException e) {
      throw unreachable("list", path, e);
    }
  }

  /**
   * Deletes a file, if it exists.
   *
   * @throws Failure if the storage account refuses
   */
  public void delete(String path) {
    try {
      files().delete(new Path(at(path)));
    } catch (IOException e) {
      throw unreachable("delete", path, e);
    }
  }

  private Failure unreachable(String what, String path, IOException cause) {
    return Failure.causedBy(
        cause,
        "Cannot %s %s: found %s; expected an accessible file. Check that the storage account is"
            + " reachable and its credentials are right.",
        what,
        at(path),
        Causes.brief(cause));
  }
}
