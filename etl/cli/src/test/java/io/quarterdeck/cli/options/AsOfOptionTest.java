package io.quarterdeck.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AsOfOptionTest {
  @Command
  private static final class Dated {
    @Mixin
    private final AsOfOption asOf =
        new AsOfOption(Clock.fixed(Instant.parse("2027-02-26T23:59:59Z"), ZoneOffset.UTC));
  }

  @Test
  void theDayIsTodayUnlessTheOptionNamesAnother() {
    Dated command = new Dated();

    new CommandLine(command).parseArgs();
    assertThat(command.asOf.date()).isEqualTo(LocalDate.parse("2027-02-26"));
    new CommandLine(command).parseArgs("--as-of", "2026-12-29");
    assertThat(command.asOf.date()).isEqualTo(LocalDate.parse("2026-12-29"));
  }
}
