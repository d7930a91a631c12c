package io.quarterdeck.etl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.etl.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorMessageTest {
  @Test
  void its_three_parts_are_three_lines() {
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
  void a_message_of_another_shape_stays_as_it_is() {
    assertThat(ErrorMessage.of(new Failure("Two problems:\n  one\n  two")).lines(80, Paint.PLAIN))
        .containsExactly("Two problems:", "  one", "  two");
  }

  @Test
  void json_has_the_hint_and_the_rejects_of_the_cause_by_themselves() {
    Failure cause = new Failure("too many").withRejects(Optional.of(Path.of("r.csv")));
    assertThat(
            ErrorMessage.of(new Failure("Cannot load a: b; expected c. Do d. Then do e.", cause))
                .object(List.of())
                .text())
        .isEqualTo(
            "{\"error\":{\"code\":\"failed\",\"message\":\"Cannot load a: b; expected c.\","
                + "\"hint\":\"Do d. Then do e.\",\"rejectsFile\":\"r.csv\"}}");
  }
}
