package io.quarterdeck.cli.observation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The observers of the command that runs. Observers that are not selected are not loaded. */
public final class CommandObservation implements CommandObserver {
  /** A process runs one command. The hook of an interruption finds it here. */
  private static final AtomicReference<CommandObservation> CURRENT = new AtomicReference<>();

  private static final CommandObservation NONE = new CommandObservation(List.of());

  private final List<CommandObserver> observers;
  private final Thread hook =
      new Thread(
          () -> interrupted("Interrupted before the command had ended."), "observation of the end");

  private CommandObservation(List<CommandObserver> observers) {
    this.observers = observers;
  }

  /** Returns the observation of the command that runs. Without observers, it does nothing. */
  public static CommandObservation current() {
    return Optional.ofNullable(CURRENT.get()).orElse(NONE);
  }

  /** Makes these observers the current ones, until the command has ended. */
  public static void begin(List<CommandObserver> observers) {
    CommandObservation begun = new CommandObservation(List.copyOf(observers));
    CURRENT.set(begun);
    if (!observers.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(begun.hook);
    }
  }

  /** Returns whether there are observers. */
  public boolean isEmpty() {
    return observers.isEmpty();
  }

  @Override
  public StepObserver stepStarted(String name) {
    return new Steps(observers.stream().map(each -> each.stepStarted(name)).toList());
  }

  @Override
  public void failed(String code, Optional<String> number, String message) {
    observers.forEach(each -> each.failed(code, number, message));
  }

  @Override
  public void interrupted(String message) {
    end(each -> each.interrupted(message));
  }

  @Override
  public void ended(int exitCode) {
    end(each -> each.ended(exitCode));
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException processEnds) {
      // The hook runs, and does nothing: the command has ended.
    }
  }

  /** Sends the last event once. An interruption and the end of the command can coincide. */
  private void end(Consumer<CommandObserver> event) {
    if (CURRENT.compareAndSet(this, null)) {
      observers.forEach(event);
    }
  }

  private record Steps(List<StepObserver> observers) implements StepObserver {
    @Override
    public void phase(String what) {
      observers.forEach(each -> each.phase(what));
    }

    @Override
    public void note(String line) {
      observers.forEach(each -> each.note(line));
    }

    @Override
    public void ended(Outcome outcome, String message, RowCounts counts) {
      observers.forEach(each -> each.ended(outcome, message, counts));
    }
  }
}
