import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Just enough JSON for a plugin without libraries: objects are maps that keep their order, arrays
 * are lists, strings are strings; numbers and the three words stay as they were written.
 */
final class Json {

  private static final int DEPTH_MAX = 64;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** A number, true, false or null as written. */
  record Word(String text) {}

  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value(0);
    json.skipSpace();
    if (json.at != text.length()) {
      throw json.wrong();
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case Map<?, ?> members -> {
        String before = "{";
        for (Map.Entry<?, ?> member : members.entrySet()) {
          out.append(before);
          quote((String) member.getKey(), out);
          write(member.getValue(), out.append(':'));
          before = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
      case List<?> items -> {
        String before = "[";
        for (Object item : items) {
          write(item, out.append(before));
          before = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case String string -> quote(string, out);
      case Word word -> out.append(word.text());
      default -> out.append(value);
    }
  }

  private static void quote(String string, StringBuilder out) {
    out.append('"');
    for (char c : string.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private Object value(int depth) {
    skipSpace();
    if (depth > DEPTH_MAX || at == text.length()) {
      throw wrong();
    }
    return switch (text.charAt(at)) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> members(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    while (!closes('}', members.isEmpty())) {
      skipSpace();
      String key = string();
      skipSpace();
      expect(':');
      members.put(key, value(depth + 1));
    }
    return members;
  }

  private List<Object> items(int depth) {
    List<Object> items = new ArrayList<>();
    at++;
    while (!closes(']', items.isEmpty())) {
      items.add(value(depth + 1));
    }
    return items;
  }

  /** Whether the bracket closes here; steps over it, or over the comma between two. */
  private boolean closes(char bracket, boolean first) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == bracket) {
      at++;
      return true;
    }
    if (!first) {
      expect(',');
    }
    return false;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    expect('"');
    return out.toString();
  }

  private char escaped() {
    if (at == text.length()) {
      throw wrong();
    }
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        if (at > text.length()) {
          throw wrong();
        }
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> c;
    };
  }

  private Word word() {
    int begin = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (begin == at) {
      throw wrong();
    }
    return new Word(text.substring(begin, at));
  }

  private void expect(char c) {
    if (at == text.length() || text.charAt(at) != c) {
      throw wrong();
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("not JSON at " + at);
  }
}
