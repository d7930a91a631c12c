package io.quarterdeck.local.signin;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that keeps the tokens of a person between commands, in the format of Microsoft's
 * authentication library, like {@code msal_token_cache.json} of the Azure CLI.
 *
 * @param path the file; only the user can read it
 */
record SessionFile(Path path) implements ITokenCacheAccessAspect {
  @Override
  public void beforeCacheAccess(ITokenCacheAccessContext context) {
    try {
      if (Files.exists(path)) {
        context.tokenCache().deserialize(Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterCacheAccess(ITokenCacheAccessContext context) {
    if (context.hasCacheChanged()) {
      try {
        PrivateFiles.createFolder(path.getParent());
        PrivateFiles.write(path, context.tokenCache().serialize());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
