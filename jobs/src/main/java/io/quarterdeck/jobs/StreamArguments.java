package io.quarterdeck.jobs;

import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.RebuildSource;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.jobs.stream.HubSource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments of the jobs of the streaming system. A value is empty if the program does not have its
 * flag.
 *
 * @param hub the event hub; its values are empty texts if the program does not read it
 * @param trigger when the job ends
 * @param lost what happens if events are lost
 * @param from what silver is rebuilt from
 * @param since the time since which it is rebuilt
 */
record StreamArguments(
    HubSource hub,
    StreamTrigger trigger,
    LostEvents lost,
    Optional<RebuildSource> from,
    Optional<Instant> since) {
  static StreamArguments parse(Arguments arguments, Map<String, String> environment) {
    return new StreamArguments(
        new HubSource(
            arguments.text(JobFlag.EVENT_HUBS).orElse(""),
            arguments.text(JobFlag.TOPIC).orElse(""),
            arguments.text(JobFlag.SERVICE_CREDENTIAL).orElse(""),
            Optional.ofNullable(environment.get(EnvironmentVariables.EVENT_HUB_CONNECTION))),
        arguments.choice(
            JobFlag.TRIGGER,
            StreamTrigger.AVAILABLE_NOW,
            StreamTrigger::of,
            "available-now or continuous"),
        arguments.choice(
            JobFlag.LOST_EVENTS, LostEvents.REFUSE, LostEvents::of, "refuse or accept"),
        arguments
            .text(JobFlag.FROM)
            .map(
                text ->
                    arguments.choice(
                        JobFlag.FROM,
                        RebuildSource.BRONZE,
                        RebuildSource::of,
                        "bronze or quarantine")),
        arguments.instant(JobFlag.SINCE));
  }

  /** Returns the connection string of the hub, which is a secret. */
  Optional<String> connection() {
    return hub.connection();
  }
}
