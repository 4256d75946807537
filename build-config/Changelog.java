import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the fragments in changelog/unreleased, and collects them into CHANGELOG.md at a release; changelog/README.md
 * has their form. Run in the folder of the project: {@code java build-config/Changelog.java check} or {@code release
 * VERSION DATE}.
 */
class Changelog {
  private static final Path FRAGMENTS = Path.of("changelog", "unreleased");
  private static final Path CHANGELOG = Path.of("CHANGELOG.md");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+\\.md");
  private static final Pattern ENTRY = Pattern.compile("- (\\*\\*Action:\\*\\* )?\\S.*[.)]", Pattern.DOTALL);
  private static final String TITLE = "# Changes\n";

  public static void main(String[] arguments) throws IOException {
    String command = String.join(" ", arguments);
    List<Path> files = fragments();
    List<String> entries = entries(files);
    if (command.equals("check")) {
      System.out.println(entries.size() + " entries in " + files.size() + " fragments");
    } else if (command.matches("release \\d+\\.\\d+\\.\\d+ \\d{4}-\\d{2}-\\d{2}")) {
      release(arguments[1], arguments[2], entries);
      for (Path file : files) {
        Files.delete(file);
      }
    } else {
      throw refused("check, or release VERSION DATE such as release 0.2.0 2027-01-15, not '" + command + "'");
    }
  }

  /** None after a release, when git has no folder either. */
  private static List<Path> fragments() throws IOException {
    if (!Files.isDirectory(FRAGMENTS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(FRAGMENTS)) {
      return files.sorted().toList();
    }
  }

  private static List<String> entries(List<Path> files) throws IOException {
    List<String> entries = new ArrayList<>();
    for (Path file : files) {
      if (!NAME.matcher(file.getFileName().toString()).matches()) {
        throw refused(file + ": the name is AREA-what-changes.md, in lower case");
      }
      for (String entry : Files.readString(file).split("\n(?=\\S)")) {
        String text = entry.stripTrailing();
        if (!ENTRY.matcher(text).matches() || text.matches("(?s).*\n(?!  \\S).*")) {
          throw refused(
              file + ": an entry is '- ' and sentences, its further lines are indented by two spaces: " + text);
        }
        entries.add(text);
      }
    }
    return entries;
  }

  private static void release(String version, String date, List<String> entries) throws IOException {
    String changes = Files.readString(CHANGELOG);
    if (!changes.startsWith(TITLE)) {
      throw refused(CHANGELOG + ": the first line is '# Changes'");
    }
    if (changes.contains("\n## " + version + " ")) {
      throw refused(version + ": " + CHANGELOG + " has this release already");
    }
    List<String> ordered =
        Stream.concat(
                entries.stream().filter(entry -> entry.startsWith("- **Action:**")),
                entries.stream().filter(entry -> !entry.startsWith("- **Action:**")))
            .toList();
    String section = "\n## " + version + " (" + date + ")\n\n" + String.join("\n", ordered) + "\n";
    Files.writeString(CHANGELOG, TITLE + section + changes.substring(TITLE.length()));
    System.out.println(ordered.size() + " entries moved to " + CHANGELOG);
  }

  private static IllegalArgumentException refused(String message) {
    System.err.println(message);
    return new IllegalArgumentException(message);
  }
}
