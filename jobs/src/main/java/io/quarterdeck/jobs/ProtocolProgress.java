package io.quarterdeck.jobs;

import io.quarterdeck.loader.progress.Progress;
import java.io.PrintStream;

/** Prints progress as lines that another process parses. */
final class ProtocolProgress implements Progress {
  private final PrintStream out;

  ProtocolProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void phase(String what) {
    line("PHASE " + what);
  }

  @Override
  public void advance(long done, long total, String unit) {
    line("PROGRESS " + done + " " + total + " " + unit);
  }

  @Override
  public void note(String line) {
    line("NOTE " + line);
  }

  private void line(String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
