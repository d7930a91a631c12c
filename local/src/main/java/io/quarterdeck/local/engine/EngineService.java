package io.quarterdeck.local.engine;

import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import pulumirpc.EngineGrpc.EngineImplBase;
import pulumirpc.EngineOuterClass.LogRequest;

/** The part of the engine that receives log messages of a program. */
final class EngineService extends EngineImplBase {
  private final Progress progress;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  EngineService(Progress progress) {
    this.progress = progress;
  }

  /** Returns the messages that the program logged as errors, in order. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void log(LogRequest request, StreamObserver<Empty> observer) {
    switch (request.getSeverity()) {
      case ERROR -> errors.add(request.getMessage().strip());
      case WARNING, INFO -> progress.note(request.getMessage().strip());
      // These messages are for developers of the engine or the SDK.
      case DEBUG, UNRECOGNIZED -> {}
    }
    observer.onNext(Empty.getDefaultInstance());
    observer.onCompleted();
  }
}
