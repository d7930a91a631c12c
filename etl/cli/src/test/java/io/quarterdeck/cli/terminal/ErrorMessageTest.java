package io.quarterdeck.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorMessageTest {
  @Test
  void itsThreePartsAreThreeLines() {
    assertThat(
            ErrorMessage.of(
                    new Failure(
                        "Cannot accept a.csv: line 3, column value has 'x'; expected a number."
                            + " Fix the file, or allow more with --max-rejects."))
                .lines(80, Paint.PLAIN))
        .containsExactly(
            "✗ Cannot accept a.csv",
            "  line 3, column value has 'x'; expected a number.",
            "  Fix the file, or allow more with --max-rejects.");
  }

  @Test
  void aMessageOfAnotherShapeStaysAsItIs() {
    assertThat(ErrorMessage.of(new Failure("Two problems:\n  one\n  two")).lines(80, Paint.PLAIN))
        .containsExactly("Two problems:", "  one", "  two");
  }

  @Test
  void jsonHasTheHintAndTheRejectsOfTheCauseByThemselves() {
    Failure cause = new Failure("too many").withRejects(Optional.of(Path.of("r.csv")));
    assertThat(
            ErrorMessage.of(new Failure("Cannot load a: b; expected c. Do d. Then do e.", cause))
                .object(List.of())
                .text())
        .isEqualTo(
            "{\"error\":{\"code\":\"failed\",\"number\":null,\"message\":\"Cannot load a: b; expected c.\","
                + "\"hint\":\"Do d. Then do e.\",\"rejectsFile\":\"r.csv\"}}");
  }
}
