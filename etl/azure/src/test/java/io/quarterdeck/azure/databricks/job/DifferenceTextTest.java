package io.quarterdeck.azure.databricks.job;

import static io.quarterdeck.azure.databricks.job.Difference.Origin.DEFINITION;
import static io.quarterdeck.azure.databricks.job.Difference.Origin.DRIFT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTextTest {
  @Test
  void eachFieldHasALineThatSaysWhatIsThereAndWhatWillBe() {
    assertThat(
            DifferenceText.lines(
                plan(
                    List.of(
                        difference("a", "1", "2", DEFINITION),
                        difference("b", null, "x", DEFINITION),
                        difference("c", "y", null, DRIFT)),
                    List.of())))
        .containsExactly(
            "~ job quarterdeck-sales-quarterly: 3 fields to change",
            "    ~ a: \"1\" → \"2\"",
            "    + b: \"x\"",
            "    - c: \"y\"  (edited by hand)");
  }

  @Test
  void keptDriftIsShownApart() {
    assertThat(DifferenceText.lines(plan(List.of(), List.of(difference("a", "5", "2", DRIFT)))))
        .containsExactly(
            "  job quarterdeck-sales-quarterly: as it should be",
            "  kept as edited by hand: 1 field",
            "    ~ a: \"5\" → \"2\"  (edited by hand)");
  }

  @Test
  void ofTwoLongTextsTheFirstLinesThatDifferAreShown() {
    String before = "name: sales\ncolumns:\n  - a\n  - b\n" + "# a remark\n".repeat(10);
    assertThat(
            DifferenceText.lines(
                plan(
                    List.of(difference("p", before, before.replace("- b", "- c"), DEFINITION)),
                    List.of())))
        .contains("    ~ p: line 4: \"  - b\" → \"  - c\"");
  }

  private static JobUpsert.Plan plan(List<Difference> changes, List<Difference> kept) {
    return new JobUpsert.Plan("quarterdeck-sales-quarterly", Optional.of(7L), changes, kept);
  }

  private static Difference difference(
      String field, String found, String wanted, Difference.Origin origin) {
    return new Difference(field, Optional.ofNullable(found), Optional.ofNullable(wanted), origin);
  }
}
