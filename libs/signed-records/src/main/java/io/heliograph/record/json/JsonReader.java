package io.heliograph.record.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value and nothing behind it (RFC 8259), without any leniency: UTF-8 only, no byte
 * order mark, no repeated members, no lone surrogates, no nesting beyond what the caller allows.
 * How long a text may be is the caller's business.
 */
public final class JsonReader {
  private static final int SHOWN = 12;

  private final String text;
  private final int depthMax;
  private int at;

  private JsonReader(String text, int depthMax) {
    this.text = text;
    this.depthMax = depthMax;
  }

  /**
   * Reads it.
   *
   * @param depthMax how many arrays and objects may stand within each other
   * @throws JsonException when it is none
   */
  public static Json read(byte[] utf8, int depthMax) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonException("not UTF-8");
    }
    JsonReader reader = new JsonReader(text, depthMax);
    Json value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.refused("something behind the end");
    }
    return value;
  }

  private Json value(int depth) {
    skipSpace();
    char first = peek();
    return switch (first) {
      case '{' -> members(deeper(depth));
      case '[' -> array(deeper(depth));
      case '"' -> new Json.Text(string());
      case 't' -> literal("true", new Json.Truth(true));
      case 'f' -> literal("false", new Json.Truth(false));
      case 'n' -> literal("null", new Json.Null());
      default -> numeral();
    };
  }

  private int deeper(int depth) {
    if (depth >= depthMax) {
      throw refused("nested deeper than " + depthMax);
    }
    at++;
    return depth + 1;
  }

  private Json members(int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    skipSpace();
    if (accept('}')) {
      return new Json.Members(members);
    }
    while (true) {
      skipSpace();
      if (peek() != '"') {
        throw refused("no member name");
      }
      String name = string();
      skipSpace();
      require(':');
      if (members.put(name, value(depth)) != null) {
        throw refused("member " + shown(name) + " stands there twice");
      }
      skipSpace();
      if (accept('}')) {
        return new Json.Members(members);
      }
      require(',');
    }
  }

  private Json array(int depth) {
    List<Json> elements = new ArrayList<>();
    skipSpace();
    if (accept(']')) {
      return new Json.Array(elements);
    }
    while (true) {
      elements.add(value(depth));
      skipSpace();
      if (accept(']')) {
        return new Json.Array(elements);
      }
      require(',');
    }
  }

  private Json literal(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw refused("no JSON value");
    }
    at += word.length();
    return value;
  }

  private Json numeral() {
    int start = at;
    accept('-');
    if (!accept('0')) {
      digits();
    }
    if (accept('.')) {
      digits();
    }
    if (accept('e') || accept('E')) {
      if (!accept('+')) {
        accept('-');
      }
      digits();
    }
    return new Json.Numeral(text.substring(start, at));
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw refused("no JSON value");
    }
  }

  private String string() {
    at++;
    int start = at;
    while (peek() != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
      at++;
    }
    if (text.charAt(at) == '"') {
      return text.substring(start, at++);
    }
    StringBuilder out = new StringBuilder(text.substring(start, at));
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return complete(out);
      }
      if (c < ' ') {
        at--;
        throw refused("a control character within a text");
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private String complete(StringBuilder out) {
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < out.length()
          && Character.isLowSurrogate(out.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw refused("half a character within a text");
      }
    }
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> {
        at--;
        throw refused("an unknown escape");
      }
    };
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      // Digits of other scripts are none here.
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw refused("an unknown escape");
      }
      unit = unit << 4 | digit;
      at++;
    }
    return (char) unit;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw refused("the text ends too early");
    }
    return text.charAt(at);
  }

  private boolean accept(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    if (there) {
      at++;
    }
    return there;
  }

  private void require(char wanted) {
    if (!accept(wanted)) {
      throw refused("'" + wanted + "' wanted");
    }
  }

  private JsonException refused(String what) {
    return new JsonException("JSON, character " + at + ": " + what);
  }

  private static String shown(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
  }
}
