package io.quarterdeck.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorProcessIT {
  private static final Set<String> NAMES = Set.of(EchoEmulators.NAME);

  @TempDir private Path folder;

  private EmulatorProcess process;

  @BeforeEach
  void nameProcess() {
    process = of(EchoEmulators.class.getName());
  }

  @AfterEach
  void stopProcess() throws IOException {
    process.stop();
  }

  @Test
  void startedEmulatorsAnswerUntilTheyAreStopped() throws Exception {
    assertThat(process.runs()).isFalse();
    EmulatorSettings settings = process.start(NAMES, Set.of(), identity());
    assertThat(process.runs()).isTrue();
    assertThat(answer(settings)).isEqualTo(settings.token());

    process.stop();
    assertThat(process.runs()).isFalse();
    assertThat(process.settings()).contains(settings);
  }

  @Test
  void concurrentStartsResultInOneProcess() throws Exception {
    process.start(NAMES, Set.of(), identity());
    String ready = Files.readString(folder.resolve("standins/ready"));

    process.start(NAMES, Set.of(), identity());

    assertThat(folder.resolve("standins/ready")).hasContent(ready);
  }

  @Test
  void processOfAnotherBuildIsReplaced() throws Exception {
    process.start(NAMES, Set.of(), identity());
    ProcessHandle before = handle();

    process.start(NAMES, Set.of(), "another build");

    assertThat(before.isAlive()).isFalse();
    assertThat(process.isCurrent(identity())).isTrue();
    assertThat(process.isCurrent("another build")).isFalse();
  }

  @Test
  void aKilledProcessIsFoundDeadAndStartedAgainAtTheSamePort() throws Exception {
    EmulatorSettings settings = process.start(NAMES, Set.of(), identity());
    ProcessHandle killed = handle();
    killed.destroyForcibly();
    killed.onExit().get();
    assertThat(process.runs()).isFalse();

    assertThat(process.start(NAMES, Set.of(), identity())).isEqualTo(settings);
    assertThat(answer(settings)).isEqualTo(settings.token());
  }

  @Test
  void processStartedInTheMeantimeIsReplaced() throws Exception {
    EmulatorSettings settings =
        of(OvertakenEmulators.class.getName()).start(NAMES, Set.of(), identity());

    assertThat(folder.resolve("standins/overtaken")).exists();
    assertThat(answer(settings)).isEqualTo(settings.token());
    assertThat(process.isCurrent(identity())).isTrue();
  }

  @Test
  void processThatNeverBecomesReadyIsStopped() throws Exception {
    Process starting = OvertakenEmulators.startOther(new EmulatorHost(folder.resolve("standins")));
    assertThat(process.runs()).isFalse();

    process.stop();

    assertThat(starting.isAlive()).isFalse();
  }

  @Test
  void interruptAndHangUpDoNotEndTheProcess() throws Exception {
    EmulatorSettings settings = process.start(NAMES, Set.of(), identity());
    String id = Long.toString(handle().pid());
    for (String signal : List.of("-INT", "-HUP")) {
      assertThat(new ProcessBuilder("kill", signal, id).start().waitFor()).isZero();
    }

    assertThat(answer(settings)).isEqualTo(settings.token());
  }

  @Test
  void portTakenBetweenStartsIsReplaced() throws Exception {
    EmulatorSettings before = process.start(NAMES, Set.of(), identity());
    process.stop();
    try (ServerSocket other = new ServerSocket(before.port(EchoEmulators.NAME))) {
      assertThat(other.isBound()).isTrue();
      EmulatorSettings after = process.start(NAMES, Set.of(), identity());

      assertThat(after.port(EchoEmulators.NAME)).isNotEqualTo(before.port(EchoEmulators.NAME));
      assertThat(answer(after)).isEqualTo(before.token());
    }
  }

  @Test
  void portTakenDuringTheStartIsReplaced() throws Exception {
    EmulatorSettings settings =
        of(TakenPortEmulators.class.getName()).start(NAMES, Set.of(), identity());
    Path emulators = folder.resolve("standins");
    Files.createFile(emulators.resolve("end"));

    assertThat(emulators.resolve("taken"))
        .content()
        .isNotEqualTo(Integer.toString(settings.port(EchoEmulators.NAME)));
    assertThat(answer(settings)).isEqualTo(settings.token());
  }

  @Test
  void failedStartReportsTheOutputOfTheProcess() {
    assertThatThrownBy(() -> of("no.such.Program").start(NAMES, Set.of(), identity()))
        .isInstanceOf(Failure.class)
        .message()
        .startsWith("Cannot start the Azure emulators: ")
        .contains("ClassNotFoundException: no.such.Program")
        .endsWith("The complete log is " + folder.resolve("logs/standins.log") + ".");
  }

  private String identity() {
    return folder.resolve("standins").toString();
  }

  private EmulatorProcess of(String mainClass) {
    return new EmulatorProcess(
        folder.resolve("standins"), folder.resolve("logs/standins.log"), mainClass);
  }

  private ProcessHandle handle() throws IOException {
    String ready = Files.readString(folder.resolve("standins/ready"));
    return ProcessHandle.of(Long.parseLong(ready.substring(0, ready.indexOf(' ')))).orElseThrow();
  }

  private static String answer(EmulatorSettings settings) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + settings.port(EchoEmulators.NAME) + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
