package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedTest {
  @TempDir private Path folder;
  private Committed file;

  @BeforeEach
  void write() throws IOException {
    Path path = folder.resolve("reference.md");
    Files.writeString(path, "# Reference\n\n## One\n\nfirst\n\n## Two\n\nsecond\n");
    file = Committed.of(path.toString());
  }

  @Test
  void shouldEndASectionAtTheNextHeading() {
    assertThat(file.section("One")).isEqualTo("\nfirst\n\n");
    assertThat(file.section("Two")).isEqualTo("\nsecond\n");
  }

  @Test
  void shouldNameTheCommandWhenASectionIsNotWhatTheCodeSays() {
    assertThatCode(() -> file.holdSection("One", "\nfirst\n\n", "mvn command"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> file.holdSection("One", "\nchanged\n\n", "mvn command"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mvn command");
  }

  @Test
  void shouldRefuseASectionThatIsNotThere() {
    assertThatThrownBy(() -> file.section("Three"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("## Three");
  }

  @Test
  void shouldRunATestWithServersInThePhaseThatHasThem() {
    assertThat(Committed.command("one-svc", CommittedTest.class))
        .isEqualTo(
            "mvn -pl one-svc -am test -Dtest=CommittedTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dheliograph.update=true");
    assertThat(Committed.command("one-svc", SomeIT.class))
        .contains(" verify -Dtest=None -Dit.test=SomeIT ");
  }

  /** Named as tests with servers are. */
  private static final class SomeIT {}
}
