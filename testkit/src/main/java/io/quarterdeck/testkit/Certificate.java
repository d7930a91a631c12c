package io.quarterdeck.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate for 127.0.0.1, created with the JDK's keytool.
 *
 * @param tls the server's TLS context
 * @param pem the certificate for clients, as PEM
 * @param key the private key, as PEM
 */
public record Certificate(SSLContext tls, Path pem, String key) {
  private static final char[] PASSWORD = "of-a-test".toCharArray();

  /** Creates a certificate in the folder. */
  public static Certificate in(Path folder, String... more)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("server.p12");
    keytool(file, more);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(file)) {
      store.load(bytes, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return new Certificate(
        tls,
        Files.writeString(
            folder.resolve("server.pem"),
            pem("CERTIFICATE", store.getCertificate("server").getEncoded())),
        pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded()));
  }

  private static String pem(String what, byte[] encoded) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  private static void keytool(Path file, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // keytool ends before the second compiler is worth its cost.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "server",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-keyalg",
                "EC"));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool ended with " + process.exitValue());
    }
  }
}
