package io.quarterdeck.azure.databricks.pipeline;

import com.databricks.sdk.service.pipelines.ListPipelineEventsRequest;
import com.databricks.sdk.service.pipelines.PipelineEvent;
import com.databricks.sdk.service.pipelines.SerializedException;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.pipelines.UpdateInfoState;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRetry;
import io.quarterdeck.contract.OrdersPipeline;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Starts updates of the declarative pipeline, and waits for them.
 *
 * @param workspace the workspace
 * @param id the id of the pipeline
 * @param progress receives the states of an update
 */
public record PipelineUpdates(Workspace workspace, String id, Progress progress) {
  private static final Set<UpdateInfoState> ENDED =
      Set.of(UpdateInfoState.COMPLETED, UpdateInfoState.FAILED, UpdateInfoState.CANCELED);

  /**
   * Starts an update, and returns its id. At most one update of a pipeline is active, so a repeated
   * request after a lost response starts no second one.
   *
   * @throws Failure if another update is active, or the workspace refuses the call
   */
  public String start() {
    return workspace.call(
        "start an update of the pipeline " + OrdersPipeline.NAME,
        client ->
            client.pipelines().startUpdate(new StartUpdate().setPipelineId(id)).getUpdateId());
  }

  /**
   * Waits for an update to succeed.
   *
   * @param away the time to wait for a workspace that does not respond
   * @param deadline the time to wait for the end
   * @throws Failure if the update does not succeed; the message contains the errors of its events
   */
  public void awaitSuccess(String update, Duration away, Duration deadline) {
    WorkspaceRetry calls = new WorkspaceRetry(workspace, Backoff.POLITE, away, progress);
    UpdateInfoState end =
        Retry.with(Backoff.POLITE)
            .within(deadline, Retry.Start.FIRST_ATTEMPT)
            .poll(left -> ended(calls, update))
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot wait for the update %s any longer: it is active; expected it to end"
                            + " within %d s (--deadline). The update goes on: follow it at %s.",
                        update, deadline.toSeconds(), link(update)));
    if (end != UpdateInfoState.COMPLETED) {
      throw Failure.of(
          "Cannot use the result of the update %s of the pipeline %s: it is %s; expected"
              + " completed.%s Look at %s.",
          update, OrdersPipeline.NAME, words(end), errors(update), link(update));
    }
  }

  private Optional<UpdateInfoState> ended(WorkspaceRetry calls, String update) {
    UpdateInfoState state =
        calls.call(
            "follow the update " + update,
            client -> client.pipelines().getUpdate(id, update).getUpdate().getState());
    progress.phase("update " + update + ": " + words(state));
    return Optional.of(state).filter(ENDED::contains);
  }

  private static String words(UpdateInfoState state) {
    return state.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Returns the errors of an update, each in a line of its own. The newest events come first, so
   * one page is sufficient. The API refuses a page token together with a filter ("List pipeline
   * events", REST API reference), which the iterator of the SDK would send for a second page.
   */
  private String errors(String update) {
    Collection<PipelineEvent> events =
        workspace.call(
            "list the events of the pipeline " + OrdersPipeline.NAME,
            client ->
                client
                    .pipelines()
                    .impl()
                    .listPipelineEvents(
                        new ListPipelineEventsRequest()
                            .setPipelineId(id)
                            .setFilter("level='ERROR'"))
                    .getEvents());
    StringBuilder errors = new StringBuilder();
    Optional.ofNullable(events).stream()
        .flatMap(Collection::stream)
        .filter(event -> event.getError() != null)
        .filter(event -> update.equals(event.getOrigin().getUpdateId()))
        .flatMap(event -> Optional.ofNullable(event.getError().getExceptions()).stream())
        .flatMap(Collection::stream)
        .map(SerializedException::getMessage)
        .forEach(message -> errors.append('\n').append(message));
    return errors.isEmpty() ? "" : errors.append('\n').toString();
  }

  /** Returns the URL of the update's page. */
  public String link(String update) {
    return workspace.address().url() + "/pipelines/" + id + "/updates/" + update;
  }
}
