package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.streaming.SampleEvents;
import io.quarterdeck.local.LocalStack;
import java.util.List;

/** Sends events to the event hub of the local stack of this checkout. */
public final class LocalSampleEvents implements SampleEvents {
  @Override
  public String emit(List<String> flags) {
    return new LocalStack(Folders.current()).emit(flags);
  }
}
