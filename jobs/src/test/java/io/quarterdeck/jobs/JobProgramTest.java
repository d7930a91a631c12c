package io.quarterdeck.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.JobProgram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobProgramTest {
  @ParameterizedTest
  @EnumSource
  void mainClassOfTheContractExists(JobProgram program) throws Exception {
    assertThat(Class.forName(program.mainClass()).getMethod("main", String[].class)).isNotNull();
  }
}
