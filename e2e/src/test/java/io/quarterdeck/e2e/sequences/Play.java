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

/** Plays a sequence on the servers and holds each step against the model. */
final class Play {
  private static final AtomicInteger PLAYED = new AtomicInteger();

  private final Servers servers;
  private final Sequence sequence;
  private final Summary summary;

  Play(Servers servers, Sequence sequence, Summary summary) {
    this.servers = servers;
    this.sequence = sequence;
    this.summary = summary;
  }

  /**
   * Where the servers differ from the model.
   *
   * @param step which action it was, from 1
   * @param action the action
   * @param differences each of them
   * @param said what the action's commands said in error
   */
  record Divergence(int step, Action action, List<String> differences, List<String> said) {
    /** Whether it is the same one, by what its first difference is about. */
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

  /** Plays it to its end, or to the first difference. A dataset of its own is used each time. */
  Optional<Divergence> run() throws IOException, InterruptedException {
    Contents contents = sequence.contents();
    Definition first =
        Definition.first("s%d-%d".formatted(sequence.seed(), PLAYED.incrementAndGet()));
    Place place = new Place(servers, contents, first);
    Actor actor = new Actor(place, sequence.jobs(), summary);
    Path parquet = Files.createDirectories(place.folder().resolve("parquet"));
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
        Observation seen = observer.observe();
        Step best = best(explanation.after(model, seen), seen);
        if (!best.differences().isEmpty()) {
          return Optional.of(new Divergence(step, action, best.differences(), place.said()));
        }
        place.ended(seen.second());
        model = best.model();
        model.adopt(seen);
      } catch (IOException | SQLException | ExecutionException | RuntimeException e) {
        // A server that does not answer is a difference too, and the sequence is worth to be told.
        return Optional.of(new Divergence(step, action, List.of(text(e)), place.said()));
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

  private static Step best(List<Model> models, Observation seen) {
    return models.stream()
        .map(model -> new Step(model, Comparison.of(model, seen)))
        .min(Comparator.comparingInt(step -> step.differences().size()))
        .orElseThrow();
  }
}
