package io.quarterdeck.local.emulator;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/**
 * The resources that an emulator gets from the local stack.
 *
 * @param folder the private folder of the emulator, kept between starts
 * @param port the port on 127.0.0.1; the same at each start
 * @param tls the certificate of 127.0.0.1, which the clients of the local stack trust
 */
public record EmulatorContext(Path folder, int port, SSLContext tls) {
  @Override
  public String toString() {
    return "EmulatorContext[folder=" + folder + ", port=" + port + "]";
  }
}
