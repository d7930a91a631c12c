package io.quarterdeck.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.azure.functions.annotation.EventHubOutput;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares function.json with the annotations. The runtime reads only the file, which Microsoft's
 * Maven plugin would write; the plugin is not available.
 */
class FunctionJsonTest {
  private static final Path AZURE = Path.of("src/main/azure");

  @Test
  void theFileHasTheBindingsOfTheAnnotations() throws IOException {
    Method method =
        Arrays.stream(OrderFunction.class.getMethods())
            .filter(each -> each.isAnnotationPresent(FunctionName.class))
            .findFirst()
            .orElseThrow();
    JsonObject expected = new JsonObject();
    expected.addProperty("scriptFile", "../quarterdeck-function.jar");
    expected.addProperty("entryPoint", OrderFunction.class.getName() + "." + method.getName());
    JsonArray bindings = new JsonArray();
    Arrays.stream(method.getParameterAnnotations())
        .flatMap(Arrays::stream)
        .forEach(annotation -> bindings.add(binding(annotation)));
    expected.add("bindings", bindings);

    assertThat(bindings).hasSize(2);
    assertThat(read(method.getAnnotation(FunctionName.class).value() + "/function.json"))
        .isEqualTo(expected);
  }

  @Test
  void theHostLoadsTheBindingsFromABundle() throws IOException {
    JsonObject host = read("host.json");
    assertThat(host.get("version").getAsString()).isEqualTo("2.0");
    assertThat(host.getAsJsonObject("extensionBundle").get("id").getAsString())
        .isEqualTo("Microsoft.Azure.Functions.ExtensionBundle");
    assertThat(folders()).containsExactly("orders");
  }

  private static JsonObject binding(Annotation annotation) {
    JsonObject binding = new JsonObject();
    if (annotation instanceof TimerTrigger timer) {
      binding.addProperty("type", "timerTrigger");
      binding.addProperty("direction", "in");
      binding.addProperty("name", timer.name());
      binding.addProperty("schedule", timer.schedule());
    } else if (annotation instanceof EventHubOutput output) {
      binding.addProperty("type", "eventHub");
      binding.addProperty("direction", "out");
      binding.addProperty("name", output.name());
      binding.addProperty("eventHubName", output.eventHubName());
      binding.addProperty("connection", output.connection());
    } else {
      throw new AssertionError("No binding for " + annotation);
    }
    return binding;
  }

  private static List<String> folders() throws IOException {
    try (var files = Files.list(AZURE)) {
      return files
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .toList();
    }
  }

  private static JsonObject read(String file) throws IOException {
    return JsonParser.parseString(Files.readString(AZURE.resolve(file))).getAsJsonObject();
  }
}
