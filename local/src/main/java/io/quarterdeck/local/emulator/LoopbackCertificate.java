package io.quarterdeck.local.emulator;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.files.WorkFolders;
import io.quarterdeck.local.process.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The self-signed certificate of the emulators for 127.0.0.1, localhost, the names of vaults and
 * those of Entra, Resource Manager and Azure DevOps. It is created on the first start, and renewed
 * before it expires or if it lacks a name.
 *
 * @param tls the TLS context for an HTTPS server
 * @param pem the certificate for clients to trust
 */
public record LoopbackCertificate(SSLContext tls, Path pem) {
  private static final String ALIAS = "standin";

  /** The names of loopback, and those of the services that clients find by their names. */
  private static final String NAMES =
      "ip:127.0.0.1,dns:localhost,dns:*.vault.azure.net,dns:management.azure.com,"
          + "dns:login.microsoftonline.com,dns:dev.azure.com,dns:*.dev.azure.com";

  private static final int DAYS = 365;
  private static final Duration RENEWED_BEFORE_ITS_END = Duration.ofDays(30);
  private static final int PASSWORD_BYTES = 24;

  /**
   * Returns the certificate of the folder.
   *
   * @param folder readable only by the user, because it contains the private key
   * @throws Failure if the certificate cannot be created or read
   */
  public static LoopbackCertificate in(Path folder) {
    Path keys = folder.resolve("certificate.p12");
    Path password = folder.resolve("certificate.password");
    try {
      if (!Files.exists(keys) || !Files.exists(password) || ends(open(keys, password))) {
        make(folder, keys, password);
      }
      KeyStore store = open(keys, password);
      Path pem = folder.resolve("certificate.pem");
      PrivateFiles.write(pem, pem(store));
      return new LoopbackCertificate(tls(store, password), pem);
    } catch (IOException | GeneralSecurityException e) {
      throw Failure.causedBy(
          e,
          "Cannot use the local stack's certificate: %s; expected the certificate "
              + "that was created in %s. Delete %s. A new certificate is then created.",
          e,
          folder,
          keys);
    }
  }

  /** The password does not change, so that it also opens a key file that a killed process left. */
  private static void make(Path folder, Path keys, Path password) throws IOException {
    PrivateFiles.createFolder(folder);
    if (!Files.exists(password)) {
      byte[] secret = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(secret);
      PrivateFiles.write(password, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }
    Path work = WorkFolders.create(folder, ".certificate");
    try {
      Path made = work.resolve("made.p12");
      generate(made, password);
      Files.move(made, keys, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      FolderTree.delete(work);
    }
  }

  private static void generate(Path keys, Path password) {
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            // keytool ends before the second compiler is worth its cost.
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=Quarterdeck local stack",
            "-ext",
            "san=" + NAMES,
            "-validity",
            Integer.toString(DAYS),
            "-storetype",
            "PKCS12",
            "-keystore",
            keys.toString(),
            // The password is passed in a file, because every user can read the command line.
            "-storepass:file",
            password.toString());
    Processes.run("create the local stack's certificate", keytool);
  }

  private static boolean ends(KeyStore store) throws GeneralSecurityException {
    X509Certificate certificate = (X509Certificate) store.getCertificate(ALIAS);
    Instant end = certificate.getNotAfter().toInstant();
    return Instant.now().plus(RENEWED_BEFORE_ITS_END).isAfter(end)
        || certificate.getSubjectAlternativeNames().size() < NAMES.split(",", -1).length;
  }

  private static KeyStore open(Path keys, Path password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(keys)) {
      store.load(bytes, read(password));
    }
    return store;
  }

  private static SSLContext tls(KeyStore store, Path password)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, read(password));
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return tls;
  }

  private static char[] read(Path password) throws IOException {
    return Files.readString(password).strip().toCharArray();
  }

  private static String pem(KeyStore store) throws GeneralSecurityException {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(store.getCertificate(ALIAS).getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
  }
}
