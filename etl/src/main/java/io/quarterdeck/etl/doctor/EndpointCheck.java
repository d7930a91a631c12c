package io.quarterdeck.etl.doctor;

import java.net.URI;

/**
 * A service answers: its name has an address, it takes a connection, and its certificate is
 * trusted. Whoever answers anything at all is reached.
 *
 * @param name the check's
 * @param url the service's
 * @param advice what to do when it cannot be reached
 * @param web sends the request
 */
record EndpointCheck(String name, URI url, String advice, Web web) implements Check {
  @Override
  public Finding look() {
    try {
      web.get(url.toString());
    } catch (RuntimeException e) {
      return Unreachable.finding(url.getHost(), e, advice);
    }
    return Finding.ok(
        url.getAuthority()
            + (url.getScheme().equals("https") ? " answers over TLS" : " answers on loopback"));
  }
}
