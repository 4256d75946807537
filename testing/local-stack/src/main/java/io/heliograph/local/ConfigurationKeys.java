package io.heliograph.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The configuration keys of a service, as its mappings say and as it lists them for the launcher,
 * which refuses keys that no service lists. For tests of services, which bring the configuration
 * library.
 */
public final class ConfigurationKeys {
  private static final String LIST = "META-INF/heliograph/configuration-keys.txt";

  /** Keys that libraries read, and every service lists. */
  private static final Set<String> OF_LIBRARIES = Set.of("kafka.*");

  private ConfigurationKeys() {}

  /** The keys that the service lists, in its order. */
  public static List<String> listed() throws IOException {
    try (InputStream file = ConfigurationKeys.class.getClassLoader().getResourceAsStream(LIST)) {
      if (file == null) {
        throw new IllegalStateException(LIST + " is not on the class path");
      }
      return new String(file.readAllBytes(), UTF_8).lines().toList();
    }
  }

  /**
   * The keys of all mappings, sorted.
   *
   * @param members any class of the service, and one of each library of ours with mappings
   */
  public static List<String> mapped(Class<?>... members) throws IOException, URISyntaxException {
    Set<String> keys = new TreeSet<>(OF_LIBRARIES);
    for (Class<?> member : members) {
      for (Class<?> mapping : mappings(member)) {
        collect(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, keys);
      }
    }
    return List.copyOf(keys);
  }

  private static void collect(String prefix, Class<?> group, Set<String> keys) {
    for (Method method : group.getMethods()) {
      WithName named = method.getAnnotation(WithName.class);
      String name = named == null ? StringUtil.skewer(method.getName()) : named.value();
      String key = prefix + "." + name;
      Class<?> type = method.getReturnType();
      if (Map.class.isAssignableFrom(type)) {
        keys.add(key + ".*");
      } else if (type.isInterface() && type.getName().startsWith("io.heliograph.")) {
        collect(key, type, keys);
      } else {
        keys.add(key);
      }
    }
  }

  private static List<Class<?>> mappings(Class<?> member) throws IOException, URISyntaxException {
    Path place = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return mappings(member, place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return mappings(member, jar.getPath("/"));
    }
  }

  private static List<Class<?>> mappings(Class<?> member, Path classes) throws IOException {
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.');
        Class<?> type = load(member, name.substring(0, name.length() - ".class".length()));
        if (type.isAnnotationPresent(ConfigMapping.class)) {
          found.add(type);
        }
      }
    }
    return found;
  }

  private static Class<?> load(Class<?> member, String name) {
    try {
      return Class.forName(name, false, member.getClassLoader());
    } catch (ClassNotFoundException unreadable) {
      throw new IllegalStateException(name, unreadable);
    }
  }
}
