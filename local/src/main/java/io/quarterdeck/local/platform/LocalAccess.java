package io.quarterdeck.local.platform;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describes the access to the local stack by the same variables as for any stack: they contain
 * addresses and the paths of files.
 *
 * @param folder the folder of the emulators
 */
record LocalAccess(Path folder) {
  /** Returns the variables of {@link AccessVariables}, and writes the files that they name. */
  Map<String, String> variables(LocalSettings stack, EmulatorSettings emulators)
      throws IOException {
    Path key = folder.resolve("storage.key");
    PrivateFiles.write(key, stack.blobKey());
    return new TreeMap<>(
        Map.of(
            EnvironmentVariables.STORAGE_KEY_FILE, key.toString(),
            EnvironmentVariables.TRUST_FILE, LoopbackCertificate.in(folder).pem().toString(),
            EnvironmentVariables.RESOURCE_MANAGER,
                AzureEmulators.endpoint(AzureEmulators.ARM, emulators).toString()));
  }
}
