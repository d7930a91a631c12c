package io.quarterdeck.cli.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.contract.ApiVersions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code ci retirements} with the API versions, the settings and the list of this project. */
class ProjectRetirementsTest {
  /** Databricks Runtime 17.3, which the job uses, is supported until 2028-10-22. */
  @ParameterizedTest
  @CsvSource({"2028-08-23, 60, warning", "2028-10-02, 20, failed"})
  void theCheckReactsBeforeARetirementOfWhatThePlatformUses(String asOf, long days, String result) {
    JsonObject report = retirements(asOf);

    assertThat(report.get("uses").getAsInt()).isGreaterThan(ApiVersions.all().size());
    JsonObject runtime = entry(report, "databricks-runtime-17.3");
    assertThat(runtime.get("days").getAsLong()).isEqualTo(days);
    assertThat(runtime.get("result").getAsString()).isEqualTo(result);
    assertThat(runtime.getAsJsonArray("usedBy").toString())
        .isEqualTo("[\"the job's runtime 17.3.x-scala2.13\"]");
    assertThat(entry(report, "postgresql-16").getAsJsonArray("usedBy").toString())
        .contains("dev: postgresVersion 16", "prod: postgresVersion 16");
  }

  private static JsonObject retirements(String asOf) {
    StringWriter out = new StringWriter();
    Quarterdeck.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(
            "ci",
            "retirements",
            "--project",
            Path.of("../..").toString(),
            "--as-of",
            asOf,
            "--json");
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  private static JsonObject entry(JsonObject report, String id) {
    for (JsonElement entry : report.getAsJsonArray("retirements")) {
      if (entry.getAsJsonObject().get("id").getAsString().equals(id)) {
        return entry.getAsJsonObject();
      }
    }
    throw new AssertionError("found no " + id + " in " + report);
  }
}
