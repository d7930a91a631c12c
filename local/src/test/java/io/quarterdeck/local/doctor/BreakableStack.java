package io.quarterdeck.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.TestStack;
import io.quarterdeck.local.arm.EngineClient;
import io.quarterdeck.local.arm.PulumiProject;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.signin.LocalSignIn;
import io.quarterdeck.local.signin.ProviderPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A local stack that {@code pulumi up} created, with methods that break, examine and repair it. */
final class BreakableStack implements AutoCloseable {
  /** The advice of doctor for a missing resource. */
  static final String MAKE_AGAIN =
      "Run ./quarterdeck local repair, which creates it again; if Pulumi's CLI created this stack,"
          + " run pulumi refresh --stack NAME, then pulumi up --stack NAME.";

  private final TestStack stack;
  private final PulumiProject project;
  private final Path outputs;
  private final Map<String, String> access = new HashMap<>();
  private Report unprepared;

  private BreakableStack(TestStack stack, PulumiProject project, Path outputs) {
    this.stack = stack;
    this.project = project;
    this.outputs = outputs;
  }

  /** The result of a check. */
  record Found(String result, String found, String advice) {}

  /** The report of doctor. */
  record Report(int exitCode, Map<String, Found> checks) {
    /** Returns the checks that did not succeed, by name. */
    Map<String, Found> failed() {
      return checks.entrySet().stream()
          .filter(check -> check.getValue().result().equals("failed"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }

  /** Creates a stack in a folder with the commands of the README. */
  static BreakableStack in(Path folder) throws Exception {
    Path home = Files.createDirectories(folder.resolve("project"));
    TestStack stack = new TestStack(folder);
    PulumiProject project = PulumiProject.in(home);
    BreakableStack broken = new BreakableStack(stack, project, folder.resolve("outputs.json"));
    Map<String, String> exported = exported(broken.command("local", "env").out());
    project.environment(exported);
    project.run("stack", "init", "local").succeeds();
    broken.password("first");
    broken.pulumi("up");
    Files.writeString(broken.outputs, project.outputs("local").toString());
    exported.forEach(
        (name, value) -> {
          if (!name.startsWith("PULUMI_")) {
            broken.access.put(name, value);
          }
        });
    broken.unprepared = broken.doctor();
    assertThat(broken.unprepared.failed()).isEmpty();
    broken.command("prepare-server");
    return broken;
  }

  private static Map<String, String> exported(String lines) {
    return lines
        .lines()
        .filter(line -> line.startsWith("export "))
        .map(line -> line.replaceFirst("export ", "").split("=", 2))
        .collect(Collectors.toMap(word -> word[0], word -> word[1].replace("'", "")));
  }

  PulumiProject project() {
    return project;
  }

  TestStack stack() {
    return stack;
  }

  Path outputs() {
    return outputs;
  }

  /** Returns the report of doctor after the first {@code pulumi up}. */
  Report unprepared() {
    return unprepared;
  }

  OutputValues known() {
    return OutputsSource.file(outputs);
  }

  /** Returns the access of the owner. */
  AzureAccess access() {
    Map<String, String> chosen = new HashMap<>(access);
    // The library reads the variable for people from the environment of its own process only.
    chosen.remove("AZURE_TOKEN_CREDENTIALS");
    AzureAccess access = AccessVariables.read(chosen);
    try {
      return new AzureAccess(
          new LocalSignIn(
                  AzureEmulators.folder(stack.folder()),
                  new LocalStack(stack.folders()).emulators().orElseThrow())
              .credential(LocalTenant.OWNER),
          access.http(),
          access.resourceManager(),
          access.storageKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the variables with which a shell signs in as a principal. */
  Map<String, String> signedInAs(String principal) throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(exportedAs(principal));
    // As in a shell, the variables of the owner are unset.
    variables.putIfAbsent("MSI_ENDPOINT", "");
    return variables;
  }

  /** Returns the variables that {@code local env} exports for a principal. */
  Map<String, String> exportedAs(String principal) throws IOException, InterruptedException {
    return exported(command("local", "env", "--as", principal).out());
  }

  /** Returns the file of the certificate of the local stack. */
  Path trusted() {
    return Path.of(access.get(EnvironmentVariables.TRUST_FILE));
  }

  LocalSettings settings() {
    return new LocalStack(stack.folders()).settings().orElseThrow();
  }

  /** Returns the endpoint of an emulator, without a slash at the end. */
  String endpoint(AzureEmulators.Service emulator) {
    return AzureEmulators.endpoint(
            emulator, new LocalStack(stack.folders()).emulators().orElseThrow())
        .toString()
        .replaceAll("/$", "");
  }

  /** Deletes a resource without Pulumi. */
  void delete(String type, String id) throws IOException {
    try (EngineClient azure = owner()) {
      azure.delete(type, id);
    }
  }

  /** Creates a resource without Pulumi. Returns its id. */
  String create(String type, Map<String, Object> inputs) throws IOException {
    try (EngineClient azure = owner()) {
      return azure.create(type, inputs).getId();
    }
  }

  /** Returns the provider of the owner. */
  private EngineClient owner() throws IOException {
    LocalStack local = new LocalStack(stack.folders());
    EmulatorSettings emulators = local.emulators().orElseThrow();
    int port =
        ProviderPort.of(
            AzureEmulators.endpoint(AzureEmulators.PROVIDER, emulators),
            new LocalSignIn(AzureEmulators.folder(local.folder()), emulators)
                .variables(LocalTenant.OWNER));
    return new EngineClient(port);
  }

  /** Runs a statement as PostgreSQL's superuser. */
  void sql(String statement) throws SQLException {
    sql("postgres", statement);
  }

  /** Runs a statement in a database as PostgreSQL's superuser. */
  void sql(String database, String statement) throws SQLException {
    try (Connection connection = connect(database)) {
      Sql.execute(connection, statement);
    }
  }

  private Connection connect(String database) throws SQLException {
    LocalSettings settings = settings();
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.postgresPort(), database);
    return DriverManager.getConnection(url, "quarterdeck", settings.postgresPassword());
  }

  /** Sets the platform's password in Pulumi's configuration. */
  void password(String word) throws IOException, InterruptedException {
    set("postgresAuth", "password");
    project
        .run(
            "config",
            "set",
            "--secret",
            "quarterdeck:postgresPassword",
            "Qd1-" + word + "-password",
            "--stack",
            "local")
        .succeeds();
  }

  /** Changes a setting of the stack. */
  void set(String setting, String value) throws IOException, InterruptedException {
    project.run("config", "set", "quarterdeck:" + setting, value, "--stack", "local").succeeds();
  }

  /** Returns a client of the storage account. */
  BlobServiceClient blobs() {
    LocalSettings settings = settings();
    return LocalBlob.endpoint(settings.blobPort(), settings.blobKey())
        .clients()
        .get()
        .buildClient();
  }

  /** Returns the only PostgreSQL role whose name matches the pattern. */
  String role(String pattern) throws SQLException {
    try (Connection connection = connect("postgres")) {
      List<String> roles =
          Sql.list(
              connection,
              row -> row.getString(1),
              "select rolname from pg_roles where rolname like ?",
              pattern);
      assertThat(roles).hasSize(1);
      return roles.get(0);
    }
  }

  /** Runs a Pulumi command that changes the stack; returns its output. */
  String pulumi(String command) throws IOException, InterruptedException {
    return project.run(command, "--yes", "--skip-preview", "--stack", "local").succeeds().output();
  }

  /** Runs a Pulumi command that Azure refuses; returns its output. */
  String refused(String command) throws IOException, InterruptedException {
    return project.run(command, "--yes", "--skip-preview", "--stack", "local").fails().output();
  }

  /** Runs a Quarterdeck command, which must succeed. */
  CommandLineRun command(String... arguments) throws IOException, InterruptedException {
    CommandLineRun run = CommandLineRun.of(stack, arguments);
    assertThat(run.exitCode()).as(run.error()).isZero();
    return run;
  }

  /** Examines the stack by its name, which starts the components that are not running. */
  Report doctor() throws IOException, InterruptedException {
    return report(CommandLineRun.of(stack, "doctor", "--stack", "local", "--json"));
  }

  /** Examines the stack by its outputs, which starts nothing. */
  Report doctorByOutputs() throws IOException, InterruptedException {
    return doctorWith(Map.of());
  }

  /** Examines a stack by the outputs in this file, with the access of this stack. */
  Report doctorOf(Path file) throws IOException, InterruptedException {
    return report(commandWith(Map.of(), file, "doctor", "--json"));
  }

  /** Examines a stack by the outputs in this file, with other access variables and options. */
  Report doctorOf(Path file, Map<String, String> variables, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("doctor", "--json"));
    arguments.addAll(List.of(options));
    return report(commandWith(variables, file, arguments.toArray(String[]::new)));
  }

  /** Examines the stack by its outputs with other access variables. */
  Report doctorWith(Map<String, String> variables) throws IOException, InterruptedException {
    return report(commandWith(variables, "doctor", "--json"));
  }

  /** Runs a command with the outputs of the stack and other access variables. */
  CommandLineRun commandWith(Map<String, String> variables, String... arguments)
      throws IOException {
    return commandWith(variables, outputs, arguments);
  }

  private CommandLineRun commandWith(Map<String, String> variables, Path file, String... arguments)
      throws IOException {
    Map<String, String> all = new HashMap<>(access);
    all.putAll(variables);
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--outputs", file.toString()));
    return CommandLineRun.with(all, stack, command.toArray(String[]::new));
  }

  /** Examines the deployment of a stack of the project, with the access of this stack. */
  Report doctorBeforeUp(String name) throws IOException, InterruptedException {
    Folders folders = stack.folders();
    return report(
        CommandLineRun.in(
            new Folders(project.folder(), folders.state(), folders.cache()),
            access,
            "doctor",
            "--stack",
            name,
            "--for",
            "deploy",
            "--json"));
  }

  /** Asserts that doctor finds no problem. */
  void isWell() throws IOException, InterruptedException {
    Report report = doctor();
    assertThat(report.failed()).isEmpty();
    assertThat(report.exitCode()).isZero();
    assertThat(report.checks()).hasSize(27);
  }

  private static Report report(CommandLineRun run) throws InterruptedException {
    String json = run.out();
    assertThat(json).as(run.error()).isNotEmpty();
    Map<String, Found> checks = new LinkedHashMap<>();
    for (JsonElement each :
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("checks")) {
      JsonObject check = each.getAsJsonObject();
      checks.put(
          check.get("name").getAsString(),
          new Found(
              check.get("result").getAsString(),
              check.get("found").getAsString(),
              check.get("advice").getAsString()));
    }
    return new Report(run.exitCode(), checks);
  }

  @Override
  public void close() {
    stack.close();
  }
}
