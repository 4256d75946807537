package io.heliograph.dashboard.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher refuses keys that no service lists, so the list must be whole. */
class ConfigurationKeysTest {
  private static final Set<String> OF_LIBRARIES = Set.of("kafka.*");

  @Test
  void shouldListExactlyTheKeysOfTheMappingsWhenTheServiceIsPackaged() throws Exception {
    Set<String> expected = new TreeSet<>(OF_LIBRARIES);
    for (Class<?> mapping : mappings()) {
      collect(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, expected);
    }

    assertThat(listed()).containsExactlyElementsOf(expected);
  }

  private static List<String> listed() throws IOException {
    try (InputStream file =
        ConfigMapping.class
            .getClassLoader()
            .getResourceAsStream("META-INF/heliograph/configuration-keys.txt")) {
      return new String(file.readAllBytes(), UTF_8).lines().toList();
    }
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

  private static List<Class<?>> mappings() throws IOException, URISyntaxException {
    Path classes =
        Path.of(
            io.heliograph.dashboard.error.ErrorCode.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.');
        Class<?> type = load(name.substring(0, name.length() - ".class".length()));
        if (type.isAnnotationPresent(ConfigMapping.class)) {
          found.add(type);
        }
      }
    }
    return found;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ConfigurationKeysTest.class.getClassLoader());
    } catch (ClassNotFoundException unreadable) {
      throw new IllegalStateException(name, unreadable);
    }
  }
}
