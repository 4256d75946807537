package io.heliograph.cli;

import io.heliograph.cli.build.Build;
import io.heliograph.cli.hub.GivenOptions;
import io.heliograph.cli.hub.Hub;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.HubLock;
import io.heliograph.cli.hub.HubOptions;
import io.heliograph.cli.hub.HubStatus;
import io.heliograph.cli.hub.Progress;
import io.heliograph.cli.hub.StateFile;
import io.heliograph.cli.hub.UpOptions;
import io.heliograph.cli.suite.Machine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Builds what is stale, starts what does not run, waits until all is ready. */
@Command(
    name = "up",
    description = {
      "Builds and starts the hub in the background and waits until it is ready.",
      "Options that are not given keep the value of the running hub; `down` forgets them."
    },
    mixinStandardHelpOptions = true)
final class UpCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(names = "--fresh", description = "Stop the hub and start with empty data.")
  private boolean fresh;

  @Option(names = "--defaults", description = "Ignore the options of the running hub.")
  private boolean defaults;

  @Option(names = "--port-offset", paramLabel = "N", description = "Offset added to every port.")
  private @Nullable Integer portOffset;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Start or restart only these parts and their dependencies.")
  private List<String> only = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Configuration of the services (repeatable); KEY= restores the default.")
  private List<String> settings = List.of();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "IP address that the services bind (default: 127.0.0.1).")
  private @Nullable String host;

  @Option(
      names = "--without-authentication",
      negatable = true,
      fallbackValue = "true",
      description = "Accept that anyone who can reach --host has full access.")
  private @Nullable Boolean withoutAuthentication;

  @Option(
      names = "--s3",
      negatable = true,
      fallbackValue = "true",
      description = "Keep contents in an S3 server (part s3).")
  private @Nullable Boolean s3;

  @Option(
      names = "--restart",
      negatable = true,
      fallbackValue = "true",
      description = "Restart parts that end (part supervisor; default: true).")
  private @Nullable Boolean restart;

  @Option(
      names = "--redis-memory",
      paramLabel = "SIZE",
      description = "Limit of Redis; writes beyond it are refused (default: 256mb).")
  private @Nullable String redisMemory;

  @Option(
      names = "--log-mib",
      paramLabel = "N",
      description = "Rotate a part's log at N MiB; four older files are kept (default: 10).")
  private @Nullable Integer logMib;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    HubFolders folders = HubFolders.fromEnvironment();
    Progress progress = new Progress(out);
    Hub hub = new Hub(folders, progress);
    GivenOptions given =
        new GivenOptions(
            portOffset, pairs(), host, s3, withoutAuthentication, restart, redisMemory, logMib);
    // Before the lock, which makes a folder: what is asked wrongly changes nothing.
    Hub.refuseUnknowinglyOpen(hub.options(given, defaults));
    Prerequisites.missing(Machine.here(folders.home(), Set.of())).forEach(progress::say);
    HubLock.whileHeld(folders, () -> up(hub, new Build(folders, progress), given));
    StatusTable.print(HubStatus.of(new StateFile(folders)), folders, out);
  }

  private void up(Hub hub, Build build, GivenOptions given) {
    HubOptions options = hub.options(given, defaults);
    UpOptions up = new UpOptions(fresh, only, options);
    hub.check(up);
    if (options.isOpen()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "warning: on "
              + options.host()
              + " everyone who reaches this machine can read, publish and delete; there are no users"
              + " and no TLS");
      err.flush();
    }
    build.refresh(hub.modules(up));
    hub.up(up);
  }

  private Map<String, String> pairs() {
    Map<String, String> pairs = new TreeMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), "--set wants KEY=VALUE, not '" + setting + "'");
      }
      pairs.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return pairs;
  }
}
