package io.quarterdeck.loader.load;

import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.ledger.LoadAuthor;
import io.quarterdeck.loader.load.LoadRequest.Repeat;
import io.quarterdeck.loader.load.LoadRequest.WaitLimits;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.rows.DuplicateCounting;
import java.nio.file.Path;
import java.util.Optional;

/** A load over two connections that accepts no rejects and repeats loads. */
record ForcedLoad(Path dataset, Path file, WaitLimits limits) {
  /** Loads the file. A file of rejects would be beside it. */
  LoadResult into(Postgres postgres, Progress progress) {
    RowReading reading =
        new RowReading(
            file,
            DatasetFile.read(dataset),
            RejectLimit.parse("0"),
            DuplicateCounting.SKIP,
            file.resolveSibling("rejects.csv"));
    LoadRequest request =
        new LoadRequest(
            reading,
            reading.dataset().mode(),
            Repeat.FORCE,
            2,
            Optional.empty(),
            limits,
            LoadRequest.DEFAULT_KEEP,
            new LoadAuthor("ada@laptop", CorrelationId.ofProcess()));
    return new Loader(postgres, request, progress).run();
  }
}
