package io.quarterdeck.local.program;

import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import io.quarterdeck.etl.terminal.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import pulumirpc.EngineGrpc.EngineImplBase;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.SetRootResourceRequest;
import pulumirpc.EngineOuterClass.SetRootResourceResponse;

/** The part of the engine that takes a program's messages and the name of its stack. */
final class EngineService extends EngineImplBase {
  private final Progress progress;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> root = new AtomicReference<>("");

  EngineService(Progress progress) {
    this.progress = progress;
  }

  /** What the program logged as errors, in their order. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** The stack's URN; empty before the program named it. */
  String root() {
    return root.get();
  }

  @Override
  public void log(LogRequest request, StreamObserver<Empty> observer) {
    switch (request.getSeverity()) {
      case ERROR -> errors.add(request.getMessage().strip());
      case WARNING, INFO -> progress.note(request.getMessage().strip());
      // Written for whoever mends the engine or the SDK.
      case DEBUG, UNRECOGNIZED -> {}
    }
    observer.onNext(Empty.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void getRootResource(
      GetRootResourceRequest request, StreamObserver<GetRootResourceResponse> observer) {
    observer.onNext(GetRootResourceResponse.newBuilder().setUrn(root.get()).build());
    observer.onCompleted();
  }

  @Override
  public void setRootResource(
      SetRootResourceRequest request, StreamObserver<SetRootResourceResponse> observer) {
    root.set(request.getUrn());
    observer.onNext(SetRootResourceResponse.getDefaultInstance());
    observer.onCompleted();
  }
}
