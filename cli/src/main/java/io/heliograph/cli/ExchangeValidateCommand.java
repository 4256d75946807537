package io.heliograph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.hub.HubException;
import io.heliograph.exchange.DryRun;
import io.heliograph.exchange.envelope.EntityName;
import io.heliograph.exchange.envelope.Receiver;
import io.heliograph.exchange.field.Sanitation;
import io.heliograph.exchange.json.BoundedJson;
import io.heliograph.exchange.json.JsonLimits;
import io.heliograph.exchange.json.MalformedJsonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges messages as a hub would; no hub is needed, nothing is stored. */
@Command(
    name = "validate",
    description = {
      "Prints what a hub would say of messages, one JSON object a message.",
      "Exit code: 0 all would be taken, 1 one would not."
    },
    mixinStandardHelpOptions = true)
final class ExchangeValidateCommand implements Callable<Integer> {
  /** A batch may be longer than any of its messages. */
  private static final JsonLimits BATCH = new JsonLimits(64 << 20, 66, 5_000_000);

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A message, an array of messages, or JSON lines.")
  private List<Path> files = List.of();

  @Option(
      names = "--entity",
      defaultValue = "heliograph",
      description = "The hub's name; a path that holds it is a loop. Default: ${DEFAULT-VALUE}.")
  private String entity = "heliograph";

  @Option(names = "--hierarchical", description = "Takes nested keys in flat messages.")
  private boolean hierarchical;

  @Option(names = "--tlp2", description = "Takes CLEAR and AMBER+STRICT of TLP 2.0.")
  private boolean tlp2;

  @Override
  public Integer call() {
    String own =
        EntityName.of(entity)
            .orElseThrow(() -> new HubException("--entity: is no name of an entity: " + entity));
    Sanitation sanitation = new Sanitation(tlp2, LocalDate.now(ZoneOffset.UTC).getYear());
    DryRun dryRun =
        new DryRun(Receiver.of(own, sanitation).hierarchical(hierarchical), JsonLimits.DEFAULT);
    PrintWriter out = spec.commandLine().getOut();
    boolean allTaken = true;
    for (Path file : files) {
      for (byte[] message : messages(read(file))) {
        DryRun.Verdict verdict = dryRun.judge(message);
        allTaken &= verdict.isAccepted();
        out.println(verdict.json());
      }
    }
    out.flush();
    return allTaken ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw UnreadableFile.of(file.toString(), failure);
    }
  }

  /** Lines when the first one is a value of its own, items of an array, else the whole file. */
  private static List<byte[]> messages(byte[] content) {
    List<byte[]> lines = lines(content);
    if (lines.size() > 1 && value(lines.getFirst()).isPresent()) {
      return lines;
    }
    Optional<JsonNode> whole = value(content).filter(JsonNode::isArray);
    if (whole.isEmpty()) {
      return List.of(content);
    }
    List<byte[]> items = new ArrayList<>();
    whole.get().forEach(item -> items.add(item.toString().getBytes(StandardCharsets.UTF_8)));
    return items;
  }

  private static List<byte[]> lines(byte[] content) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= content.length; i++) {
      if (i == content.length || content[i] == '\n') {
        byte[] line = Arrays.copyOfRange(content, start, i);
        if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
          lines.add(line);
        }
        start = i + 1;
      }
    }
    return lines;
  }

  private static Optional<JsonNode> value(byte[] text) {
    try {
      return Optional.of(new BoundedJson(BATCH).read(text));
    } catch (MalformedJsonException none) {
      return Optional.empty();
    }
  }
}
