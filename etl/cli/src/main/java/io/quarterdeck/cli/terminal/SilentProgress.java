package io.quarterdeck.cli.terminal;

/** Progress that shows nothing. */
final class SilentProgress implements StepProgress {
  @Override
  public void phase(String what) {}

  @Override
  public void advance(long done, long total, String unit) {}

  @Override
  public void note(String line) {}

  @Override
  public void done(String outcome) {}

  @Override
  public void refused(String outcome) {}

  @Override
  public void close() {}
}
