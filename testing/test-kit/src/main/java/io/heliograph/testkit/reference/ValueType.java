package io.heliograph.testkit.reference;

import io.smallrye.config.common.utils.StringUtil;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * What operators read of the type of a setting.
 *
 * @param name of the setting, which ends with its unit
 */
record ValueType(Types types, String name) {

  String text(TypeMirror type) {
    return switch (raw(type)) {
      case "boolean" -> "`true` or `false`";
      case "int", "long", "java.lang.Integer", "java.lang.Long", "java.util.OptionalInt" ->
          number();
      case "java.time.Duration" -> "duration";
      case "java.time.ZoneId" -> "time zone";
      case "java.net.URI" -> "URL";
      case "java.nio.file.Path" -> "path";
      case "java.lang.String" -> "text";
      case "java.util.Optional" -> text(argument(type, 0));
      case "java.util.List", "java.util.Set" -> "list of " + text(argument(type, 0));
      case "java.util.Map" -> text(argument(type, 1)) + " by " + text(argument(type, 0));
      default -> choice(types.asElement(type));
    };
  }

  static String raw(TypeMirror type) {
    return type instanceof DeclaredType declared
        ? declared.asElement().toString()
        : type.toString();
  }

  private static TypeMirror argument(TypeMirror type, int at) {
    return ((DeclaredType) type).getTypeArguments().get(at);
  }

  private String number() {
    List<String> words = List.of(name.split("-"));
    int per = words.lastIndexOf("per");
    String rate = per > 0 ? " per " + words.get(per + 1) : "";
    for (String unit : List.of("bytes", "characters", "millis", "seconds", "days")) {
      int at = words.lastIndexOf(unit);
      if (at >= 0 && (per < 1 || at != per + 1)) {
        return unit.replace("millis", "milliseconds") + rate;
      }
    }
    return "number" + (rate.endsWith("second") ? rate : "");
  }

  private static String choice(Element type) {
    if (type == null || type.getKind() != ElementKind.ENUM) {
      throw new IllegalStateException(type + " is no type that the reference can tell");
    }
    return type.getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
        .map(member -> "`" + StringUtil.skewer(member.toString()).toLowerCase(Locale.ROOT) + "`")
        .collect(Collectors.joining(", "));
  }
}
