package io.quarterdeck.cli.doctor;

import io.quarterdeck.contract.Loopback;
import io.quarterdeck.loader.failure.Causes;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Reports whether a request failed because of the name, the connection or the certificate. */
final class Unreachable {
  /** Advice for services that only the stack's network can reach. */
  static final String INSIDE =
      "With accessMode private, only the stack's own network and the networks in"
          + " quarterdeck:clientCidrs can connect to it. Only the stack's own network and the"
          + " networks in quarterdeck:clientNetworkIds resolve its name. Run this command in such a"
          + " network (for example on the pipeline's agents, or in a peered network that both"
          + " settings contain), or upload the file and load it with the dataset's job,"
          + " which runs in the stack's network. With accessMode public, add your address"
          + " to quarterdeck:allowedCidrs and run pulumi up --stack NAME.";

  static final String ON_LOOPBACK =
      "It belongs to a local stack that is not running: ./quarterdeck local start.";

  private static final String TRUST_ON_LOOPBACK =
      "Name the certificate authority in QUARTERDECK_TRUST_FILE; for the local stack, use --stack"
          + " local.";

  private static final String TRUST_ELSEWHERE =
      "If a proxy intercepts TLS, add its certificate authority to Java: keytool"
          + " -importcert -cacerts -file FILE.";

  private Unreachable() {}

  /**
   * Returns the result of a failed check.
   *
   * @param host the host of the request
   * @param advice what to do if the host is not found or does not respond
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

  /**
   * Returns the advice for a host that does not respond. For loopback, it is to start the local
   * stack.
   */
  static String advice(String host, String elsewhere) {
    return Loopback.is(host) ? ON_LOOPBACK : elsewhere;
  }

  /** Returns whether TLS caused the failure, for example because of an untrusted certificate. */
  static boolean isTls(Throwable thrown) {
    return has(thrown, List.of(SSLException.class));
  }

  private static boolean has(Throwable thrown, List<Class<? extends Throwable>> types) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
        .anyMatch(each -> types.stream().anyMatch(type -> type.isInstance(each)));
  }
}
