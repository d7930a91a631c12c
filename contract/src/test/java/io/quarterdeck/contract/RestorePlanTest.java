package io.quarterdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.contract.RestorePlan.Step;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestorePlanTest {
  @Test
  void thePlanIsTheSameAfterItsText() {
    RestorePlan plan =
        new RestorePlan(
            "daily-7",
            List.of("run-8", "silver/stackoverflow-posts@12"),
            List.of(
                new Step("gold/topics_of_the_day", 5, OptionalLong.of(3)),
                new Step("bronze/stackoverflow-posts", 1, OptionalLong.empty())));
    assertThat(plan.toString())
        .isEqualTo(
            "daily-7;run-8,silver/stackoverflow-posts@12;"
                + "gold/topics_of_the_day:5:3,bronze/stackoverflow-posts:1:none");
    assertThat(RestorePlan.parse(plan + "\n")).isEqualTo(plan);
    RestorePlan alone = new RestorePlan("a", List.of(), plan.steps());
    assertThat(RestorePlan.parse(alone.toString())).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a;b", "a;;", "a;;t:1", "a;;t:1:x", "a;;t:-1:0", "a;;t:2:1,"})
  void anotherTextIsRefused(String text) {
    assertThatThrownBy(() -> RestorePlan.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
