package io.quarterdeck.local.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/**
 * A key that signs tokens with RS256, the algorithm that Entra announces in its discovery document.
 *
 * @param key the key pair, with a key id
 */
record SigningKey(RSAKey key) {
  private static final int BITS = 2048;

  /** Returns the key in the file. Creates it if the file does not exist. */
  static SigningKey in(Path file) throws IOException {
    if (!Files.exists(file)) {
      PrivateFiles.write(file, generate().key.toJSONString());
    }
    try {
      return new SigningKey(RSAKey.parse(Files.readString(file)));
    } catch (ParseException e) {
      throw new IOException(file + " does not contain a key: " + e.getMessage(), e);
    }
  }

  private static SigningKey generate() {
    try {
      return new SigningKey(
          new RSAKeyGenerator(BITS)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint(true)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String sign(JWTClaimsSet claims) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  /** Returns whether the header names this key. */
  boolean isNamedBy(SignedJWT token) {
    return key.getKeyID().equals(token.getHeader().getKeyID());
  }

  /** Returns whether this key signed the token, with RS256. */
  boolean signed(SignedJWT token) {
    try {
      return JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
          && token.verify(new RSASSAVerifier(key.toRSAPublicKey()));
    } catch (JOSEException e) {
      // For example, the header requires an extension that the library does not know.
      return false;
    }
  }

  /** Returns the public key as a JSON document. */
  String publicKeys() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** Does not contain the key. */
  @Override
  public String toString() {
    return "SigningKey[" + key.getKeyID() + "]";
  }
}
