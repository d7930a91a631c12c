package io.quarterdeck.loader.load;

import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records the notes of a load, and performs actions on the server when the load reaches a phase.
 */
final class ActingProgress implements Progress {
  /** An action on the server. */
  interface Act {
    void run() throws Exception;
  }

  private final List<String> notes = new ArrayList<>();
  private final Map<String, Act> acts = new HashMap<>();
  private Act onNote = () -> {};

  /** Performs the action when the phase begins for the first time. */
  void once(String phase, Act act) {
    acts.put(phase, act);
  }

  void onNote(Act act) {
    onNote = act;
  }

  List<String> notes() {
    return notes;
  }

  @Override
  public void phase(String what) {
    Act act = acts.remove(what);
    if (act != null) {
      run(act);
    }
  }

  @Override
  public void advance(long done, long total, String unit) {}

  @Override
  public void note(String line) {
    notes.add(line);
    run(onNote);
  }

  private static void run(Act act) {
    try {
      act.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
