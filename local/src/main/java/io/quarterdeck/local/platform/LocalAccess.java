package io.quarterdeck.local.platform;

import io.quarterdeck.etl.azure.AccessVariables;
import io.quarterdeck.local.AzureStandIns;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.standin.LoopbackCertificate;
import io.quarterdeck.local.standin.StandInSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the local stack is reached, in the words that any stack is reached by: variables that name
 * files. The local stack's own token stands in for a signed-in user's.
 *
 * @param folder the stand-ins' folder
 */
record LocalAccess(Path folder) {
  /** The variables of {@link AccessVariables}; their files are written anew. */
  Map<String, String> variables(LocalSettings stack, StandInSettings standIns) throws IOException {
    Path token = folder.resolve("token");
    Path key = folder.resolve("storage.key");
    PrivateFiles.write(token, standIns.token());
    PrivateFiles.write(key, stack.blobKey());
    return new TreeMap<>(
        Map.of(
            AccessVariables.TOKEN_FILE, token.toString(),
            AccessVariables.STORAGE_KEY_FILE, key.toString(),
            AccessVariables.TRUST_FILE, LoopbackCertificate.in(folder).pem().toString(),
            AccessVariables.RESOURCE_MANAGER,
                AzureStandIns.endpoint(AzureStandIns.ARM, standIns).toString()));
  }
}
