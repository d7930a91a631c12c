package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.endpoint.ArmAccount;
import io.quarterdeck.local.arm.endpoint.ArmEmulator;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.EntraEmulator;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.Tenant;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.keyvault.KeyVaultEmulator;
import io.quarterdeck.local.keyvault.Vaults;
import io.quarterdeck.local.names.AzureNamesProxy;
import io.quarterdeck.local.platform.ArmVaults;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real Azure CLI with its own folder, and the emulators of Entra and Resource Manager that it
 * uses.
 *
 * @param program the program {@code az}
 * @param folder the folder of the CLI and of the emulators
 * @param trust the certificate of the emulators
 * @param tenant the tenant
 * @param plane the resources
 * @param entra the emulator of Entra
 * @param arm the emulator of Resource Manager
 * @param keyVault the emulator of the vaults
 * @param devOps the emulator of Azure DevOps, if the test needs it
 * @param proxy the proxy for the names of Azure
 */
public record AzureCli(
    String program,
    Path folder,
    Path trust,
    Tenant tenant,
    ControlPlane plane,
    Emulator.Running entra,
    Emulator.Running arm,
    Emulator.Running keyVault,
    Optional<Emulator.Running> devOps,
    Emulator.Running proxy)
    implements AutoCloseable {
  private static final Pattern USER_CODE = Pattern.compile("enter the code (\\w+)");
  private static final String CLOUD = "QuarterdeckLocal";

  /** Starts the emulators and registers the cloud. Skips the test if the CLI is missing. */
  public static AzureCli start(Path folder) throws Exception {
    return start(folder, (authority, context) -> Optional.empty());
  }

  /** Starts one more service, which has the names of Azure DevOps. */
  @FunctionalInterface
  public interface MoreServices {
    Optional<Emulator.Running> start(Authority authority, EmulatorContext context)
        throws IOException;
  }

  /** Starts the emulators with one more service. */
  public static AzureCli start(Path folder, MoreServices more) throws Exception {
    String program = Optional.ofNullable(System.getenv("QUARTERDECK_AZ")).orElse("az");
    String advice =
        "The Azure CLI is missing: python3 -m pip install azure-cli==2.91.0, or set QUARTERDECK_AZ"
            + " to the program az";
    boolean there = isThere(program);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(advice).isTrue();
    }
    assumeTrue(there, advice);
    LoopbackCertificate certificate = LoopbackCertificate.in(folder);
    EmulatorContext context = new EmulatorContext(folder, 0, certificate.tls());
    Tenant tenant = TestTenant.open(Clock.systemUTC());
    Emulator.Running entra = new EntraEmulator(tenant).start(context);
    ControlPlane plane =
        ControlPlane.open(
            folder.resolve("arm"), CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    Emulator.Running arm =
        new ArmEmulator(
                plane.resources(),
                new ArmAccount(
                    CallerIdentity.LOCAL.subscriptionId(), LocalTenant.ID, "Local stack"),
                Authority.at(entra.endpoint(), tenant.tokens()),
                Registrations.in(folder.resolve("arm")),
                Faults.NONE,
                (caller, id) -> {},
                new ResourceWrites(() -> plane))
            .start(context);
    Emulator.Running keyVault =
        new KeyVaultEmulator(
                Vaults.open(folder.resolve("vaults")),
                new ArmVaults(plane.resources(), plane::created),
                Authority.at(entra.endpoint(), tenant.tokens()),
                plane.roles())
            .start(context);
    Optional<Emulator.Running> devOps =
        more.start(Authority.at(entra.endpoint(), tenant.tokens()), context);
    Emulator.Running proxy =
        new AzureNamesProxy(name -> destination(name, keyVault, devOps)).start(context);
    AzureCli cli =
        new AzureCli(
            program, folder, certificate.pem(), tenant, plane, entra, arm, keyVault, devOps, proxy);
    cli.az(
        "cloud", "register", "--name", CLOUD, "--endpoint-resource-manager", arm.endpoint() + "");
    cli.az("cloud", "set", "--name", CLOUD);
    return cli;
  }

  private static Optional<InetSocketAddress> destination(
      String name, Emulator.Running keyVault, Optional<Emulator.Running> devOps) {
    Optional<Emulator.Running> service =
        name.endsWith(".vault.azure.net")
            ? Optional.of(keyVault)
            : devOps.filter(
                any -> name.equals("dev.azure.com") || name.equals("vssps.dev.azure.com"));
    return service.map(
        each -> new InetSocketAddress(InetAddress.getLoopbackAddress(), each.endpoint().getPort()));
  }

  private static boolean isThere(String program) {
    return program.contains("/")
        ? Files.isExecutable(Path.of(program))
        : List.of(System.getenv("PATH").split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Signs in as an application with its assertion. */
  public void loginAsApplication(String name) throws Exception {
    String clientId =
        tenant.directory().applications().stream()
            .filter(each -> each.principal().name().equals(name))
            .findFirst()
            .flatMap(each -> each.principal().clientId())
            .orElseThrow();
    az(
        "login",
        "--service-principal",
        "--tenant",
        LocalTenant.ID,
        "--username",
        clientId,
        "--federated-token",
        Files.readString(Tenant.assertion(tenant.folder(), name)),
        "--allow-no-subscriptions");
  }

  /** Signs in as a person with a device code, which the person enters on the page of the tenant. */
  public void loginAsPerson(String name) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(program, "login", "--use-device-code", "--output", "none")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    environment(builder);
    Process login = builder.start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = login.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        Matcher code = USER_CODE.matcher(line);
        if (code.find()) {
          complete(code.group(1), name);
        }
      }
    }
    assertThat(login.waitFor()).as(said.toString()).isZero();
  }

  private void complete(String code, String person) throws Exception {
    String form =
        "user_code=%s&account=%s&password=%s"
            .formatted(code, person, tenant.directory().person(person).orElseThrow().password());
    HttpRequest request =
        new HttpRequest(HttpMethod.POST, entra.endpoint() + EntraEmulator.DEVICE_PAGE)
            .setBody(form);
    try (HttpResponse page =
        AccessVariables.http(Optional.of(trust)).sendSync(request, Context.NONE)) {
      assertThat(page.getStatusCode()).isEqualTo(200);
    }
  }

  /** Runs a command that succeeds, and returns its output as text. */
  public String az(String... arguments) throws Exception {
    Result result = run(arguments);
    assertThat(result.exitCode()).as(result.error()).isZero();
    return result.out();
  }

  /**
   * What a command printed.
   *
   * @param exitCode 0 if it succeeded, 3 if a resource does not exist
   */
  public record Result(int exitCode, String out, String error) {}

  public Result run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--output", "tsv", "--only-show-errors"));
    Path out = Files.createTempFile(folder, "az", ".out");
    Path error = Files.createTempFile(folder, "az", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(error.toFile());
    environment(builder);
    int code = builder.start().waitFor();
    return new Result(code, read(out), read(error));
  }

  /** Sets the variables with which the CLI uses the emulators. */
  public void environment(ProcessBuilder builder) {
    builder.environment().put("AZURE_CONFIG_DIR", folder.resolve("azure-cli").toString());
    builder.environment().put("REQUESTS_CA_BUNDLE", trust.toString());
    builder.environment().put("HTTPS_PROXY", proxy.endpoint().toString());
    builder.environment().put("NO_PROXY", Ports.LOOPBACK);
    builder.environment().put("AZURE_CORE_INSTANCE_DISCOVERY", "false");
    builder.environment().put("AZURE_CORE_COLLECT_TELEMETRY", "false");
    builder.environment().put("AZURE_CORE_LOGIN_EXPERIENCE_V2", "off");
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    proxy.close();
    devOps.ifPresent(Emulator.Running::close);
    keyVault.close();
    arm.close();
    entra.close();
  }
}
