package io.heliograph.cli.hub;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which processes the hub has, on disk: written aside and moved at each change, as soon as a
 * process exists, so that `down` finds it whatever happened to `up`. Thread-safe; a second launcher
 * is kept out by {@link HubLock}.
 */
public final class StateFile {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;

  public StateFile(HubFolders folders) {
    this.file = folders.stateFile();
  }

  /** The recorded parts in the order of their start, whether they still run or not. */
  public synchronized List<RunningPart> parts() {
    return List.copyOf(load().values());
  }

  synchronized void put(RunningPart part) {
    Map<String, RunningPart> parts = load();
    parts.put(part.name(), part);
    save(parts);
  }

  synchronized void remove(String name) {
    Map<String, RunningPart> parts = load();
    parts.remove(name);
    save(parts);
  }

  private Map<String, RunningPart> load() {
    Map<String, RunningPart> parts = new LinkedHashMap<>();
    if (Files.isRegularFile(file)) {
      try {
        JSON.readValue(file.toFile(), new TypeReference<List<RunningPart>>() {})
            .forEach(part -> parts.put(part.name(), part));
      } catch (IOException damaged) {
        throw new HubException("cannot read " + file + ": " + damaged.getMessage(), damaged);
      }
    }
    return parts;
  }

  private void save(Map<String, RunningPart> parts) {
    try {
      Files.createDirectories(file.getParent());
      Path aside = file.resolveSibling(file.getFileName() + ".new");
      JSON.writeValue(aside.toFile(), parts.values());
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new HubException("cannot write " + file + ": " + failure.getMessage(), failure);
    }
  }
}
