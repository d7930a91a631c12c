package io.quarterdeck.jobs.faults;

import io.quarterdeck.contract.Days;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.jobs.rollback.LakeRestore;
import io.quarterdeck.jobs.silver.DayIngest;
import io.quarterdeck.jobs.topics.ResultFiles;
import io.quarterdeck.jobs.topics.Scoring;
import io.quarterdeck.loader.history.LakeHistory;
import io.quarterdeck.loader.history.RollbackPlanner;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * The process that a test kills: an ingest or a scoring of a day, or a rollback, in the lake of a
 * folder. It prints {@code BEGIN} when Spark has started, and {@code END} with the number of its
 * changes.
 */
public final class KilledJob {
  /** The work of the process. */
  enum Work {
    INGEST {
      @Override
      void run(LakeFolder lake, LocalDate day, String input) {
        new DayIngest(lake.lake(), LakeFolder.POSTS, Progress.silent()).ingest(day, input);
      }
    },
    SCORE {
      @Override
      void run(LakeFolder lake, LocalDate day, String input) {
        new Scoring(lake.lake(), Progress.silent()).run(Days.of(day));
        new ResultFiles(lake.lake()).write();
      }
    },
    /** Rolls the run {@code second} back. */
    ROLLBACK {
      @Override
      void run(LakeFolder lake, LocalDate day, String input) {
        new LakeRestore(lake.lake(), Progress.silent())
            .run(new RollbackPlanner(LakeHistory.read(lake.lake())).before("second").orElseThrow());
      }
    };

    /**
     * Does the work.
     *
     * @param input the folder of the day's files
     */
    abstract void run(LakeFolder lake, LocalDate day, String input);
  }

  private KilledJob() {}

  /** Arguments: the folder, the work, the day, the day's files, the change at which it ends. */
  public static void main(String[] arguments) {
    System.setProperty("spark.hadoop.fs.file.impl", HaltingFiles.class.getName());
    // The local log store renames through another interface. This one is used on Azure.
    System.setProperty("spark.delta.logStore.file.impl", "io.delta.storage.AzureLogStore");
    LakeFolder lake = new LakeFolder(Path.of(arguments[0]));
    LakeFolder.session().sql("select 1").collect();
    HaltingFiles.begin(Integer.parseInt(arguments[4]));
    System.out.println("BEGIN");
    Work.valueOf(arguments[1]).run(lake, LocalDate.parse(arguments[2]), arguments[3]);
    System.out.println("END " + HaltingFiles.changes());
    System.exit(0);
  }
}
