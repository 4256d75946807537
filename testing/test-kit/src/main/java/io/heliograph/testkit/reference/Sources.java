package io.heliograph.testkit.reference;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The main sources of modules, as the JDK's compiler reads them: class files have no Javadoc. */
final class Sources {
  private final List<Path> folders;
  private final List<Path> files;

  private Sources(List<Path> folders, List<Path> files) {
    this.folders = folders;
    this.files = files;
  }

  /**
   * The main sources of these modules whose text is wanted.
   *
   * @param modules their folders, below that of the project
   */
  static Sources of(List<String> modules, Predicate<String> wanted) {
    List<Path> folders =
        modules.stream()
            .map(module -> Committed.home().resolve(module).resolve("src/main/java"))
            .toList();
    return new Sources(
        folders,
        folders.stream()
            .flatMap(Sources::javaFiles)
            .filter(file -> wanted.test(read(file)))
            .toList());
  }

  /** What is done with a task of the compiler. */
  interface Reader<T> {
    T read(JavacTask task) throws IOException;
  }

  /** Reads the sources; what they need beside is on the class path of this test. */
  <T> T read(Reader<T> reader) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path =
        folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    List<String> options =
        List.of(
            "-proc:none", "-sourcepath", path, "-classpath", System.getProperty("java.class.path"));
    DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(faults, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, faults, options, null, manager.getJavaFileObjectsFromPaths(files));
      T result = reader.read(task);
      faults.getDiagnostics().stream()
          .filter(fault -> fault.getKind() == Diagnostic.Kind.ERROR)
          .findFirst()
          .ifPresent(
              fault -> {
                throw new IllegalStateException(fault.toString());
              });
      return result;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
