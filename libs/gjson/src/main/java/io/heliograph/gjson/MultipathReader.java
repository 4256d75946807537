package io.heliograph.gjson;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code [a,b]} and {@code {a,"name":b}} (contract 2.8, 2.38). */
final class MultipathReader {
  private final Compilation compilation;
  private final byte[] text;
  private final int start;
  private final int end;
  private final List<Form.Member> members = new ArrayList<>();
  private int memberStart;
  private int colon;
  private boolean modifierSeen;

  MultipathReader(Compilation compilation, int start, int end) {
    this.compilation = compilation;
    this.text = compilation.text;
    this.start = start;
    this.end = end;
    this.memberStart = start + 1;
  }

  /** The multipath, or the walk that the original makes of a text that only looks like one. */
  Form read() {
    int close = readMembers();
    if (close < 0) {
      return FormReader.walk(compilation, end, end);
    }
    int after = close + 1;
    if (after < end && text[after] != '|' && text[after] != '.') {
      return FormReader.walk(compilation, after, end);
    }
    Lookup rest = after < end ? compilation.lookup(after + 1, end) : null;
    return new Form.Multipath(text[start] == '{', List.copyOf(members), rest);
  }

  private int readMembers() {
    int depth = 1;
    for (int i = start + 1; i < end; i++) {
      switch (text[i]) {
        case '\\' -> i++;
        case '@' -> modifierSeen |= text[i - 1] == '.' || text[i - 1] == '|';
        case ':' -> {
          if (!modifierSeen && colon == 0 && depth == 1) {
            colon = i;
          }
        }
        case ',' -> {
          if (depth == 1) {
            addMember(i);
          }
        }
        case '"' -> i = Squash.closingQuote(text, i + 1, end);
        case '[', '(', '{' -> depth++;
        case ']', ')', '}' -> {
          depth--;
          if (depth == 0) {
            addMember(i);
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private void addMember(int memberEnd) {
    int pathStart = colon == 0 ? memberStart : colon + 1;
    Slice written = colon == 0 ? null : new Slice(text, memberStart, colon);
    Lookup path = compilation.lookup(pathStart, memberEnd);
    Slice name = text[start] == '{' ? name(written, pathStart, memberEnd) : Slice.EMPTY;
    members.add(new Form.Member(name, path));
    colon = 0;
    modifierSeen = false;
    memberStart = memberEnd + 1;
  }

  private Slice name(@Nullable Slice written, int pathStart, int pathEnd) {
    if (written != null && !written.isEmpty()) {
      boolean copied = written.at(0) == '"' && new Validator(written, Integer.MAX_VALUE).isValid();
      return copied ? written : JsonText.quoted(written);
    }
    Slice last = lastComponent(pathStart, pathEnd);
    return JsonText.quoted(isSimple(last) ? last : Slice.ascii("_"));
  }

  private Slice lastComponent(int pathStart, int pathEnd) {
    for (int i = pathEnd - 1; i >= pathStart; i--) {
      boolean separator = text[i] == '|' || text[i] == '.';
      if (separator && (i == pathStart || text[i - 1] != '\\')) {
        return new Slice(text, i + 1, pathEnd);
      }
    }
    return new Slice(text, pathStart, pathEnd);
  }

  private static boolean isSimple(Slice name) {
    for (int i = 0; i < name.length(); i++) {
      int c = name.at(i) & 0xff;
      if (c < ' ' || "[]{}()#|!".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }
}
