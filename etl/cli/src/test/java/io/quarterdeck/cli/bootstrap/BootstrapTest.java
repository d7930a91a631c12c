package io.quarterdeck.cli.bootstrap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.options.SampleOptions.SampleData;
import io.quarterdeck.cli.terminal.Console;
import io.quarterdeck.contract.Days;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.rows.DuplicateCounting;
import io.quarterdeck.testkit.OutputsFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapTest {
  @TempDir private Path folder;

  @Test
  void aStackWhoseSystemsAreAllNewerIsRefused() throws Exception {
    Path outputs =
        new OutputsFile().with("systems", "newer").without("curatedContainer").write(folder);
    Console console =
        new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Console.Style.PLAIN);

    assertThatThrownBy(() -> new Bootstrap(request(outputs), console).run())
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot bootstrap the stack dev: this version of Quarterdeck knows none of its systems;"
                + " expected one of batch,lakehouse,streaming. Use the version that deployed the stack.");
  }

  private BootstrapRequest request(Path outputs) throws Exception {
    Path dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: item, source: Item, type: text}
            """);
    return new BootstrapRequest(
        new StackChoice.InFile(outputs),
        "",
        Set.of(),
        new SampleData(Days.of(LocalDate.of(2026, 1, 4)), 100, 1, 42),
        DatasetFile.read(dataset),
        dataset,
        Optional.empty(),
        LoadOn.AUTO,
        RejectLimit.parse("0"),
        DuplicateCounting.COUNT,
        folder.resolve("rejects.csv"),
        folder.resolve("report.html"),
        Duration.ofMinutes(1),
        Optional.empty(),
        new Folders(folder, folder.resolve("state"), folder.resolve("cache")));
  }
}
