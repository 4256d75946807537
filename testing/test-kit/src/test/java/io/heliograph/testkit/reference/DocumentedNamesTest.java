package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The names in the documents are those of the code: the class that begins the label of each arrow
 * in {@code docs/architecture.md}, and every test class in {@code docs/testing.md}.
 */
class DocumentedNamesTest {
  private static final Pattern PICTURE = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);
  private static final Pattern MODULES = Pattern.compile("%% modules: (.+)");
  private static final Pattern ARROW = Pattern.compile("-->|\\.->|->>");
  private static final Pattern LABEL =
      Pattern.compile("-- \"(\\w+) [^\"]+\" -->|->>\\w+: (\\w+) .+");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|IT))`");

  private static final String HAND_MADE =
      """
      ```mermaid
      flowchart LR
        %% modules: libs/service-kit
        a[one] -- "TopicFollower reads" --> b[other]
        a -- "NoSuchClass reads" --> b
      ```
      ```mermaid
      sequenceDiagram
        %% modules: libs/service-kit
        A->>B: TopicManager asks
        B-->>A: answers
      ```
      """;

  /**
   * One picture.
   *
   * @param modules the folders that its classes are in
   * @param arrows its lines with an arrow
   */
  private record Picture(List<String> modules, List<String> arrows) {}

  @Test
  void shouldNameAClassOfTheCodeWhenAPictureHasAnArrow() {
    List<Picture> pictures = pictures(Committed.of("docs/architecture.md").text());

    assertThat(pictures).hasSizeGreaterThan(5);
    assertThat(pictures)
        .allSatisfy(
            picture -> {
              Set<String> classes = classes(picture.modules(), "src/main/java");
              assertThat(picture.arrows()).isNotEmpty();
              assertThat(picture.arrows())
                  .allSatisfy(arrow -> assertThat(classes).as(arrow).contains(actor(arrow)));
            });
  }

  @Test
  void shouldTellWhenAnArrowNamesNoClassOfTheCode() {
    List<Picture> pictures = pictures(HAND_MADE);
    Picture flow = pictures.getFirst();
    Picture sequence = pictures.getLast();
    Set<String> classes = classes(flow.modules(), "src/main/java");

    assertThat(flow.arrows()).hasSize(2);
    assertThat(sequence.arrows()).hasSize(2);
    assertThat(classes).contains(actor(flow.arrows().getFirst()));
    assertThat(classes).doesNotContain(actor(flow.arrows().getLast()));
    assertThat(classes).contains(actor(sequence.arrows().getFirst()));
    assertThatThrownBy(() -> actor(sequence.arrows().getLast()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("B-->>A: answers");
  }

  @Test
  void shouldNameTestsOfTheCodeWhenTheGuideNamesATest() {
    Set<String> classes = classes(List.of(""), "src/test/java");
    List<String> named =
        TEST_CLASS
            .matcher(Committed.of("docs/testing.md").text())
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(named).isNotEmpty();
    assertThat(classes).containsAll(named);
  }

  private static List<Picture> pictures(String document) {
    return PICTURE.matcher(document).results().map(DocumentedNamesTest::picture).toList();
  }

  private static Picture picture(MatchResult block) {
    String text = block.group(1);
    Matcher modules = MODULES.matcher(text);
    if (!modules.find()) {
      throw new IllegalStateException("a picture without %% modules: " + text);
    }
    return new Picture(
        List.of(modules.group(1).split(" ")),
        text.lines().filter(line -> ARROW.matcher(line).find()).map(String::strip).toList());
  }

  /** The class that an arrow names. */
  private static String actor(String arrow) {
    Matcher label = LABEL.matcher(arrow);
    if (!label.find()) {
      throw new IllegalStateException("the label of an arrow is a class and words: " + arrow);
    }
    return label.group(1) == null ? label.group(2) : label.group(1);
  }

  /** The names of the source files in that folder of modules and of those below. */
  private static Set<String> classes(List<String> modules, String folder) {
    return modules.stream()
        .flatMap(module -> sources(Committed.home().resolve(module)))
        .filter(file -> file.toString().contains(folder))
        .map(file -> file.getFileName().toString())
        .map(name -> name.substring(0, name.length() - ".java".length()))
        .collect(Collectors.toSet());
  }

  private static Stream<Path> sources(Path module) {
    try (Stream<Path> files =
        Files.find(
            module, 20, (file, attributes) -> file.getFileName().toString().endsWith(".java"))) {
      return files.toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
