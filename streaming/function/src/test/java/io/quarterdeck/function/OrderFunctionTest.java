package io.quarterdeck.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class OrderFunctionTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T10:00:00Z"), ZoneOffset.UTC);

  @Test
  void aTickSendsTheNumberOfEventsOfItsSetting() {
    Sent sent = new Sent();
    OrderFunction function = new OrderFunction(1, CLOCK, Map.of(OrderFunction.COUNT, "3"));
    function.run("{}", sent, new Context());
    assertThat(sent.value)
        .hasSize(3)
        .allSatisfy(
            event -> assertThat(event).contains("\"occurred_at\":\"2026-11-30T10:00:00Z\""));
    function.run("{}", sent, new Context());
    assertThat(sent.value).doesNotHaveDuplicates();
  }

  @Test
  void aWrongSettingIsRefused() {
    assertThatThrownBy(() -> new OrderFunction(1, CLOCK, Map.of(OrderFunction.COUNT, "many")))
        .hasMessage(
            "Cannot send orders: found ORDERS_PER_TICK=many; expected a number from 1 to 999999."
                + " Correct the application setting.");
  }

  private static final class Sent implements OutputBinding<List<String>> {
    private List<String> value;

    @Override
    public List<String> getValue() {
      return value;
    }

    @Override
    public void setValue(List<String> batch) {
      value = batch;
    }
  }

  private static final class Context implements ExecutionContext {
    @Override
    public Logger getLogger() {
      return Logger.getLogger("test");
    }

    @Override
    public String getInvocationId() {
      return "1";
    }

    @Override
    public String getFunctionName() {
      return "orders";
    }
  }
}
