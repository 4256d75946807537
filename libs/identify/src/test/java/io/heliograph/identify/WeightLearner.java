package io.heliograph.identify;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Learns the points of {@code indicators.tsv} from the corpus: an averaged perceptron that starts
 * at the present points, is pulled back to them, and changes the rows of the right format and of
 * the best wrong one as long as the right one is not ahead by a margin. Files of two packages in
 * three are learnt from; the others tell what it is worth.
 *
 * <p>Arguments: the corpus' folder; where the new table is written.
 */
final class WeightLearner {
  private static final int EPOCHS = 40;
  private static final double MARGIN = 4;
  private static final double STEP = 0.25;

  /** How much of the way back to the first points goes each epoch. */
  private static final double PULL = 0.02;

  private static final int POINTS_MAX = 60;
  private static final String PLAIN = "text/plain";

  /** Just less than a format needs: what no row speaks for is plain text. */
  private static final double PLAIN_POINTS = Indicators.POINTS_MIN - 0.5;

  /** A text and the rows that fit it. */
  private record Example(KnownFile file, List<Integer> rows) {}

  private final List<Indicators.Rule> rules = new Indicators().rules();
  private final List<Example> examples = new ArrayList<>();
  private final double[] first = new double[rules.size()];

  private WeightLearner() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    WeightLearner learner = new WeightLearner();
    for (int row = 0; row < learner.first.length; row++) {
      learner.first[row] = learner.rules.get(row).points();
    }
    for (KnownFile file : PackageCorpus.in(Path.of(arguments[0])).files()) {
      learner.look(file);
    }
    double[] learnt = learner.learn();
    System.out.println(learner.worth("present points", learner.first));
    System.out.println(learner.worth("learnt points", learnt));
    Files.write(Path.of(arguments[1]), learner.table(learnt));
  }

  private void look(KnownFile file) throws IOException {
    try (FileChannel content = FileChannel.open(file.file())) {
      Optional<TextLook> look = TextLook.of(new Sample(content));
      if (look.isEmpty() || file.isMade() || !isOfTexts(file.format())) {
        return;
      }
      String text = look.get().text();
      if (new TextFormats()
          .readings(look.get()).stream()
              .anyMatch(reading -> reading.strength() == Reading.Strength.TOP)) {
        return;
      }
      TextWords words = new TextWords(text);
      List<Integer> rows = new ArrayList<>();
      for (int row = 0; row < rules.size(); row++) {
        Indicators.Rule rule = rules.get(row);
        if (!rule.decides() && rule.isPossible(words) && rule.matches(text)) {
          rows.add(row);
        }
      }
      examples.add(new Example(file, rows));
    }
  }

  private static boolean isOfTexts(String format) {
    return format.startsWith("code/") || format.startsWith("text/");
  }

  private Map<String, Double> points(Example example, double[] weights) {
    Map<String, Double> points = new HashMap<>();
    points.put(PLAIN, PLAIN_POINTS);
    Map<String, Double> sums = new HashMap<>();
    for (int row : example.rows()) {
      sums.merge(rules.get(row).format(), weights[row], Double::sum);
    }
    sums.forEach((format, sum) -> points.merge(format, sum, Math::max));
    return points;
  }

  private double[] learn() {
    double[] weights = first.clone();
    double[] sum = new double[weights.length];
    // In the corpus' order: two runs learn the same.
    List<Example> trained = examples.stream().filter(one -> !one.file().isHeldOut()).toList();
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      trained.forEach(example -> step(example, weights));
      for (int row = 0; row < weights.length; row++) {
        weights[row] += PULL * (first[row] - weights[row]);
        sum[row] += weights[row];
      }
    }
    double[] mean = new double[weights.length];
    for (int row = 0; row < weights.length; row++) {
      mean[row] = Math.clamp(Math.round(sum[row] / EPOCHS), 1, POINTS_MAX);
    }
    return mean;
  }

  private void step(Example example, double[] weights) {
    Map<String, Double> points = points(example, weights);
    double right = -1;
    double wrong = -1;
    String rightFormat = example.file().format();
    String wrongFormat = "";
    for (Map.Entry<String, Double> entry : points.entrySet()) {
      boolean isRight = example.file().isRight(entry.getKey());
      if (isRight && entry.getValue() > right) {
        right = entry.getValue();
        rightFormat = entry.getKey();
      }
      if (!isRight && entry.getValue() > wrong) {
        wrong = entry.getValue();
        wrongFormat = entry.getKey();
      }
    }
    if (right - wrong >= MARGIN) {
      return;
    }
    for (int row : example.rows()) {
      String format = rules.get(row).format();
      double change = format.equals(rightFormat) ? STEP : format.equals(wrongFormat) ? -STEP : 0;
      weights[row] = Math.clamp(weights[row] + change, 1, POINTS_MAX);
    }
  }

  private String worth(String name, double[] weights) {
    int[] files = new int[2];
    int[] right = new int[2];
    for (Example example : examples) {
      int part = example.file().isHeldOut() ? 1 : 0;
      files[part]++;
      String told =
          points(example, weights).entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .orElseThrow()
              .getKey();
      right[part] += example.file().isRight(told) ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "%s: right of those learnt from %d of %d, of those held out %d of %d",
        name,
        right[0],
        files[0],
        right[1],
        files[1]);
  }

  /** The table with the points that were learnt; all else is as it was. */
  private List<String> table(double[] weights) throws IOException {
    Path table =
        Path.of(
            System.getProperty("heliograph.home", ""),
            "libs/identify/src/main/resources/io/heliograph/identify/indicators.tsv");
    List<String> lines = new ArrayList<>();
    int row = 0;
    for (String line : Files.readAllLines(table)) {
      if (line.startsWith("#") || line.isBlank()) {
        lines.add(line);
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (!rules.get(row).decides()) {
        cells[1] = String.valueOf((int) weights[row]);
      }
      lines.add(String.join("\t", cells));
      row++;
    }
    return lines;
  }
}
