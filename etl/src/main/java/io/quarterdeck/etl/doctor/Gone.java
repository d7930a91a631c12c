package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.Loopback;
import java.net.URI;

/** What to do when something that the Pulumi program made is gone. */
final class Gone {
  private static final String AZURE =
      "Run pulumi refresh --stack NAME, which sees that it is gone, then pulumi up --stack NAME, which"
          + " makes it again.";

  /** The local stack's platform is made by Pulumi's CLI, or without it. */
  private static final String LOOPBACK =
      "Run ./quarterdeck local repair, which makes it again; if Pulumi's CLI made this stack, run"
          + " pulumi refresh --stack NAME, then pulumi up --stack NAME.";

  private Gone() {}

  /**
   * The advice.
   *
   * @param service whose it was
   */
  static String advice(URI service) {
    return Loopback.is(service) ? LOOPBACK : AZURE;
  }
}
