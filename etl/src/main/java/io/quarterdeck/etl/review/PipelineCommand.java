package io.quarterdeck.etl.review;

import picocli.CommandLine.Command;

/** {@code pipeline}: what the steps of azure-pipelines.yml need, on a laptop too. */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    description = "Judges what Pulumi would do; the deployment pipeline's own commands.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReviewCommand.class,
      CommentCommand.class,
      CompareCommand.class,
      DriftCommand.class,
      LicencesCommand.class
    })
public final class PipelineCommand {}
