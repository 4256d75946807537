package io.heliograph.kit.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads renamed configuration keys under their old names for one release, and warns of each that is
 * set. Every module lists its own in {@code META-INF/heliograph/renamed-keys.txt}: a row {@code OLD
 * -> NEW} each, {@code #} for remarks; both may end with {@code .*}, and an earlier row of a file
 * goes first. {@code ms}, {@code s} or {@code d} after a row is the unit that bare numbers have
 * under the old name when the new one takes a duration.
 *
 * <p>Of both names the one in the source of the higher ordinal counts, and the new one within a
 * source. It runs outside of the other interceptors, so that expressions and profiles apply to old
 * names as well. Thread-safe.
 */
@Priority(Priorities.APPLICATION)
public final class RenamedKeys implements ConfigSourceInterceptor {
  @Serial private static final long serialVersionUID = 1;

  private static final Logger LOG = Logger.getLogger(RenamedKeys.class);
  private static final String FILE = "META-INF/heliograph/renamed-keys.txt";

  private final List<RenamedKey> rows;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /**
   * With the rows of all modules on the class path.
   *
   * @throws IllegalArgumentException when a row does not have the form
   */
  public RenamedKeys() {
    this(onClassPath());
  }

  RenamedKeys(List<RenamedKey> rows) {
    this.rows = List.copyOf(rows);
  }

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue current = context.proceed(name);
    for (RenamedKey row : rows) {
      Optional<String> former = row.formerOf(name);
      ConfigValue old = former.map(context::proceed).orElse(null);
      if (old != null && old.getValue() != null && outranks(old, current)) {
        warn(old.getName(), name);
        return old.withName(name).withValue(row.value(old.getValue()));
      }
    }
    return current;
  }

  @Override
  public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
    Set<String> names = new LinkedHashSet<>();
    context.iterateNames().forEachRemaining(name -> names.add(current(name)));
    return names.iterator();
  }

  private String current(String name) {
    return rows.stream().flatMap(row -> row.currentOf(name).stream()).findFirst().orElse(name);
  }

  private static boolean outranks(ConfigValue old, @Nullable ConfigValue current) {
    return current == null || ConfigValue.CONFIG_SOURCE_COMPARATOR.compare(old, current) > 0;
  }

  private void warn(String former, String name) {
    if (warned.add(former)) {
      LOG.warnf("configuration key renamed: set the new one old=%s new=%s", former, name);
    }
  }

  private static List<RenamedKey> onClassPath() {
    try {
      return Collections.list(Thread.currentThread().getContextClassLoader().getResources(FILE))
          .stream()
          .flatMap(RenamedKeys::read)
          .distinct()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Stream<RenamedKey> read(URL file) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(RenamedKey::parse)
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
