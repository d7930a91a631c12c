package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.Loopback;
import java.net.URI;

/** What to do when a resource of the Pulumi program is missing. */
public final class RecreateAdvice {
  private static final String AZURE =
      "Run pulumi refresh --stack NAME, which records that it is missing, then pulumi up --stack NAME,"
          + " which creates it again.";

  /** Pulumi's CLI created the local stack's platform, or a command did so without it. */
  private static final String LOOPBACK =
      "Run ./quarterdeck local repair, which creates it again; if Pulumi's CLI created this stack, run"
          + " pulumi refresh --stack NAME, then pulumi up --stack NAME.";

  private RecreateAdvice() {}

  /**
   * The commands that create the resource again.
   *
   * @param service the service that misses it
   */
  public static String of(URI service) {
    return Loopback.is(service) ? LOOPBACK : AZURE;
  }
}
