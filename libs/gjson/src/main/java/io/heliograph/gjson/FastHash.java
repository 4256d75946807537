package io.heliograph.gjson;

/**
 * What the fast evaluator does with the elements of an array, of a document of lines, or of a list
 * that an earlier step found. Queries run while the elements are being stepped over.
 */
final class FastHash {
  /** No byte, and so not -1: that is the byte 0xff. */
  private static final int NO_STOP = 256;

  private final FastSearch search;
  private final FastQuery comparison;

  FastHash(FastSearch search) {
    this.search = search;
    this.comparison = new FastQuery(search);
  }

  /** Walks the array from the index after its bracket. */
  int array(ArrayStep step, int from) {
    remember(step);
    int first = Skip.blanks(search.bytes, from, search.end);
    if (first >= search.end) {
      return Skip.ODD;
    }
    return elements(step, search.bytes[first] == ']' ? ~(first + 1) : first, ']');
  }

  /** Walks the text from {@code from} to the end of the document as an array. */
  int lines(ArrayStep step, int from) {
    remember(step);
    int first = Skip.blanks(search.bytes, from, search.end);
    return elements(step, first >= search.end ? ~first : first, NO_STOP);
  }

  private void remember(ArrayStep step) {
    if (step.pipe() != null) {
      search.pipe = step.pipe();
    }
  }

  /** Index of the next element, the complement of the index after the array, or ODD. */
  private int following(int from, int close) {
    int end = search.end;
    byte[] bytes = search.bytes;
    int at = from;
    if (at < end && bytes[at] != ',') {
      at = Skip.blanks(bytes, at, end);
    }
    if (at >= end) {
      return close == NO_STOP ? ~at : Skip.ODD;
    }
    if (bytes[at] == close) {
      return ~(at + 1);
    }
    if (bytes[at] == ',') {
      at = Skip.blanks(bytes, at + 1, end);
      return at < end ? at : Skip.ODD;
    }
    return close == NO_STOP ? at : Skip.ODD;
  }

  private int elements(ArrayStep step, int first, int close) {
    int mark = search.spansTop;
    int element = first;
    int number = 0;
    while (element >= 0) {
      int after = element(step, element, number++);
      if (after < 0) {
        return after;
      }
      element = following(after, close);
    }
    if (element == Skip.ODD) {
      return Skip.ODD;
    }
    return finish(step, mark, number, ~element);
  }

  /** Walks the list of spans as an array. */
  int list(ArrayStep step, int from, int to) {
    remember(step);
    int mark = search.spansTop;
    for (int i = from; i < to; i += 2) {
      int after = element(step, search.spans[i], (i - from) / 2);
      if (after < 0) {
        return after;
      }
    }
    return finish(step, mark, (to - from) / 2, 0);
  }

  private int element(ArrayStep step, int element, int number) {
    return switch (step.kind()) {
      case COUNT, NOTHING -> search.skip.value(search.bytes, element, search.end);
      case INDEX ->
          number == step.index()
              ? search.matched(step.next(), element)
              : search.skip.value(search.bytes, element, search.end);
      case COLLECT -> collect(step.requiredTail(), element);
      case QUERY_FIRST -> first(step, element);
      case QUERY_ALL -> all(step, element);
    };
  }

  /** After the last element: what counting, collecting and querying make of it. */
  private int finish(ArrayStep step, int mark, int number, int after) {
    switch (step.kind()) {
      case COUNT -> search.finding.count(number);
      case COLLECT -> {
        search.finding.list(mark, search.spansTop);
        if (step.tailPipe() != null) {
          search.pipe = step.tailPipe();
        }
      }
      case QUERY_ALL -> {
        search.stick(mark);
        return after;
      }
      case INDEX, QUERY_FIRST, NOTHING -> {
        return after;
      }
    }
    search.resume = after;
    search.open = 0;
    return FastSearch.HIT;
  }

  private int collect(Lookup tail, int element) {
    if (!isContainer(element)) {
      return scalarTail(element);
    }
    if (!search.run(tail, element)) {
      return Skip.ODD;
    }
    addFinding();
    return search.endOfLastRun();
  }

  private void addFinding() {
    if (search.finding.kind == Finding.Kind.SLICE) {
      search.addSpan(search.finding.start, search.finding.end);
    }
  }

  /** A path finds nothing in a scalar, except in a string with brackets, which is rare enough. */
  private int scalarTail(int element) {
    int after = search.skip.value(search.bytes, element, search.end);
    if (after > 0 && search.bytes[element] == '"' && !search.isPlain(element, after)) {
      return Skip.ODD;
    }
    search.finding.nothing();
    return after;
  }

  private boolean isContainer(int element) {
    return search.bytes[element] == '{' || search.bytes[element] == '[';
  }

  /**
   * Index after the element when it satisfies the query, the complement of that index when not, or
   * {@link Skip#ODD}.
   */
  private int test(Query query, int element) {
    boolean accepted;
    int after;
    if (isContainer(element)) {
      int mark = search.spansTop;
      if (!search.run(query.path, element)) {
        return Skip.ODD;
      }
      int resume = search.resume;
      int open = search.open;
      accepted = comparison.accepts(query);
      search.spansTop = mark;
      after = open == 0 ? resume : search.skip.brackets(search.bytes, resume, search.end, open);
    } else {
      after = search.finding.take(search.bytes, element, search.end);
      accepted = after != Skip.ODD && !query.hasPath() && comparison.accepts(query);
    }
    return after == Skip.ODD || accepted ? after : ~after;
  }

  private int first(ArrayStep step, int element) {
    int tested = test(step.requiredQuery(), element);
    if (tested < 0) {
      return tested == Skip.ODD ? tested : ~tested;
    }
    if (step.tail() == null) {
      search.resume = tested;
      search.open = 1;
      take(element, tested);
      return FastSearch.HIT;
    }
    if (tail(step, element, tested) == Skip.ODD) {
      return Skip.ODD;
    }
    search.resume = tested;
    search.open = 1;
    return FastSearch.HIT;
  }

  private int all(ArrayStep step, int element) {
    int tested = test(step.requiredQuery(), element);
    if (tested < 0) {
      return tested == Skip.ODD ? tested : ~tested;
    }
    if (step.tail() == null) {
      search.addSpan(element, tested);
      return tested;
    }
    if (tail(step, element, tested) == Skip.ODD) {
      return Skip.ODD;
    }
    addFinding();
    return tested;
  }

  private void take(int element, int after) {
    if (isContainer(element)) {
      search.finding.container(element, after);
    } else {
      search.finding.take(search.bytes, element, search.end);
    }
  }

  private int tail(ArrayStep step, int element, int after) {
    if (step.tailPipe() != null) {
      search.pipe = step.tailPipe();
    }
    if (!isContainer(element)) {
      return scalarTail(element);
    }
    search.spend(after - element);
    return search.run(step.requiredTail(), element) ? after : Skip.ODD;
  }
}
