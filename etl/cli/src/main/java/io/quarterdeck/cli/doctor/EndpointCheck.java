package io.quarterdeck.cli.doctor;

import java.net.URI;

/**
 * Checks that a service responds: its name resolves, it accepts connections, and its certificate is
 * trusted. Any HTTP response is a success.
 *
 * @param name the check's name
 * @param url the service's URL
 * @param advice what to do if the service cannot be reached
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
