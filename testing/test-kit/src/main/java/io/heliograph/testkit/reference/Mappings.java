package io.heliograph.testkit.reference;

import com.sun.source.util.JavacTask;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** The configuration keys of modules, from the sources of their {@code @ConfigMapping}s. */
final class Mappings {
  private static final String LIBRARY = "import io.smallrye.config.";

  /**
   * Marks settings whose values must not be shown; by its name, since it is a service's library.
   */
  private static final String SECRET = "io.heliograph.kit.config.Secret";

  private final Javadoc javadoc;
  private final Types types;

  private Mappings(JavacTask task) {
    this.javadoc = new Javadoc(task);
    this.types = task.getTypes();
  }

  /**
   * The keys of a module by mapping, in the order of prefixes.
   *
   * @param module its folder
   * @param libraries folders of modules with interfaces that its mappings extend
   */
  static List<Area> of(String module, List<String> libraries) {
    List<String> modules = Stream.concat(Stream.of(module), libraries.stream()).distinct().toList();
    List<Area> all = Sources.of(modules, text -> text.contains(LIBRARY)).read(Mappings::areas);
    List<Area> foreign =
        libraries.isEmpty()
            ? List.of()
            : Sources.of(libraries, text -> text.contains(LIBRARY)).read(Mappings::areas);
    return all.stream().filter(area -> !foreign.contains(area)).toList();
  }

  private static List<Area> areas(JavacTask task) throws IOException {
    List<Area> found = new ArrayList<>();
    Iterable<? extends Element> elements = task.analyze();
    Mappings mappings = new Mappings(task);
    for (Element element : elements) {
      ConfigMapping mapping = element.getAnnotation(ConfigMapping.class);
      if (mapping != null && element instanceof TypeElement type) {
        List<Setting> settings = mappings.settings(mapping.prefix(), type);
        found.add(new Area(mapping.prefix(), mappings.javadoc.firstSentence(type), settings));
      }
    }
    found.sort(Comparator.comparing(Area::prefix));
    return found;
  }

  private List<Setting> settings(String prefix, TypeElement group) {
    List<Setting> settings = new ArrayList<>();
    for (TypeMirror parent : group.getInterfaces()) {
      settings.addAll(settings(prefix, (TypeElement) types.asElement(parent)));
    }
    for (ExecutableElement method : ElementFilter.methodsIn(group.getEnclosedElements())) {
      if (!method.getModifiers().contains(Modifier.STATIC)) {
        settings.addAll(settings(prefix, method));
      }
    }
    return settings;
  }

  private List<Setting> settings(String prefix, ExecutableElement method) {
    WithName named = method.getAnnotation(WithName.class);
    String name =
        named == null ? StringUtil.skewer(method.getSimpleName().toString()) : named.value();
    String key = prefix + "." + name;
    TypeMirror type = method.getReturnType();
    if (isGroup(type)) {
      return settings(key, (TypeElement) types.asElement(type));
    }
    boolean secret =
        method.getAnnotationMirrors().stream()
            .anyMatch(one -> one.getAnnotationType().toString().equals(SECRET));
    boolean map = ValueType.raw(type).equals(Map.class.getName());
    return List.of(
        new Setting(
            map ? key + ".*" : key,
            new ValueType(types, name).text(type),
            secret,
            standard(method, type),
            javadoc.text(method)));
  }

  private static boolean isGroup(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement().getKind().isInterface()
        && declared.toString().startsWith("io.heliograph.");
  }

  private static String standard(ExecutableElement method, TypeMirror type) {
    WithDefault value = method.getAnnotation(WithDefault.class);
    if (value != null) {
      return "`" + value.value().replace("|", "\\|") + "`";
    }
    if (method.isDefault()) {
      return "derived";
    }
    String raw = ValueType.raw(type);
    return raw.startsWith(Optional.class.getName()) || raw.equals(Map.class.getName())
        ? "none"
        : "required";
  }
}
