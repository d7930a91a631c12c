package io.quarterdeck.e2e.sequences;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;

/** Executes a sequence on the servers and compares each step with the model. */
final class SequenceExecution {
  private static final AtomicInteger PLAYED = new AtomicInteger();

  private final SequenceServers servers;
  private final Sequence sequence;
  private final Summary summary;

  SequenceExecution(SequenceServers servers, Sequence sequence, Summary summary) {
    this.servers = servers;
    this.sequence = sequence;
    this.summary = summary;
  }

  /**
   * A difference between the servers and the model.
   *
   * @param step the number of the action, from 1
   * @param action the action
   * @param differences all differences
   * @param said the error output of the commands in the action
   */
  record Divergence(int step, Action action, List<String> differences, List<String> said) {
    /** Returns whether the first difference of both has the same subject. */
    boolean isLike(Divergence other) {
      return topic().equals(other.topic());
    }

    private String topic() {
      return differences.get(0).split(":", 2)[0].replaceAll("[0-9]+", "");
    }

    @Override
    public String toString() {
      String newLine = System.lineSeparator() + "    ";
      return "after step %d, %s:%s%s%s  %s"
          .formatted(
              step,
              action,
              newLine,
              String.join(newLine, differences),
              newLine,
              String.join(newLine + "  ", said));
    }
  }

  /**
   * Executes the sequence to its end or to the first difference. Each execution uses its own
   * dataset.
   */
  Optional<Divergence> run() throws IOException, InterruptedException {
    Contents contents = sequence.contents();
    DatasetDefinition first =
        DatasetDefinition.first("s%d-%d".formatted(sequence.seed(), PLAYED.incrementAndGet()));
    Sandbox sandbox = new Sandbox(servers, contents, first);
    Actor actor = new Actor(sandbox, sequence.jobs(), summary);
    Path parquet = Files.createDirectories(sandbox.folder().resolve("parquet"));
    Observer observer =
        new Observer(
            servers,
            first,
            new Parquet(servers.container("curated"), parquet),
            new Parquet(servers.container("curated"), parquet));
    Model model = new Model(contents, first);
    for (int step = 1; step <= sequence.actions().size(); step++) {
      Action action = sequence.actions().get(step - 1);
      Lock lock = lock(action);
      lock.lock();
      try {
        Explanation explanation = actor.act(action, model);
        ObservedState seen = observer.observe();
        Step best = best(explanation.after(model, seen), seen);
        if (!best.differences().isEmpty()) {
          return Optional.of(new Divergence(step, action, best.differences(), sandbox.said()));
        }
        sandbox.ended(seen.second());
        model = best.model();
        model.adopt(seen);
      } catch (IOException | SQLException | ExecutionException | RuntimeException e) {
        // A server that does not answer is a difference too, and is reported with its sequence.
        return Optional.of(new Divergence(step, action, List.of(text(e)), sandbox.said()));
      } finally {
        lock.unlock();
      }
      summary.acted(action);
    }
    return Optional.empty();
  }

  private static String text(Exception thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private Lock lock(Action action) {
    return action instanceof Action.Stop
        ? servers.stopping().writeLock()
        : servers.stopping().readLock();
  }

  private record Step(Model model, List<String> differences) {}

  private static Step best(List<Model> models, ObservedState seen) {
    return models.stream()
        .map(model -> new Step(model, ModelComparison.of(model, seen)))
        .min(Comparator.comparingInt(step -> step.differences().size()))
        .orElseThrow();
  }
}
