package io.heliograph.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The architecture of one module as its {@link ArchitectureRules} demand it. Packages are named
 * without the root, classes by their simple names. Immutable: each method returns another value.
 *
 * @param root the package that all others of the module are below
 * @param layers from the top down: a package may use those of the layers below its own
 * @param taskThreads classes that may own threads for single, guarded tasks
 * @param httpInternals classes that may use what Vert.x keeps to itself
 * @param plain packages that may use few libraries only
 */
public record Architecture(
    String root,
    List<Set<String>> layers,
    Set<String> taskThreads,
    Set<String> httpInternals,
    List<Plain> plain) {

  /** Copies what it is given. */
  public Architecture {
    layers = layers.stream().map(Set::copyOf).toList();
    taskThreads = Set.copyOf(taskThreads);
    httpInternals = Set.copyOf(httpInternals);
    plain = List.copyOf(plain);
  }

  /**
   * Packages that depend on the JDK, the project and these libraries only.
   *
   * @param libraries package patterns of ArchUnit, such as {@code org.yaml..}
   */
  public record Plain(Set<String> packages, Set<String> libraries) {
    /** Copies what it is given. */
    public Plain {
      packages = Set.copyOf(packages);
      libraries = Set.copyOf(libraries);
    }
  }

  /** The module whose packages are below that one; without layers yet. */
  public static Architecture of(String root) {
    return new Architecture(root, List.of(), Set.of(), Set.of(), List.of());
  }

  /** With one more layer, below those that were named before. */
  public Architecture layer(String... packages) {
    return new Architecture(
        root, with(layers, Set.of(packages)), taskThreads, httpInternals, plain);
  }

  /** Classes whose threads run single tasks, each guarded: what ends there ends no loop. */
  public Architecture taskThreads(String... classes) {
    return new Architecture(root, layers, Set.of(classes), httpInternals, plain);
  }

  /** Classes that may use what Vert.x keeps to itself, and say why in their Javadoc. */
  public Architecture httpInternals(String... classes) {
    return new Architecture(root, layers, taskThreads, Set.of(classes), plain);
  }

  /** Packages that depend on the JDK, the project and these libraries only. */
  public Architecture plain(Set<String> packages, String... libraries) {
    return new Architecture(
        root,
        layers,
        taskThreads,
        httpInternals,
        with(plain, new Plain(packages, Set.of(libraries))));
  }

  /** The full name of a package; of the root itself when the name is empty. */
  String named(String name) {
    return name.isEmpty() ? root : root + "." + name;
  }

  private static <T> List<T> with(Collection<T> former, T one) {
    List<T> all = new ArrayList<>(former);
    all.add(one);
    return all;
  }
}
