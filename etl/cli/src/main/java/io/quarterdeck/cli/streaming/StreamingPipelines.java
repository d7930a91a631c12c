package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.datafactory.ArtefactFolder;
import io.quarterdeck.azure.datafactory.FactoryPublication;
import io.quarterdeck.azure.datafactory.FactoryValues;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.factory.FactoryRegister;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Publishes the Data Factory pipelines of the streaming system. On the local stack, they copy files
 * from the web server of the stack.
 */
public record StreamingPipelines(StreamingStack stack, FactoryRegister register) {
  /** The folder of the records in the volume. */
  private static final String RECORDS = "datafactory-streaming";

  /**
   * Checks that the files contain the address from which the factory copies. Changes nothing.
   *
   * @throws Failure if they do not, or if a file is invalid
   */
  public void check() {
    var unused =
        ArtefactFolder.of(Folders.current().home(), PlatformSystemName.STREAMING).read(values());
  }

  /**
   * Publishes the pipelines.
   *
   * @return the changes, one line each
   * @throws Failure if the data factory refuses a request
   */
  public List<String> run(FactoryPublication.Mode mode, Progress progress) {
    return register.publish(
        new FactoryRegister.Publication(
            PlatformSystemName.STREAMING, stack.outputs().factoryId(), RECORDS, values()),
        mode,
        progress);
  }

  private FactoryValues values() {
    Optional<URI> server =
        stack.environment().isLocal()
            ? ServiceLoader.load(SampleFiles.class).findFirst().map(SampleFiles::address)
            : Optional.empty();
    return FactoryValues.ofFiles(stack.connected().outputs(), server);
  }
}
