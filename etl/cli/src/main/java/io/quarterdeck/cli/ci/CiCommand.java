package io.quarterdeck.cli.ci;

import picocli.CommandLine.Command;

/**
 * {@code ci}: the commands that the steps of azure-pipelines.yml run. They also run on a
 * developer's machine.
 */
@Command(
    name = "ci",
    mixinStandardHelpOptions = true,
    description =
        "Commands of the deployment pipeline: review previews, drift, licences and retirements.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReviewCommand.class,
      CommentCommand.class,
      CompareCommand.class,
      DriftCommand.class,
      LicencesCommand.class,
      RetirementsCommand.class
    })
public final class CiCommand {}
