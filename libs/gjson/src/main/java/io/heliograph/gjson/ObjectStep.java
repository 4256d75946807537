package io.heliograph.gjson;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A segment as an object reads it: a key or a pattern of keys, with escapes (contract 2.7).
 *
 * @param key the key, or the text of the pattern
 * @param glob the pattern, when the key holds a wildcard
 * @param next the step into the value, or null when the value itself is asked for
 * @param pipe what runs on the value, found or not (contract 2.26), or null
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ObjectStep(byte[] key, @Nullable Glob glob, @Nullable Segment next, @Nullable Lookup pipe) {

  static ObjectStep read(Compilation compilation, int start, int end) {
    byte[] text = compilation.text;
    boolean wild = false;
    for (int i = start; i < end; i++) {
      byte c = text[i];
      if (c == '|' || c == '.') {
        return ending(compilation, Arrays.copyOfRange(text, start, i), wild, i, end);
      }
      if (c == '\\') {
        return readEscaped(compilation, start, i, end, wild);
      }
      wild |= c == '*' || c == '?';
    }
    return ending(compilation, Arrays.copyOfRange(text, start, end), wild, end, end);
  }

  private static ObjectStep readEscaped(
      Compilation compilation, int start, int escape, int end, boolean wildBefore) {
    byte[] text = compilation.text;
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    key.write(text, start, escape - start);
    boolean wild = wildBefore;
    int i = escape;
    for (; i < end && text[i] != '.' && text[i] != '|'; i++) {
      byte c = text[i];
      if (c == '\\') {
        i++;
        if (i < end) {
          key.write(text[i]);
        }
        continue;
      }
      wild |= c == '*' || c == '?';
      key.write(c);
    }
    return ending(compilation, key.toByteArray(), wild, Math.min(i, end), end);
  }

  private static ObjectStep ending(
      Compilation compilation, byte[] key, boolean wild, int stop, int end) {
    Glob glob = wild ? Glob.compile(key) : null;
    int pipeStart = Separator.pipeAt(compilation.text, stop, end);
    int nextStart = pipeStart < 0 && stop < end ? stop + 1 : -1;
    return new ObjectStep(
        key,
        glob,
        compilation.segmentOrNull(nextStart, end),
        compilation.lookupOrNull(pipeStart, end));
  }
}
