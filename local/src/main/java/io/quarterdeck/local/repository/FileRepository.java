package io.quarterdeck.local.repository;

import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.LoopbackServer;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A web server for the files of one folder. It replaces the web server of a company, from which a
 * Data Factory pipeline copies files over HTTP without sign-in (Microsoft Learn, "Copy data from an
 * HTTP endpoint"). It serves no subfolders and lists no files.
 */
public final class FileRepository implements Emulator {
  /** The name of this service, and of the folder of its files. */
  public static final String NAME = "repository";

  /** The path of the files; it ends with a slash. */
  public static final String PATH = "/retail/";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    LoopbackServer server =
        LoopbackServer.bind(NAME, context.port(), Optional.empty(), new RepositoryStyle());
    server.serve(
        new Routes(
            List.of(new Route("GET", PATH + "{file}", (call, path) -> file(context, path.get(0)))),
            call -> {
              throw notFound();
            }));
    return server;
  }

  private static Answer file(EmulatorContext context, String name) throws IOException {
    Path folder = context.folder().toAbsolutePath().normalize();
    Path file = folder.resolve(name).normalize();
    // A decoded name can contain a slash and "..".
    if (!folder.equals(file.getParent()) || !Files.isRegularFile(file)) {
      throw notFound();
    }
    return Answer.file(file);
  }

  private static ApiError notFound() {
    return ApiError.of(404, "NotFound", "Not found");
  }
}
