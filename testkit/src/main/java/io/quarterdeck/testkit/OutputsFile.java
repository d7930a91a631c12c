package io.quarterdeck.testkit;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.contract.StackOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The outputs of a fictional stack {@code dev}, which tests can change and write to a file. */
public final class OutputsFile {
  public static final String SUBSCRIPTION = StackOutput.SUBSCRIPTION_ID.example();
  public static final String GROUP =
      "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-qdeck-dev-weu-0c472";

  public static final String JOB_IDENTITY = StackOutput.JOB_IDENTITY_ID.example();

  private final Map<String, String> values = new LinkedHashMap<>();

  public OutputsFile() {
    for (StackOutput output : StackOutput.values()) {
      with(output.outputName(), output.example());
    }
  }

  public OutputsFile with(String name, String value) {
    values.put(name, value);
    return this;
  }

  public OutputsFile without(String name) {
    values.remove(name);
    return this;
  }

  /** Returns the outputs in the format of {@code pulumi stack output --json}. */
  public String json() {
    return values.entrySet().stream()
        .map(entry -> "  \"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
        .map(line -> line.replace("\"5432\"", "5432"))
        .collect(joining(",\n", "{\n", "\n}\n"));
  }

  public Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("outputs.json"), json());
  }
}
