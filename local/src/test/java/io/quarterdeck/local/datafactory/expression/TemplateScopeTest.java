package io.quarterdeck.local.datafactory.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluates expressions as Data Factory does. */
class TemplateScopeTest {
  private static final JsonObject PIPELINE =
      object("{'RunId':'r1','parameters':{'day':'2026-01-05','none':''}}");
  private static final JsonObject COPY =
      object("{'output':{'rowsRead':3,'rowsCopied':3.0,'files':[1,2]},'status':'Succeeded'}");
  private static final TemplateScope SCOPE =
      new TemplateScope(
          Map.of("pipeline", PIPELINE),
          name -> name.equals("Copy it") ? Optional.of(COPY) : Optional.empty(),
          Clock.fixed(Instant.parse("2026-03-01T10:20:30Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain | plain",
        "@@escaped | @escaped",
        "@pipeline().parameters.day | 2026-01-05",
        "@concat('a/', pipeline().RunId, '''') | a/r1'",
        "@string(activity('Copy it').output.rowsRead) | 3",
        "@formatDateTime('2026-01-05T06:00:00Z', 'yyyy-MM-dd') | 2026-01-05",
        "@utcnow() | 2026-03-01T10:20:30.0000000Z",
        "@if(empty(pipeline().parameters.none), pipeline().parameters.day, 'x') | 2026-01-05",
        "@if(empty(pipeline().parameters.day), 'x', pipeline().RunId) | r1",
        "@adddays(utcnow(), -35) | 2026-01-25T10:20:30.0000000Z",
        "@addseconds('2026-01-05T23:59:59Z', 1) | 2026-01-06T00:00:00.0000000Z",
      })
  void evaluatesTexts(String text, String expected) {
    assertThat(SCOPE.resolve(new JsonPrimitive(text)).getAsString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@equals(activity('Copy it').output.rowsRead, activity('Copy it').output.rowsCopied) |"
            + " true",
        "@equals(dayOfWeek(pipeline().parameters.day), 1) | true",
        "@equals(dayOfWeek('2026-01-04'), 0) | true",
        "@not(empty(pipeline().parameters.none)) | false",
        "@and(greater(add(length(activity('Copy it').output.files), 1), 2), true) | true",
        "@equals('1', 1) | false",
      })
  void evaluatesConditions(String text, boolean expected) {
    assertThat(SCOPE.resolve(new JsonPrimitive(text)).getAsBoolean()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@uppercase('a') | The function 'uppercase' in the expression 'uppercase('a')' is not"
            + " supported on the local stack.",
        "x@{pipeline().RunId} | The string interpolation in 'x@{pipeline().RunId}' is not supported"
            + " on the local stack.",
        "@activity('Other').output | The output of activity 'Other' can't be referenced since it is"
            + " either not an ancestor to the current activity or does not exist",
        "@pipeline().Name | The expression 'pipeline().Name' cannot be evaluated because property"
            + " 'Name' doesn't exist, available properties are 'RunId, parameters'.",
        "@item().name | The function 'item' cannot be used here.",
        "@greater('a', 1) | The template function 'greater' was invoked with the invalid parameter"
            + " \"a\"; expected a number.",
        "@concat('a' | Unable to parse expression 'concat('a'': expected a comma or a parenthesis"
            + " at position 10.",
        "@utcnow('D') | The template function 'utcnow' expects 0 parameters, but was invoked with"
            + " 1.",
      })
  void refusesWhatItCannotEvaluate(String text, String message) {
    assertThatThrownBy(() -> SCOPE.resolve(new JsonPrimitive(text)))
        .isInstanceOf(TemplateError.class)
        .hasMessage(message);
  }

  @Test
  void resolvesExpressionsInObjectsAndLists() {
    JsonElement resolved =
        SCOPE.resolve(
            JsonParser.parseString(
                "{\"a\":{\"value\":\"@pipeline().RunId\",\"type\":\"Expression\"},"
                    + "\"b\":[\"@add(1, 2)\",true]}"));
    assertThat(resolved).hasToString("{\"a\":\"r1\",\"b\":[3,true]}");
  }

  private static JsonObject object(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }
}
