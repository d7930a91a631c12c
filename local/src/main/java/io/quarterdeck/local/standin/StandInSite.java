package io.quarterdeck.local.standin;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/**
 * What one stand-in gets from the local stack.
 *
 * @param folder a folder of its own, readable by the user alone, kept between starts
 * @param port where it listens on 127.0.0.1; the same between starts
 * @param tls the certificate of 127.0.0.1 that the local stack's clients trust
 * @param token the bearer token that its clients must show
 */
public record StandInSite(Path folder, int port, SSLContext tls, String token) {
  @Override
  public String toString() {
    return "StandInSite[folder=" + folder + ", port=" + port + "]";
  }
}
