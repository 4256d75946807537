package io.heliograph.identify;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text is XML: it has a declaration, or one root element that ends where the text ends.
 * Each character is looked at a few times at most, and nothing calls itself.
 *
 * @param isDeclared whether it begins with a declaration
 * @param root the name of the root element in lower case; empty when there is none
 * @param openDocument the format of an OpenDocument in one file; empty when it is none
 */
record XmlLook(boolean isDeclared, String root, String openDocument) {
  private static final String MEDIA_TYPE = "office:mimetype=";

  /** Elements of HTML: a text with one of them as its root may be a piece of a page. */
  private static final Set<String> HTML =
      Set.of(
          "a",
          "article",
          "b",
          "body",
          "br",
          "button",
          "center",
          "div",
          "em",
          "font",
          "footer",
          "form",
          "frameset",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "head",
          "header",
          "hr",
          "html",
          "i",
          "iframe",
          "img",
          "input",
          "li",
          "link",
          "main",
          "meta",
          "nav",
          "ol",
          "p",
          "pre",
          "script",
          "section",
          "span",
          "strong",
          "style",
          "table",
          "td",
          "template",
          "title",
          "tr",
          "ul",
          "video");

  /** The look; none when the text is no XML. {@code whole} when it was not cut off. */
  static Optional<XmlLook> of(String text, boolean whole) {
    int start = afterSpace(text, 0);
    boolean declared =
        text.startsWith("<?xml", start)
            && start + 5 < text.length()
            && isSpace(text.charAt(start + 5));
    int rootAt = afterProlog(text, start);
    String root = nameAt(text, rootAt + 1);
    String flat = flatDocument(text, rootAt);
    if (declared) {
      return Optional.of(new XmlLook(true, root.toLowerCase(Locale.ROOT), flat));
    }
    boolean isRoot =
        rootAt < text.length()
            && text.charAt(rootAt) == '<'
            && !root.isEmpty()
            && !HTML.contains(root.toLowerCase(Locale.ROOT))
            && ends(text, rootAt, root, whole);
    return isRoot
        ? Optional.of(new XmlLook(false, root.toLowerCase(Locale.ROOT), flat))
        : Optional.empty();
  }

  /** Azul's names of XML that is nothing else. */
  String format() {
    if (!openDocument.isEmpty()) {
      return openDocument;
    }
    return switch (root.substring(root.indexOf(':') + 1)) {
      case "svg" -> "image/svg";
      case "html" -> "code/html";
      case "kml" -> "code/xml";
      default -> isDeclared ? "document/xml" : "code/xml";
    };
  }

  /** The root element of an OpenDocument in one file has the media type as an attribute. */
  private static String flatDocument(String text, int rootAt) {
    int end = text.indexOf('>', rootAt);
    int attribute = end < 0 ? -1 : text.indexOf(MEDIA_TYPE, rootAt);
    if (attribute < 0 || attribute > end) {
      return "";
    }
    int start = attribute + MEDIA_TYPE.length() + 1;
    int close = text.indexOf(text.charAt(start - 1), start);
    return close < 0 ? "" : ZipFormats.openDocument(text.substring(start, close));
  }

  private static boolean ends(String text, int rootAt, String root, boolean whole) {
    int close = text.indexOf('>', rootAt);
    if (close < 0) {
      return false;
    }
    if (!whole) {
      int next = afterSpace(text, close + 1);
      return text.charAt(close - 1) != '/' && next < text.length() && text.charAt(next) == '<';
    }
    int end = beforeTrailing(text);
    String rest = text.substring(Math.max(close, end - root.length() - 16), end).strip();
    if (text.charAt(close - 1) == '/') {
      return close + 1 == end;
    }
    return rest.endsWith(">")
        && rest.substring(0, rest.length() - 1).stripTrailing().endsWith("</" + root);
  }

  /** Before the spaces and comments that follow the root element. */
  private static int beforeTrailing(String text) {
    int end = text.stripTrailing().length();
    while (text.startsWith("-->", end - 3)) {
      int comment = text.lastIndexOf("<!--", end - 3);
      if (comment < 0) {
        return end;
      }
      end = text.substring(0, comment).stripTrailing().length();
    }
    return end;
  }

  /** After spaces, comments, instructions and the document type. */
  private static int afterProlog(String text, int start) {
    int at = start;
    while (true) {
      int after;
      if (text.startsWith("<!--", at)) {
        after = after(text, "-->", at);
      } else if (text.startsWith("<?", at)) {
        after = after(text, "?>", at);
      } else if (text.regionMatches(true, at, "<!DOCTYPE", 0, 9)) {
        after = afterDocumentType(text, at);
      } else {
        return at;
      }
      at = afterSpace(text, after);
    }
  }

  private static int afterDocumentType(String text, int at) {
    int end = text.indexOf('>', at);
    int subset = text.indexOf('[', at);
    return subset >= 0 && subset < end ? after(text, "]>", subset) : after(text, ">", at);
  }

  private static int after(String text, String mark, int from) {
    int at = text.indexOf(mark, from);
    return at < 0 ? text.length() : at + mark.length();
  }

  private static String nameAt(String text, int start) {
    int end = start;
    while (end < text.length() && isOfAName(text.charAt(end), end == start)) {
      end++;
    }
    return start < end ? text.substring(start, end) : "";
  }

  private static boolean isOfAName(char unit, boolean first) {
    return Character.isLetter(unit)
        || unit == '_'
        || (!first && (Character.isDigit(unit) || ":.-".indexOf(unit) >= 0));
  }

  private static int afterSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char unit) {
    return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
  }
}
