package io.heliograph.cli.demo;

import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the hub at work on real files, and proves that nothing was lost. */
@Command(
    name = "demo",
    description =
        "Publishes files to the running hub, runs two plugins on them and audits the results.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  /** Held, or the level would be forgotten with the logger. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Files to publish (default: a thousand of the running JDK).")
  private @Nullable Path folder;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processes of each plugin (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--patience-seconds",
      paramLabel = "N",
      defaultValue = "120",
      description = "Timeout without progress (default: ${DEFAULT-VALUE}).")
  private int patienceSeconds;

  @Option(
      names = "--url",
      defaultValue = "",
      description = "Dispatcher URL (default: the instance started by `up`).")
  private String url;

  @Option(
      names = "--kafka",
      defaultValue = "",
      description = "Kafka brokers of that hub, as HOST:PORT.")
  private String kafka;

  @Option(
      names = "--content-url",
      defaultValue = "",
      description = "Dispatcher URL for contents (default: that of the hub).")
  private String contentUrl;

  @Override
  public Integer call() {
    if (workers < 1 || patienceSeconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--workers and --patience-seconds begin at 1");
    }
    KAFKA_LOG.setLevel(Level.SEVERE);
    HubFolders folders = HubFolders.fromEnvironment();
    Progress progress = new Progress(spec.commandLine().getOut());
    Optional<Corpus> given =
        Optional.ofNullable(folder).map(one -> Corpus.of(one.toAbsolutePath().normalize()));
    Target target = Target.of(folders, url, contentUrl, kafka);
    Corpus corpus = given.orElseGet(() -> Corpus.ofJdk(folders.state().resolve("demo/files")));
    Demo demo = new Demo(folders, target, progress, patienceSeconds);
    return demo.run(corpus, workers) ? 0 : 1;
  }
}
