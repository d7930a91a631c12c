package io.quarterdeck.azure.stack;

import io.quarterdeck.contract.Loopback;
import java.net.URI;

/** Advice for a missing resource of the Pulumi program. */
public final class RecreateAdvice {
  private static final String AZURE =
      "Run pulumi refresh --stack NAME, which records that it is missing, then pulumi up --stack NAME,"
          + " which creates it again.";

  /** The local stack is created either by a command or by the Pulumi CLI. */
  private static final String LOOPBACK =
      "Run ./quarterdeck local repair, which creates it again; if Pulumi's CLI created this stack, run"
          + " pulumi refresh --stack NAME, then pulumi up --stack NAME.";

  private RecreateAdvice() {}

  /**
   * Returns the commands that create the resource again.
   *
   * @param service the URL of the service that reports the missing resource
   */
  public static String of(URI service) {
    return Loopback.is(service) ? LOOPBACK : AZURE;
  }
}
