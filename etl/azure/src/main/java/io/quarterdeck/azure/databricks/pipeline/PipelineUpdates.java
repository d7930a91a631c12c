package io.quarterdeck.azure.databricks.pipeline;

import com.databricks.sdk.service.pipelines.ListPipelineEventsRequest;
import com.databricks.sdk.service.pipelines.ListUpdatesRequest;
import com.databricks.sdk.service.pipelines.ListUpdatesResponse;
import com.databricks.sdk.service.pipelines.PipelineEvent;
import com.databricks.sdk.service.pipelines.SerializedException;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.pipelines.UpdateInfo;
import com.databricks.sdk.service.pipelines.UpdateInfoState;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRetry;
import io.quarterdeck.contract.OrdersPipeline;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Starts and lists updates of the declarative pipeline, and waits for them.
 *
 * @param workspace the workspace
 * @param id the id of the pipeline
 * @param progress receives the states of an update
 */
public record PipelineUpdates(Workspace workspace, String id, Progress progress) {
  /** The number of updates in a response. */
  private static final int PAGE = 100;

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

  /**
   * An update, as the workspace lists it. The API does not list when it ended.
   *
   * @param id its id
   * @param state the state in words
   * @param cause the workspace's name of what started it, such as {@code api call}
   * @param started the time of the start request
   * @param link the URL of the update's page
   */
  public record Listed(String id, String state, String cause, Instant started, String link) {}

  /**
   * Returns the newest updates, newest first ("List pipeline updates", REST API reference).
   *
   * @param limit the maximum number of updates
   */
  public List<Listed> newest(int limit) {
    List<Listed> newest = new ArrayList<>();
    String page = null;
    do {
      ListUpdatesRequest request =
          new ListUpdatesRequest()
              .setPipelineId(id)
              .setMaxResults((long) Math.min(limit - newest.size(), PAGE))
              .setPageToken(page);
      ListUpdatesResponse response =
          workspace.call(
              "list the updates of the pipeline " + OrdersPipeline.NAME,
              client -> client.pipelines().listUpdates(request));
      Optional.ofNullable(response.getUpdates()).stream()
          .flatMap(Collection::stream)
          .map(this::listed)
          .forEach(newest::add);
      page = response.getNextPageToken();
    } while (page != null && newest.size() < limit);
    return List.copyOf(newest);
  }

  private Listed listed(UpdateInfo update) {
    return new Listed(
        update.getUpdateId(),
        words(update.getState()),
        Optional.ofNullable(update.getCause()).map(PipelineUpdates::words).orElse("-"),
        Instant.ofEpochMilli(update.getCreationTime()),
        link(update.getUpdateId()));
  }

  private Optional<UpdateInfoState> ended(WorkspaceRetry calls, String update) {
    UpdateInfoState state =
        calls.call(
            "follow the update " + update,
            client -> client.pipelines().getUpdate(id, update).getUpdate().getState());
    progress.phase("update " + update + ": " + words(state));
    return Optional.of(state).filter(ENDED::contains);
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
