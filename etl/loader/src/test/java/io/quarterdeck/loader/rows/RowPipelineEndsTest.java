package io.quarterdeck.loader.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.reject.RejectSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a reading ends in all cases, reports the first failure, and leaves no thread running.
 */
@Timeout(60)
final class RowPipelineEndsTest {
  private static final Dataset NUMBERS = Datasets.of(Datasets.column("n", new ColumnType.BigInt()));
  private static final Tuning SMALL = new Tuning(1 << 12, 1 << 16, 1 << 14);
  private static final RowSink AWAY = (bytes, offset, length) -> {};
  private static final RejectSink UNKEPT = reject -> {};

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("numbers.csv");
    StringBuilder text = new StringBuilder("n\n");
    for (int row = 0; row < 200_000; row++) {
      text.append(row).append('\n');
    }
    Files.writeString(file, text);
  }

  @Test
  void anExceptionOfASinkIsTheCauseOfTheFailure() {
    IOException lost = new IOException("connection reset");
    RowSink broken =
        (bytes, offset, length) -> {
          throw lost;
        };
    assertThatThrownBy(() -> run(List.of(AWAY, broken), UNKEPT))
        .isInstanceOf(RowSinkException.class)
        .hasCause(lost);
    assertNothingLeft();
  }

  @Test
  void aSinkThatBlocksIsCancelledWhenAnotherFails() {
    CountDownLatch cancelled = new CountDownLatch(1);
    RowSink blocked = blocked(cancelled, new CountDownLatch(1));
    RowSink broken =
        (bytes, offset, length) -> {
          throw new IOException("connection reset");
        };
    assertThatThrownBy(() -> run(List.of(blocked, broken), UNKEPT))
        .isInstanceOf(RowSinkException.class);
    assertThat(cancelled.getCount()).isZero();
    assertNothingLeft();
  }

  @Test
  void anInterruptEndsTheReadingEvenWhileASinkBlocks() throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(2);
    CountDownLatch writing = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    List<RowSink> sinks = List.of(blocked(cancelled, writing), blocked(cancelled, writing));
    Thread reader =
        new Thread(
            () -> {
              try {
                run(sinks, UNKEPT);
              } catch (RowSinkException | InterruptedException | RuntimeException e) {
                end.set(e);
              }
            });
    reader.start();
    writing.await();
    reader.interrupt();
    reader.join();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertNothingLeft();
  }

  @Test
  void anInterruptBeforeTheStartEndsTheReading() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> run(List.of(AWAY), UNKEPT)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertNothingLeft();
  }

  @Test
  void aRejectSinkThatFailsEndsTheReading() throws IOException {
    Files.writeString(file, "n\nx\n");
    Failure full = new Failure("Cannot write");
    assertThatThrownBy(
            () ->
                run(
                    List.of(AWAY),
                    reject -> {
                      throw full;
                    }))
        .isSameAs(full);
    assertNothingLeft();
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsRefused() {
    AtomicInteger writes = new AtomicInteger();
    RowSink growing =
        (bytes, offset, length) -> {
          if (writes.getAndIncrement() == 0) {
            Files.writeString(file, "1\n", StandardOpenOption.APPEND);
          }
        };
    assertThatThrownBy(() -> run(List.of(growing), UNKEPT))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(
            "Cannot read \\Q"
                + file
                + "\\E: it changed while it was read, from 1288892 bytes of \\S+ to"
                + " 1288894 bytes of \\S+; expected a file that nobody writes. Wait until it is"
                + " complete and try again\\.");
  }

  @Test
  void manyRejectsDoNotFillTheMemoryAndArriveInOrder() throws Exception {
    Files.writeString(file, "n\n" + "x\n".repeat(300_000));
    AtomicInteger last = new AtomicInteger(1);
    RejectSink ordered = reject -> assertThat(reject.line()).isEqualTo(last.incrementAndGet());
    RowSummary summary = run(List.of(AWAY, AWAY, AWAY), ordered);
    assertThat(summary.rowsRejected()).isEqualTo(300_000);
    assertThat(last.get()).isEqualTo(300_001);
  }

  private RowSummary run(List<RowSink> sinks, RejectSink rejects)
      throws RowSinkException, InterruptedException {
    RejectLimit any = new RejectLimit.Count(1_000_000);
    RowOptions options = new RowOptions(1, any, DuplicateCounting.COUNT, directory);
    return RowPipeline.run(
        new RowSource(file), NUMBERS, options, sinks, rejects, Progress.silent(), SMALL);
  }

  /** A sink whose write blocks until it is cancelled and ignores interrupts. */
  private static RowSink blocked(CountDownLatch cancelled, CountDownLatch writing) {
    CountDownLatch own = new CountDownLatch(1);
    return new RowSink() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        writing.countDown();
        while (own.getCount() > 0) {
          try {
            own.await();
          } catch (InterruptedException e) {
            // Ignored, because a socket ignores interrupts too.
          }
        }
        throw new IOException("cancelled");
      }

      @Override
      public void cancel() {
        cancelled.countDown();
        own.countDown();
      }
    };
  }

  private void assertNothingLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("rows-"));
    assertThat(directory.toFile().list()).containsExactly("numbers.csv");
  }
}
