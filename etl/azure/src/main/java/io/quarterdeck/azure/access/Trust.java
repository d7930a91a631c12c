package io.quarterdeck.azure.access;

import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.loader.failure.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Reads certificate authorities from a file. */
final class Trust {
  private Trust() {}

  /**
   * Returns a context that trusts only the certificates in the file.
   *
   * @param file a PEM file
   * @throws Failure if the file has no readable certificate
   */
  static SSLContext in(Path file) {
    try (InputStream pem = new BufferedInputStream(Files.newInputStream(file))) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new CertificateException("there is no certificate in it");
      }
      return trusting(certificates);
    } catch (IOException | GeneralSecurityException e) {
      throw Failure.causedBy(
          e,
          "Cannot trust the certificates of %s: %s; expected a PEM file. Correct %s, "
              + "or unset it.",
          file,
          e,
          EnvironmentVariables.TRUST_FILE);
    }
  }

  private static SSLContext trusting(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int index = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("authority-" + index++, certificate);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
