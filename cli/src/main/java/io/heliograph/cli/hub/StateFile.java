package io.heliograph.cli.hub;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which processes the hub has and how it was started, on disk: written aside and moved at each
 * change, before a process does anything, so that `down` finds it whatever happened to `up` or to
 * the supervisor. Thread-safe. One process writes at a time: the supervisor while it runs, else a
 * launcher, which ends the supervisor first and keeps other launchers out by {@link HubLock}.
 */
public final class StateFile {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path file;

  public StateFile(HubFolders folders) {
    this.file = folders.stateFile();
  }

  private record Content(@Nullable HubOptions options, List<RunningPart> parts) {}

  /** The recorded parts in the order of their start, whether they still run or not. */
  public synchronized List<RunningPart> parts() {
    return load().parts();
  }

  /** The options of the last `up`; empty when none ran since the last `down`. */
  public synchronized Optional<HubOptions> options() {
    return Optional.ofNullable(load().options());
  }

  synchronized void put(RunningPart part) {
    Content content = load();
    Map<String, RunningPart> parts = byName(content.parts());
    parts.put(part.name(), part);
    save(new Content(content.options(), List.copyOf(parts.values())));
  }

  synchronized void remove(String name) {
    Content content = load();
    Map<String, RunningPart> parts = byName(content.parts());
    parts.remove(name);
    save(new Content(content.options(), List.copyOf(parts.values())));
  }

  synchronized void remember(HubOptions options) {
    save(new Content(options, load().parts()));
  }

  synchronized void forgetOptions() {
    if (Files.isRegularFile(file)) {
      save(new Content(null, load().parts()));
    }
  }

  private static Map<String, RunningPart> byName(List<RunningPart> parts) {
    Map<String, RunningPart> byName = new LinkedHashMap<>();
    parts.forEach(part -> byName.put(part.name(), part));
    return byName;
  }

  private Content load() {
    if (!Files.isRegularFile(file)) {
      return new Content(null, List.of());
    }
    try {
      JsonNode content = JSON.readTree(Files.readAllBytes(file));
      if (content.isArray()) {
        return ofOlderLauncher(content);
      }
      return JSON.treeToValue(content, Content.class);
    } catch (IOException | IllegalArgumentException damaged) {
      throw new HubException("cannot read " + file + ": " + damaged.getMessage(), damaged);
    }
  }

  /** It remembered no options, and nothing to start a part again with. */
  private static Content ofOlderLauncher(JsonNode list) {
    for (JsonNode part : list) {
      ((ObjectNode) part).putArray("ports").add(part.path("port").asInt());
      ((ObjectNode) part).put("down", "").putArray("command");
    }
    return new Content(null, JSON.convertValue(list, new TypeReference<>() {}));
  }

  private void save(Content content) {
    try {
      Files.createDirectories(file.getParent());
      Path aside = file.resolveSibling(file.getFileName() + ".new");
      Files.write(aside, JSON.writeValueAsBytes(content));
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new HubException("cannot write " + file + ": " + failure.getMessage(), failure);
    }
  }
}
