package io.quarterdeck.local.command;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;

import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.Person;
import io.quarterdeck.local.platform.LocalPlatform;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.signin.LocalSignIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows which components are running and their addresses. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows which components are running, and their addresses. The exit code is 0 if all are"
          + " running.",
      "With --json, prints every address with its credentials."
    })
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    LocalStack stack = new LocalStack(Folders.current());
    LocalSettings settings =
        stack
            .settings()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot show the local stack: it was never started; expected it in %s. Run "
                            + "./quarterdeck local start.",
                        stack.folder()));
    LocalStack.Running running = stack.running(settings);
    Output.of(command)
        .result(out -> print(stack, settings, running, out), () -> json(stack, settings, running));
    if (!running.everything()) {
      throw Failure.of(
          "Cannot confirm that the local stack is running: PostgreSQL %s, Blob %s, "
              + "Azure emulators %s%s; expected all to be running. Run ./quarterdeck local "
              + "start.",
          word(running.postgres()),
          word(running.blob()),
          word(running.emulators()),
          stack.eventHub().map(hub -> ", Event Hubs " + word(running.eventHubs())).orElse(""));
    }
    return 0;
  }

  private static void print(
      LocalStack stack, LocalSettings settings, LocalStack.Running running, PrintWriter out) {
    TextTable table =
        new TextTable(left("part"), left("state"), left("where"), left("what"), left("data"));
    table.add(
        "PostgreSQL",
        word(running.postgres()),
        Ports.LOOPBACK + ":" + settings.postgresPort() + "/" + LocalPostgres.DATABASE,
        "PostgreSQL " + LocalPostgres.version(),
        stack.folder().resolve("postgres").toString());
    table.add(
        "Azurite",
        word(running.blob()),
        LocalBlob.url(settings.blobPort()),
        "Azurite " + LocalBlob.version(),
        stack.folder().resolve("azurite").toString());
    stack
        .eventHub()
        .ifPresent(
            hub ->
                table.add(
                    "Event Hubs",
                    word(running.eventHubs()),
                    hub.bootstrapServers() + "/" + hub.hub(),
                    "Apache Kafka",
                    stack.folder().resolve("event-hubs").toString()));
    stack
        .emulators()
        .ifPresent(
            emulators ->
                AzureEmulators.ALL.forEach(
                    service ->
                        table.add(
                            service.title(),
                            word(running.emulators()),
                            AzureEmulators.endpoint(service, emulators).toString(),
                            "emulator",
                            AzureEmulators.folder(stack.folder())
                                .resolve(service.name())
                                .toString())));
    table.print(out);
  }

  private static String word(boolean runs) {
    return runs ? "runs" : "stopped";
  }

  private static String json(LocalStack stack, LocalSettings settings, LocalStack.Running running) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("postgres");
      json.writeStringField("host", Ports.LOOPBACK);
      json.writeNumberField("port", settings.postgresPort());
      json.writeStringField("database", LocalPostgres.DATABASE);
      json.writeStringField("user", LocalPostgres.USER);
      json.writeStringField("password", settings.postgresPassword());
      json.writeStringField(
          "jdbcUrl",
          LocalPostgres.endpoint(settings.postgresPort(), settings.postgresPassword()).jdbcUrl());
      json.writeEndObject();
      json.writeObjectFieldStart("blob");
      json.writeStringField("endpoint", LocalBlob.url(settings.blobPort()));
      json.writeStringField("account", LocalBlob.ACCOUNT);
      json.writeStringField("key", settings.blobKey());
      json.writeStringField(
          "connectionString", LocalBlob.connectionString(settings.blobPort(), settings.blobKey()));
      if (stack.emulators().isPresent()) {
        json.writeStringField(
            "tokenEndpoint",
            AzureEmulators.endpoint(AzureEmulators.BLOB, stack.emulators().get()).toString());
      }
      json.writeEndObject();
      if (stack.eventHub().isPresent()) {
        LocalEventHub hub = stack.eventHub().get();
        json.writeObjectFieldStart("eventHubs");
        json.writeStringField("bootstrapServers", hub.bootstrapServers());
        json.writeStringField("connectionString", hub.connectionString());
        json.writeStringField("hub", hub.hub());
        json.writeEndObject();
      }
      if (stack.emulators().isPresent()) {
        writeEmulators(json, stack, running);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeEmulators(
      JsonGenerator json, LocalStack stack, LocalStack.Running running) throws IOException {
    EmulatorSettings settings = stack.emulators().orElseThrow();
    LocalSignIn signIn = new LocalSignIn(AzureEmulators.folder(stack.folder()), settings);
    writeEntra(json, signIn);
    json.writeObjectFieldStart("databricks");
    json.writeStringField(
        "url", AzureEmulators.endpoint(AzureEmulators.DATABRICKS, settings).toString());
    if (running.emulators()) {
      json.writeStringField("token", databricksToken(signIn));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("keyVault");
    json.writeStringField(
        "uri", AzureEmulators.endpoint(AzureEmulators.KEY_VAULT, settings).toString());
    json.writeEndObject();
    json.writeObjectFieldStart("arm");
    json.writeStringField("url", AzureEmulators.endpoint(AzureEmulators.ARM, settings).toString());
    json.writeEndObject();
    json.writeObjectFieldStart("repository");
    json.writeStringField(
        "url", AzureEmulators.endpoint(AzureEmulators.REPOSITORY, settings).toString());
    json.writeEndObject();
    writeDataFactory(json, stack, settings);
  }

  /** A stack without the system lakehouse has no data factory. */
  private static void writeDataFactory(
      JsonGenerator json, LocalStack stack, EmulatorSettings settings) throws IOException {
    Path outputs = LocalPlatform.outputsFile(stack.folder());
    if (!Files.exists(outputs)) {
      return;
    }
    OutputValues values = OutputsSource.file(outputs);
    if (values.lakehouse().isEmpty()) {
      return;
    }
    String factory = values.lakehouse().get().factoryId();
    json.writeObjectFieldStart("dataFactory");
    json.writeStringField("url", AzureEmulators.endpoint(AzureEmulators.ARM, settings).toString());
    json.writeStringField("subscriptionId", values.subscriptionId());
    json.writeStringField("resourceGroup", values.resourceGroup());
    json.writeStringField("factory", factory.substring(factory.lastIndexOf('/') + 1));
    json.writeEndObject();
  }

  private static void writeEntra(JsonGenerator json, LocalSignIn signIn) throws IOException {
    json.writeObjectFieldStart("entra");
    json.writeStringField("url", signIn.entra().toString());
    json.writeStringField("tenantId", LocalTenant.ID);
    json.writeEndObject();
    json.writeObjectFieldStart("pipelines");
    json.writeStringField("issuer", LocalTenant.PIPELINES_ISSUER);
    json.writeStringField("oidcRequestUri", signIn.oidcRequest().toString());
    json.writeStringField("accessToken", signIn.directory().pipelinesToken());
    json.writeEndObject();
    json.writeObjectFieldStart("passwords");
    for (Person person : signIn.directory().people()) {
      json.writeStringField(person.name(), person.password());
    }
    json.writeEndObject();
  }

  private static String databricksToken(LocalSignIn signIn) throws IOException {
    return signIn
        .credential(LocalSignIn.selected())
        .getTokenSync(new TokenRequestContext().addScopes(Scopes.DATABRICKS))
        .getToken();
  }
}
