package io.quarterdeck.local.platform;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.emulator.LoopbackCertificate;
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
  Map<String, String> variables(EmulatorSettings emulators) {
    return new TreeMap<>(
        Map.of(
            EnvironmentVariables.TRUST_FILE, LoopbackCertificate.in(folder).pem().toString(),
            EnvironmentVariables.RESOURCE_MANAGER,
                AzureEmulators.endpoint(AzureEmulators.ARM, emulators).toString()));
  }
}
