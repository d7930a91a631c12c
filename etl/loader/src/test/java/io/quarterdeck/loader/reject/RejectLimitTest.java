package io.quarterdeck.loader.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import org.junit.jupiter.api.Test;

final class RejectLimitTest {
  @Test
  void aCountIsExceededByOneMore() {
    RejectLimit limit = RejectLimit.parse("5");
    assertThat(limit.exceededBy(5)).isFalse();
    assertThat(limit.exceededBy(6)).isTrue();
    assertThat(limit).hasToString("5 rejects");
    assertThat(RejectLimit.none().exceededBy(1)).isTrue();
  }

  @Test
  void aPercentageIsCheckedAfterTheWholeFileIsRead() {
    RejectLimit limit = RejectLimit.parse("0.5%");
    assertThat(limit.exceededBy(1000)).isFalse();
    assertThat(limit.exceededBy(5, 1000)).isFalse();
    assertThat(limit.exceededBy(6, 1000)).isTrue();
    assertThat(limit.exceededBy(0, 0)).isFalse();
    assertThat(limit).hasToString("0.5% rejects");
  }

  @Test
  void anythingElseIsRefused() {
    for (String text :
        new String[] {"", "-1", "%", "101%", "1 %", "x", "1.5", "99999999999999999999"}) {
      assertThatThrownBy(() -> RejectLimit.parse(text))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot read the reject limit: \""
                  + text
                  + "\"; expected a count such as 5 or a percentage from 0% to 100% such as 2%."
                  + " Change --max-rejects.");
    }
  }
}
