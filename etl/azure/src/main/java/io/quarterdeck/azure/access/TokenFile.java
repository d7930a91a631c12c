package io.quarterdeck.azure.access;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/**
 * Reads one token for all scopes from a file. Clients of the local stack sign in this way.
 *
 * @param file contains the token; surrounding white space is ignored
 */
record TokenFile(Path file) implements TokenCredential {
  private static final long READ_AGAIN_MINUTES = 10;

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromSupplier(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      return new AccessToken(
          Files.readString(file).strip(),
          OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(READ_AGAIN_MINUTES));
    } catch (IOException e) {
      throw new UncheckedIOException("the token file " + file + " cannot be read", e);
    }
  }
}
