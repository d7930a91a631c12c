package io.quarterdeck.cli.options;

import io.quarterdeck.contract.PlatformSystemName;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that selects systems of the platform. */
public final class SystemsOption {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--systems",
      paramLabel = "batch|lakehouse|streaming",
      split = ",",
      converter = SystemConverter.class,
      description = {
        "The systems, separated by commas (default: for bootstrap and report, those of the",
        "stack; for other commands, batch).",
        "bootstrap adds missing systems to the local stack."
      })
  private Set<PlatformSystemName> systems = new LinkedHashSet<>();

  /** Returns the systems that the option names; empty if it is missing. */
  public Set<PlatformSystemName> systems() {
    return systems.isEmpty() ? Set.of() : EnumSet.copyOf(systems);
  }

  /** Returns the one system of a command that works on one; the batch system by default. */
  public PlatformSystemName one() {
    if (systems.size() > 1) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--systems': "
              + PlatformSystemName.format(systems)
              + "; expected one system");
    }
    return systems.stream().findFirst().orElse(PlatformSystemName.BATCH);
  }

  /** Returns the error for a system whose jobs do not process days. */
  public ParameterException withoutBackfill() {
    return new ParameterException(
        command.commandLine(),
        "Invalid value for option '--systems': "
            + one().systemName()
            + "; expected batch or lakehouse, because the jobs of this system do not process days");
  }

  /**
   * Refuses options that belong to another system.
   *
   * @param used the names of the options that were used
   */
  public void refuse(List<String> used) {
    if (!used.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "The system %s has no %s".formatted(one().systemName(), String.join(", ", used)));
    }
  }

  /** Parses the name of a system. */
  static final class SystemConverter extends NameConverter<PlatformSystemName> {
    SystemConverter() {
      super(PlatformSystemName.values(), PlatformSystemName::systemName);
    }
  }
}
