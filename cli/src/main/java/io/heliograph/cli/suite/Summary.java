package io.heliograph.cli.suite;

import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The closing words of a test run: the classes that took longest, the time of each module's tests,
 * a line per optional suite, then the sum of all.
 */
public final class Summary {
  private static final int SLOWEST = 10;

  private static final Set<String> REPORT_FOLDERS = Set.of("surefire-reports", "failsafe-reports");
  private static final Set<String> NEVER_ENTERED =
      Set.of(".git", ".heliograph", "src", "node_modules");

  private Summary() {}

  /** The lines for the reports that were written since then. */
  public static List<String> of(Machine machine, FileTime since) {
    List<Report> reports = reports(machine.home(), since);
    List<String> lines = new ArrayList<>(times(reports));
    Suite.ALL.forEach(suite -> lines.add(suite.line(reports, machine)));
    lines.add(reports.stream().map(Report::counts).reduce(Counts.NONE, Counts::plus).toString());
    return lines;
  }

  /** Classes that ran side by side count each with its own time. */
  private static List<String> times(List<Report> reports) {
    List<String> lines = new ArrayList<>();
    reports.stream()
        .sorted(Comparator.comparingDouble(Report::seconds).reversed())
        .limit(SLOWEST)
        .forEach(report -> lines.add(line(report.seconds(), report.className())));
    Map<String, Double> modules =
        reports.stream()
            .collect(
                Collectors.groupingBy(
                    Report::module, TreeMap::new, Collectors.summingDouble(Report::seconds)));
    modules.forEach((module, seconds) -> lines.add(line(seconds, module)));
    return lines;
  }

  private static String line(double seconds, String what) {
    return String.format(Locale.ROOT, "%8.1f s  %s", seconds, what);
  }

  private static List<Report> reports(Path home, FileTime since) {
    List<Report> reports = new ArrayList<>();
    try {
      Files.walkFileTree(
          home,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NEVER_ENTERED.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (isReport(file) && attributes.lastModifiedTime().compareTo(since) >= 0) {
                reports.add(Report.read(home, file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new HubException("cannot read the test reports: " + failure, failure);
    }
    return reports;
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("TEST-")
        && name.endsWith(".xml")
        && REPORT_FOLDERS.contains(file.getParent().getFileName().toString());
  }
}
