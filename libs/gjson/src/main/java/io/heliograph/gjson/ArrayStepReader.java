package io.heliograph.gjson;

import org.jspecify.annotations.Nullable;

/** Reads a segment for an array, from its start to the separator that ends it. */
final class ArrayStepReader {
  private final Compilation compilation;
  private final byte[] text;
  private final int start;
  private final int end;
  private boolean hash;
  private boolean all;
  private @Nullable Query query;

  ArrayStepReader(Compilation compilation, int start, int end) {
    this.compilation = compilation;
    this.text = compilation.text;
    this.start = start;
    this.end = end;
  }

  ArrayStep read() {
    for (int i = start; i < end; i++) {
      byte c = text[i];
      if (c == '|' || c == '.') {
        return ending(i);
      }
      if (c == '#') {
        hash = true;
        if (i == start && i + 1 < end && (text[i + 1] == '[' || text[i + 1] == '(')) {
          QueryParser parser = new QueryParser(compilation, start, end);
          query = parser.parse();
          if (query == null) {
            query = Query.unclosed(compilation.lookup(end, end));
            break;
          }
          i = parser.next() - 1;
          all = i + 1 < end && text[i + 1] == '#';
        }
      }
    }
    return ending(end);
  }

  private ArrayStep ending(int stop) {
    int pipeStart = hash ? plainPipe(stop) : Separator.pipeAt(text, stop, end);
    int more = pipeStart < 0 && stop < end ? stop + 1 : -1;
    Lookup pipe = compilation.lookupOrNull(pipeStart, end);
    if (!hash) {
      Segment next = compilation.segmentOrNull(more, end);
      return new ArrayStep(ArrayStep.Kind.INDEX, index(stop), null, next, null, null, pipe);
    }
    int split = more < 0 ? -1 : Separator.tailPipe(text, more, end);
    Lookup tail = compilation.lookupOrNull(more, split < 0 ? end : split);
    Lookup tailPipe = split < 0 ? null : compilation.lookup(split + 1, end);
    return new ArrayStep(hashKind(stop, more >= 0), -1, query, null, tail, tailPipe, pipe);
  }

  private int plainPipe(int stop) {
    return stop < end && text[stop] == '|' ? stop + 1 : -1;
  }

  private ArrayStep.Kind hashKind(int stop, boolean more) {
    if (query != null) {
      return all ? ArrayStep.Kind.QUERY_ALL : ArrayStep.Kind.QUERY_FIRST;
    }
    if (stop - start > 1) {
      return ArrayStep.Kind.NOTHING;
    }
    return more ? ArrayStep.Kind.COLLECT : ArrayStep.Kind.COUNT;
  }

  private long index(int stop) {
    if (start == stop) {
      return -1;
    }
    long index = 0;
    for (int i = start; i < stop; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
      index = index * 10 + (text[i] - '0');
    }
    return index;
  }
}
