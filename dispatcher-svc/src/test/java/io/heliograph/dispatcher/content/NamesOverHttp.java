package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the path of a request is, it names nothing outside the store (part 1 row 16). */
abstract class NamesOverHttp extends ContentOverHttp {
  NamesOverHttp(Backend backend, List<String> more) {
    super(backend, more);
  }

  @BeforeAll
  void plant() throws IOException {
    backend.plant(hub.data(), "foreign");
    backend.plant(hub.data(), ABSENT);
    Files.writeString(folder.resolve("foreign"), "not to be named");
    Files.writeString(hub.data().resolve("foreign"), "not to be named");
  }

  static Stream<String> parts() {
    return Stream.of(
        "..",
        "%2e%2e",
        "../../../../foreign",
        "..%2f..%2f..%2fforeign",
        "%2e%2e%2f%2e%2e%2fforeign",
        "%252e%252e%252fforeign",
        "..%5c..%5cforeign",
        "%c0%ae%c0%ae%c0%afforeign",
        "%00",
        ABSENT + "%00",
        ABSENT + ".sealed",
        ABSENT + "%2f..",
        ABSENT.substring(1) + "%0a",
        ABSENT.toUpperCase(Locale.ROOT),
        "/etc/passwd",
        "%2fetc%2fpasswd",
        ".incoming",
        "a",
        "%",
        "%zz",
        "a".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void shouldNameNothingOutsideTheStore(String part) throws Exception {
    List<String> before = everything();
    String stream = "/api/v3/stream/";
    List<String> targets =
        List.of(
            stream + "samples/content/" + part,
            stream + "samples/" + part + "/" + ABSENT,
            stream + part + "/content/" + ABSENT,
            stream + part);

    for (String target : targets) {
      for (String method : List.of("GET", "HEAD", "DELETE")) {
        assertThat(client.rawStatus(method, target)).as(method + target).isIn(400, 404);
      }
    }
    for (String target :
        List.of(stream + part + "/content", stream + "samples/" + part, stream + part)) {
      assertThat(client.rawStatus("POST", target)).as(target).isIn(400, 404);
    }
    for (String target :
        List.of(
            stream + part + "/samples/content/" + ABSENT,
            stream + "samples/" + part + "/content/" + ABSENT,
            stream + "samples/incidents/" + part + "/" + ABSENT,
            stream + "samples/incidents/content/" + part)) {
      assertThat(client.rawStatus("PATCH", target)).as(target).isIn(400, 404);
    }
    assertThat(everything()).isEqualTo(before);
  }

  /** Every file around the store, its time and size, and every object. */
  private List<String> everything() throws IOException {
    List<String> all = new ArrayList<>(backend.objects(hub.data()));
    try (Stream<Path> files = Files.walk(parent)) {
      for (Path file : files.filter(file -> !file.equals(hub.log())).sorted().toList()) {
        all.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return all;
  }
}
