package io.quarterdeck.local.emulator;

import io.quarterdeck.local.files.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.Map;

/**
 * A key store with the certificate of the local stack and those that Java trusts, for programs that
 * cannot trust a PEM file.
 *
 * @param file the key store
 */
public record TrustStore(Path file) {
  /** The password of Java's own trust store, which contains no secrets either. */
  private static final String PASSWORD = "changeit";

  private static final String TYPE = "PKCS12";

  /**
   * Writes the key store.
   *
   * @param folder the private folder of the file
   * @param pem the certificate of the local stack
   */
  public static TrustStore in(Path folder, Path pem) throws IOException {
    Path file = folder.resolve("trusted.p12");
    try (InputStream certificate = Files.newInputStream(pem)) {
      KeyStore java =
          KeyStore.getInstance(
              Path.of(System.getProperty("java.home"), "lib", "security", "cacerts").toFile(),
              PASSWORD.toCharArray());
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(null, null);
      for (String alias : Collections.list(java.aliases())) {
        store.setCertificateEntry(alias, java.getCertificate(alias));
      }
      store.setCertificateEntry(
          "quarterdeck", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, PASSWORD.toCharArray());
      PrivateFiles.write(file, bytes.toByteArray());
      return new TrustStore(file);
    } catch (GeneralSecurityException e) {
      throw new IOException("Cannot write " + file, e);
    }
  }

  /** Returns the system properties with which a JVM trusts these certificates. */
  public Map<String, String> properties() {
    return Map.of(
        "javax.net.ssl.trustStore",
        file.toString(),
        "javax.net.ssl.trustStorePassword",
        PASSWORD,
        "javax.net.ssl.trustStoreType",
        TYPE);
  }
}
