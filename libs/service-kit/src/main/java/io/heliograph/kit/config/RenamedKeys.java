package io.heliograph.kit.config;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.FallbackConfigSourceInterceptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Accepts configuration keys under their former names for one release. A service lists them in
 * {@code META-INF/heliograph/renamed-keys.properties}, as {@code former=present}. Where both are
 * set the source with the higher ordinal counts, then the present name. Thread-safe.
 */
public final class RenamedKeys extends FallbackConfigSourceInterceptor {
  static final String LIST = "META-INF/heliograph/renamed-keys.properties";

  private static final long serialVersionUID = 1L;

  private final Map<String, String> presentByFormer;

  /** Those that the jars of the service list. */
  public RenamedKeys() {
    this(listed());
  }

  RenamedKeys(Map<String, String> presentByFormer) {
    super(formerByPresent(presentByFormer));
    this.presentByFormer = Map.copyOf(presentByFormer);
  }

  private static Map<String, String> formerByPresent(Map<String, String> presentByFormer) {
    Map<String, String> turned = new TreeMap<>();
    presentByFormer.forEach((former, present) -> turned.put(present, former));
    return turned;
  }

  /** A key is set under its present name as far as mappings are concerned. */
  @Override
  public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
    TreeSet<String> names = new TreeSet<>();
    for (Iterator<String> all = context.iterateNames(); all.hasNext(); ) {
      String name = all.next();
      names.add(presentByFormer.getOrDefault(name, name));
    }
    return names.iterator();
  }

  /** Present names by former ones, of all jars. */
  static Map<String, String> listed() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = ofThread == null ? RenamedKeys.class.getClassLoader() : ofThread;
    Map<String, String> listed = new TreeMap<>();
    try {
      for (URL url : Collections.list(loader.getResources(LIST))) {
        Properties lines = new Properties();
        try (InputStream in = url.openStream()) {
          lines.load(in);
        }
        lines.stringPropertyNames().forEach(key -> listed.put(key, lines.getProperty(key)));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return listed;
  }
}
