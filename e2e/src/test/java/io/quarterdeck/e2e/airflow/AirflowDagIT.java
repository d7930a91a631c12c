package io.quarterdeck.e2e.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests of the DAG, which use the real Airflow and an SMTP server on loopback. The client
 * of the Azure SDK is replaced in them.
 */
@Tag("nightly")
class AirflowDagIT {
  private static final Path TESTS =
      Path.of("..", "lakehouse", "airflow", "tests").toAbsolutePath().normalize();
  private static final String PYTHON =
      Optional.ofNullable(System.getenv("QUARTERDECK_AIRFLOW_PYTHON")).orElse("python3");

  private record Said(int exitCode, String text) {}

  @Test
  void theDagRunsUnderAirflow() throws Exception {
    boolean there =
        python("-c", "import airflow.sdk, airflow.providers.microsoft.azure").exitCode() == 0;
    String advice =
        "Airflow is missing: python3 -m pip install -r lakehouse/airflow/requirements.txt, or set"
            + " QUARTERDECK_AIRFLOW_PYTHON to a Python that has it";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(advice).isTrue();
    }
    assumeTrue(there, advice);
    Said said = python("-B", "-m", "unittest", "discover", "-s", TESTS.toString());
    assertThat(said.exitCode()).as(said.text()).isZero();
    assertThat(said.text()).containsPattern("Ran 1\\d tests").doesNotContain("skipped=");
  }

  private static Said python(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(PYTHON).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
