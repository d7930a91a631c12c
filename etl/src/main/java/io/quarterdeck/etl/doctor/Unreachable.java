package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Loopback;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says which of name, connection and certificate it was that stopped a request. */
final class Unreachable {
  /** What to do where only the stack's own network reaches something. */
  static final String INSIDE =
      "With accessMode private only the stack's own network reaches it: run this from there (the"
          + " pipeline's agents, or a peered network), or upload the file and let the dataset's"
          + " quarterly job load it, whose load task runs inside. With accessMode public, add your"
          + " address to quarterdeck:allowedCidrs and run pulumi up --stack NAME.";

  private static final String ON_LOOPBACK =
      "It is of a local stack, which does not run: ./quarterdeck local start.";

  private static final String TRUST_ON_LOOPBACK =
      "Name the certificate authority in QUARTERDECK_TRUST_FILE; for the local stack, --stack local"
          + " brings its own.";

  private static final String TRUST_ELSEWHERE =
      "Is there a proxy that opens TLS? Then give its certificate authority to Java: keytool"
          + " -importcert -cacerts -file FILE.";

  private Unreachable() {}

  /**
   * A failed check.
   *
   * @param host which one was meant
   * @param advice what to do when it is not found or does not answer
   */
  static Finding finding(String host, Throwable thrown, String advice) {
    if (has(thrown, List.of(UnknownHostException.class, UnresolvedAddressException.class))) {
      return Finding.failed("the name " + host + " has no address here", advice);
    }
    if (isTls(thrown)) {
      return Finding.failed(
          "TLS with " + host + " fails: " + Causes.of(thrown),
          Loopback.is(host) ? TRUST_ON_LOOPBACK : TRUST_ELSEWHERE);
    }
    if (has(
        thrown,
        List.of(
            ConnectException.class, HttpTimeoutException.class, SocketTimeoutException.class))) {
      return Finding.failed(host + " takes no connection from here", advice(host, advice));
    }
    return Finding.failed("no answer of " + host + ": " + Causes.of(thrown), advice);
  }

  /** What to do when the host does not answer: this machine's own services can be started. */
  static String advice(String host, String elsewhere) {
    return Loopback.is(host) ? ON_LOOPBACK : elsewhere;
  }

  /** Whether it was the certificate, or what else belongs to TLS. */
  static boolean isTls(Throwable thrown) {
    return has(thrown, List.of(SSLException.class));
  }

  private static boolean has(Throwable thrown, List<Class<? extends Throwable>> types) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
        .anyMatch(each -> types.stream().anyMatch(type -> type.isInstance(each)));
  }
}
