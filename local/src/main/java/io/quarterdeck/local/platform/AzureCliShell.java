package io.quarterdeck.local.platform;

import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.arm.endpoint.ArmEmulator;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.entra.EntraEmulator;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.Person;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.signin.LocalSignIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a shell needs so that the Azure CLI uses the local stack: variables, and commands that
 * register the cloud and sign in. The CLI gets its own folder for each principal, so that the
 * clouds and the accounts of the user do not change.
 *
 * @param variables the variables of the CLI and of Python's HTTP client
 * @param commands the commands, each of them a line
 */
public record AzureCliShell(SortedMap<String, String> variables, List<String> commands) {
  private static final String QUIET = " --only-show-errors --output none";

  /**
   * Signs a person in with a device code, and completes the sign-in as the person would in a
   * browser. The library of the CLI supports passwords only for authorities at port 443.
   */
  private static final String DEVICE_CODE =
      "az login --use-device-code --tenant %s"
          + QUIET
          + " 2>&1 | while IFS= read -r line; do case $line in *'enter the code '*)"
          + " code=${line##*enter the code }; curl --silent --show-error --fail --output /dev/null --cacert %s"
          + " --data-urlencode \"user_code=${code%%%% *}\" --data-urlencode account=%s"
          + " --data-urlencode password@%s %s ;; ?*) printf '%%s\\n' \"$line\" >&2 ;; esac; done";

  private static final String CLIENT_ID = "AZURE_CLIENT_ID";
  private static final String TOKEN_FILE = "AZURE_FEDERATED_TOKEN_FILE";

  /**
   * Returns the shell of a principal, and writes the files that the commands read.
   *
   * @param emulators the folder of the emulators
   * @param signIn the variables with which azure-identity signs in as the principal
   */
  static AzureCliShell of(
      Path emulators, EmulatorSettings settings, String principal, SortedMap<String, String> signIn)
      throws IOException {
    URI arm = AzureEmulators.endpoint(AzureEmulators.ARM, settings);
    Path folder = emulators.resolveSibling("azure-cli").resolve(principal + "-" + arm.getPort());
    PrivateFiles.createFolder(folder);
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("AZURE_CONFIG_DIR", folder.toString());
    variables.put("REQUESTS_CA_BUNDLE", LoopbackCertificate.in(emulators).pem().toString());
    // The library of the CLI would ask Microsoft's cloud about an authority that it does not know.
    variables.put("AZURE_CORE_INSTANCE_DISCOVERY", "false");
    // The CLI builds the address of a vault from its name.
    variables.put(
        "HTTPS_PROXY", AzureEmulators.endpoint(AzureEmulators.PROXY, settings).toString());
    variables.put("NO_PROXY", Ports.LOOPBACK);
    variables.put("AZURE_CORE_COLLECT_TELEMETRY", "false");
    variables.put("AZURE_CORE_LOGIN_EXPERIENCE_V2", "off");
    String cloud = ArmEmulator.CLOUD;
    return new AzureCliShell(
        variables,
        List.of(
            "[ -e \"$AZURE_CONFIG_DIR/clouds.config\" ] || az cloud register --name "
                + cloud
                + " --endpoint-resource-manager "
                + arm
                + QUIET,
            "az cloud set --name " + cloud + QUIET,
            login(emulators, settings, folder, principal, signIn)));
  }

  private static String login(
      Path emulators,
      EmulatorSettings settings,
      Path folder,
      String principal,
      SortedMap<String, String> signIn)
      throws IOException {
    Optional<Person> person = new LocalSignIn(emulators, settings).directory().person(principal);
    if (person.isPresent()) {
      Path password = folder.resolve("password");
      PrivateFiles.write(password, person.get().password());
      return DEVICE_CODE.formatted(
          LocalTenant.ID,
          ShellWord.quoted(LoopbackCertificate.in(emulators).pem().toString()),
          ShellWord.quoted(person.get().name()),
          ShellWord.quoted(password.toString()),
          AzureEmulators.endpoint(AzureEmulators.ENTRA, settings) + EntraEmulator.DEVICE_PAGE);
    }
    String clientId = signIn.get(CLIENT_ID);
    return signIn.containsKey(TOKEN_FILE)
        ? "az login --service-principal --tenant "
            + LocalTenant.ID
            + " --username "
            + clientId
            + " --federated-token \"$(cat "
            + ShellWord.quoted(signIn.get(TOKEN_FILE))
            + ")\" --allow-no-subscriptions"
            + QUIET
        : "az login --identity --client-id " + clientId + " --allow-no-subscriptions" + QUIET;
  }
}
