package io.quarterdeck.cli.doctor;

import io.quarterdeck.cli.doctor.DeployTarget.NotPermitted;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Compares a setting with what Azure has or offers.
 *
 * @param finding makes the comparison
 * @param whenNotPermitted returns the result if the account may not read what is compared
 */
record SettingCheck(
    String name,
    List<String> needs,
    Supplier<Finding> finding,
    Function<NotPermitted, Finding> whenNotPermitted)
    implements Check {
  @Override
  public Finding look() {
    try {
      return finding.get();
    } catch (NotPermitted e) {
      return whenNotPermitted.apply(e);
    }
  }
}
