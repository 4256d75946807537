package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {
  private static final Identifier IDENTIFIER = new Identifier();

  private static FileType identify(byte[] bytes) throws Exception {
    return IDENTIFIER.identify(new BytesChannel(bytes));
  }

  @Test
  void shouldSayOfTheGoldenTextWhatThePeerSays() throws Exception {
    JsonNode golden =
        new ObjectMapper()
            .readTree(IdentifierTest.class.getResourceAsStream("identify.json"))
            .path("cases")
            .get(0);

    FileType type = identify(golden.path("text").asText().getBytes(UTF_8));

    assertThat(type)
        .isEqualTo(
            new FileType(
                golden.path("mime").asText(),
                golden.path("magic").asText(),
                golden.path("file_format").asText(),
                golden.path("file_extension").asText()));
    assertThat(Identifier.VERSION).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"32769, CD001, archive/iso", "32769, BEA01, archive/udf", "257, ustar, archive/tar"})
  void shouldFindSignaturesDeepInside(int offset, String signature, String format)
      throws Exception {
    byte[] bytes = new byte[40_000];
    System.arraycopy(signature.getBytes(UTF_8), 0, bytes, offset, signature.length());

    assertThat(identify(bytes).fileFormat()).isEqualTo(format);
  }

  @Test
  void shouldFindADocumentHiddenBehindALongBeginning() throws Exception {
    byte[] pdf = Files.readAllBytes(SamplesTest.folder().resolve("x-protected.pdf"));

    byte[] bytes = ("junk\n" + new String(pdf, ISO_8859_1)).getBytes(ISO_8859_1);

    assertThat(identify(bytes).fileFormat()).isEqualTo("document/pdf/passwordprotected");
  }

  @Test
  void shouldNameWhatNobodyKnows() throws Exception {
    byte[] random = new byte[5000];
    new Random(5).nextBytes(random);

    assertThat(identify(random).fileFormat()).isEqualTo("unknown");
    assertThat(identify("MZ".getBytes(UTF_8)).fileFormat()).isEqualTo("unknown");
    assertThat(identify(new byte[0]).fileFormat()).isEqualTo("unknown");
    assertThat(identify(new byte[] {0}).mime()).isEqualTo("application/octet-stream");
  }

  @Test
  void shouldAnswerWhateverTheBytesAre() throws Exception {
    Random random = new Random(20_261);
    try (Stream<Path> files = Files.list(SamplesTest.folder())) {
      List<Path> samples = files.sorted().toList();
      for (Path file : samples) {
        byte[] bytes = Files.readAllBytes(file);
        for (int round = 0; round < 6; round++) {
          byte[] broken = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
          for (int change = 0; change < 8; change++) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
          }
          assertThat(identify(broken).fileFormat()).as(file.toString()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void shouldEndWhenInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () -> identify("some plain prose, long enough".repeat(100).getBytes(UTF_8)))
          .isInstanceOf(IdentificationInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1} | true",
        "[] | true",
        "{\"a\": [1, {\"b\": null}]} | true",
        "{\"a\": 1 | false",
        "{a: 1} | false",
        "[1, 2,] | false",
        "{} {} | false",
        "plain | false",
        "[main] | false",
        "{\"a\" 1} | false"
      })
  void shouldTellJsonFromWhatLooksLikeIt(String text, boolean json) {
    assertThat(JsonLook.matches(text.strip(), true)).isEqualTo(json);
  }

  @Test
  void shouldTakeJsonThatTheWindowCutsOff() {
    assertThat(JsonLook.matches("{\"a\": [1, 2, {\"b\": \"cut of", false)).isTrue();
    assertThat(JsonLook.matches("{\"a\": [1, 2, tr", false)).isTrue();
    assertThat(JsonLook.matches("{\"a\": [1, 2, } tr", false)).isFalse();
  }

  /** MPEG audio of a single frame: a second one cannot confirm it, the end of the content can. */
  @Test
  void shouldTellAudioOfASingleFrame() throws Exception {
    byte[] frame = {(byte) 0xff, (byte) 0xfd, (byte) 0xa0, 4};

    assertThat(identify(Arrays.copyOf(frame, 626)).fileFormat()).isEqualTo("audio/mp2");
    assertThat(identify(Arrays.copyOf(frame, 700)).fileFormat()).isNotEqualTo("audio/mp2");
  }
}
