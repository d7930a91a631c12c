package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.streaming.SampleFiles;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.repository.FileRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the web server of the local stack of this checkout. */
public final class LocalSampleFiles implements SampleFiles {
  private final LocalStack stack = new LocalStack(Folders.current());

  @Override
  public URI address() {
    return AzureEmulators.endpoint(
        AzureEmulators.REPOSITORY,
        stack
            .emulators()
            .orElseThrow(() -> new IllegalStateException("the local stack was never started")));
  }

  @Override
  public boolean has(String name) {
    return Files.isRegularFile(folder().resolve(name));
  }

  @Override
  public void write(String name, byte[] content) {
    try {
      PrivateFiles.write(folder().resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return AzureEmulators.folder(stack.folder()).resolve(FileRepository.NAME);
  }
}
