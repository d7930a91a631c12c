package io.quarterdeck.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalWriterTest {
  @Test
  void aLineWithADigestFits() {
    StringWriter terminal = new StringWriter();
    TerminalWriter.print(
        80,
        out ->
            out.println(
                "The file is in Blob at landing/bank-transactions/sha256="
                    + "6f".repeat(32)
                    + "/five-million.csv."),
        new PrintWriter(terminal, true));
    assertThat(terminal.toString().lines())
        .containsExactly(
            "The file is in Blob at",
            "  landing/bank-transactions/sha256=6f6f6f6f6f6f/five-million.csv.");
  }
}
