package io.heliograph.cli.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.hub.Addresses;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies topics of an Azul cluster into the hub; exit code 0 only when nothing is missing. */
@Command(
    name = "migrate",
    description = "Copies topics of an Azul cluster into the hub; plugins are paused meanwhile.",
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "HOST:PORT",
      description = "A broker of the Azul cluster, as the dispatcher reaches it.")
  private String from = "";

  @Option(
      names = "--prefix",
      required = true,
      paramLabel = "P",
      description = "The cluster's TOPIC_PREFIX.")
  private String prefix = "";

  @Option(
      names = "--topics",
      paramLabel = "GLOB",
      description =
          "Include topics that match GLOB, such as 'samples.*' or 'system.*' (repeatable).")
  private List<String> topics = List.of();

  @Option(
      names = "--deny",
      paramLabel = "GLOB",
      description = "Exclude topics that match GLOB (repeatable).")
  private List<String> deny = List.of();

  @Option(names = "--only-sources", description = "Copy only topics of sources.")
  private boolean onlySources;

  @Option(names = "--only-system", description = "Copy only system topics.")
  private boolean onlySystem;

  @Option(
      names = "--include-system",
      split = ",",
      paramLabel = "KIND",
      description = "System topics without --topics (default: delete,error,expedite,insert).")
  private List<String> includeSystem = List.of();

  @Option(
      names = "--skip-unknown-sources",
      description = "Leave out sources that the sources file does not know.")
  private boolean skipUnknownSources;

  @Option(names = "--dry-run", description = "Show what would be copied, and copy nothing.")
  private boolean dryRun;

  @Option(names = "--wait", description = "Show progress until the migration has ended.")
  private boolean wait;

  @Option(
      names = "--patience-seconds",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "With --wait: how long to tolerate an unavailable hub (default: ${DEFAULT-VALUE}).")
  private int patienceSeconds;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Dispatcher URL (default: the instance started by `up`).")
  private @Nullable String url;

  @Override
  public Integer call() throws InterruptedException {
    Progress progress = new Progress(spec.commandLine().getOut());
    String hub =
        url == null
            ? Addresses.running(HubFolders.fromEnvironment(), "dispatcher")
            : Addresses.checked("--url", url);
    try (MigrationApi api = new MigrationApi(hub)) {
      JsonNode migration = api.begin(request());
      tellPlan(migration, progress);
      String id = migration.path("id").asText();
      if (dryRun) {
        return 0;
      }
      boolean begun = migration.has("topics");
      progress.say(
          "migration "
              + id
              + (begun
                  ? " has begun"
                  : " runs already with its first selection; these options are ignored"));
      if (!wait) {
        progress.say("watch it with the same command and --wait; it goes on without, too");
        return 0;
      }
      Duration patience = Duration.ofSeconds(patienceSeconds);
      return new MigrationWatch(api, progress, patience).watch(id) ? 0 : 1;
    }
  }

  private static void tellPlan(JsonNode migration, Progress progress) {
    for (JsonNode topic : migration.path("topics")) {
      progress.say(
          topic.path("topic").asText()
              + ": "
              + topic.path("remaining").asLong()
              + " to be read in "
              + topic.path("partitions").size()
              + " partitions");
    }
    for (JsonNode left : migration.path("left_out")) {
      progress.say(left.path("topic").asText() + ": left out, " + left.path("reason").asText());
    }
  }

  private ObjectNode request() {
    ObjectNode request = MigrationApi.request();
    request.put("from", from).put("prefix", prefix);
    put(request, "topics", topics);
    put(request, "deny", deny);
    put(request, "include_system", includeSystem);
    request.put("upgrade_sources", onlySources).put("upgrade_system", onlySystem);
    request.put("skip_unknown_sources", skipUnknownSources).put("dry_run", dryRun);
    return request;
  }

  private static void put(ObjectNode request, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode list = request.putArray(name);
      values.forEach(list::add);
    }
  }
}
