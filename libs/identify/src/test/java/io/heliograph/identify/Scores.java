package io.heliograph.identify;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often answers are right, format by format. Built answer by answer; one thread at a time. */
final class Scores {
  /** What was told of files of one format, and how often the format was told of others. */
  static final class Score {
    private int files;
    private int right;
    private int wronglyTold;

    int files() {
      return files;
    }

    double recall() {
      return files == 0 ? 0 : (double) right / files;
    }

    /** 1 where the format was never told. */
    double precision() {
      return right + wronglyTold == 0 ? 1 : (double) right / (right + wronglyTold);
    }

    double f1() {
      return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
    }
  }

  /** One format told for another. */
  record Confusion(String format, String told) {}

  private final Map<String, Score> scores = new TreeMap<>();
  private final Map<Confusion, Integer> confusions =
      new TreeMap<>(Comparator.comparing(Confusion::format).thenComparing(Confusion::told));

  void add(KnownFile file, String told) {
    Score score = of(file.format());
    score.files++;
    if (file.isRight(told)) {
      score.right++;
    } else {
      of(told).wronglyTold++;
      confusions.merge(new Confusion(file.format(), told), 1, Integer::sum);
    }
  }

  Score of(String format) {
    return scores.computeIfAbsent(format, none -> new Score());
  }

  /** Formats with so many files at least. */
  List<String> formats(int filesMin) {
    return scores.entrySet().stream()
        .filter(entry -> entry.getValue().files >= filesMin)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The mean of F1, each format counted once. */
  double macroF1(Collection<String> formats) {
    return formats.stream().mapToDouble(format -> of(format).f1()).average().orElse(0);
  }

  /** What was told for what, most often first. */
  List<Map.Entry<Confusion, Integer>> confusions() {
    return confusions.entrySet().stream()
        .sorted(Map.Entry.<Confusion, Integer>comparingByValue().reversed())
        .toList();
  }
}
