package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text is text in whatever encoding, and bytes at random are none. */
class EncodingsTest {
  private static final Identifier IDENTIFIER = new Identifier();

  /** A text and an encoding that has all its letters. */
  record Prose(String text, Charset charset) {}

  private static final String RUSSIAN =
      """
      Вчера мы долго гуляли по городу и говорили обо всём на свете. Потом пошёл дождь,
      и пришлось вернуться домой раньше, чем мы хотели. Завтра попробуем ещё раз.
      """;
  private static final String CHINESE = "昨天我们在城里走了很久，谈了很多事情。后来下雨了，\n我们只好早点回家。明天我们再试一次，希望天气会好一些。\n";
  private static final String TAIWANESE =
      """
      昨天我們在城裡走了很久，談了很多事情。後來下雨了，
      我們只好早點回家。明天我們再試一次，希望天氣會好一些。
      """;
  private static final String JAPANESE =
      """
      きのうは町を長いあいだ歩いて、いろいろなことを話しました。
      そのあと雨が降ってきたので、早めに家に帰りました。明日また行きます。
      """;
  private static final String KOREAN =
      """
      어제 우리는 도시를 오래 걸으며 많은 이야기를 나누었습니다. 그 뒤에 비가 와서
      우리는 일찍 집으로 돌아와야 했습니다. 내일 다시 해 보겠습니다.
      """;
  private static final String GREEK =
      """
      Χθες περπατήσαμε πολύ στην πόλη και μιλήσαμε για πολλά πράγματα. Μετά έβρεξε
      και γυρίσαμε στο σπίτι νωρίτερα.
      """;
  private static final String HEBREW =
      """
      אתמול הלכנו הרבה בעיר ודיברנו על דברים רבים. אחר כך ירד גשם
      וחזרנו הביתה.
      """;
  private static final String GERMAN =
      """
      Gestern gingen wir lange durch die Stadt und sprachen über schöne Dinge. Später fiel
      Regen, und wir mußten früher nach Hause zurückkehren.
      """;
  private static final String POLISH =
      """
      Wczoraj długo chodziliśmy po mieście i rozmawialiśmy o wielu rzeczach. Później
      zaczął padać deszcz, więc musieliśmy wrócić wcześniej.
      """;

  static final List<Prose> PROSE =
      Stream.of(
              all(RUSSIAN, "windows-1251", "KOI8-R", "IBM866", "ISO-8859-5", "UTF-16LE", "UTF-8"),
              all(CHINESE, "GBK", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-8"),
              all(TAIWANESE, "Big5", "UTF-8"),
              all(JAPANESE, "Shift_JIS", "EUC-JP", "ISO-2022-JP", "UTF-8"),
              all(KOREAN, "EUC-KR", "x-windows-949", "x-Johab", "ISO-2022-KR", "UTF-8"),
              all(GREEK, "windows-1253", "ISO-8859-7"),
              all(HEBREW, "windows-1255", "ISO-8859-8"),
              all(GERMAN, "windows-1252", "ISO-8859-1", "IBM850"),
              all(POLISH, "windows-1250", "ISO-8859-2", "IBM852"))
          .flatMap(List::stream)
          .toList();

  private static List<Prose> all(String text, String... charsets) {
    return Arrays.stream(charsets).map(name -> new Prose(text, Charset.forName(name))).toList();
  }

  static List<Prose> prose() {
    return PROSE;
  }

  private static FileType identify(byte[] bytes) throws Exception {
    return IDENTIFIER.identify(new BytesChannel(bytes));
  }

  @ParameterizedTest
  @MethodSource("prose")
  void shouldTellTextInItsEncoding(Prose prose) throws Exception {
    byte[] bytes = prose.text().getBytes(prose.charset());

    assertThat(identify(bytes).fileFormat()).isEqualTo("text/plain");
    assertThat(identify(bytes).magic()).contains("text");
    assertThat(identify(repeated(bytes, 80_000)).fileFormat())
        .as("cut in the middle of a character perhaps")
        .isEqualTo("text/plain");
  }

  private static byte[] repeated(byte[] bytes, int atLeast) {
    byte[] longer = new byte[(atLeast / bytes.length + 1) * bytes.length];
    for (int at = 0; at < longer.length; at += bytes.length) {
      System.arraycopy(bytes, 0, longer, at, bytes.length);
    }
    return longer;
  }

  static List<Prose> narrow() {
    // A few wide characters without a mark may be anything.
    return PROSE.stream().filter(prose -> !prose.charset().name().startsWith("UTF-16")).toList();
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void shouldTellAShortTextInItsEncoding(Prose prose) throws Exception {
    String line = prose.text().substring(0, prose.text().indexOf('\n', 20) / 2);

    assertThat(identify(line.getBytes(prose.charset())).fileFormat())
        .as(line)
        .isEqualTo("text/plain");
  }

  @Test
  void shouldNameTheEncodingInTheDescription() throws Exception {
    assertThat(identify(RUSSIAN.getBytes(Charset.forName("windows-1251"))).magic())
        .isEqualTo("Non-ISO extended-ASCII text, windows-1251");
    assertThat(identify(RUSSIAN.getBytes(Charset.forName("KOI8-R"))).magic())
        .isEqualTo("Non-ISO extended-ASCII text, koi8-r");
    assertThat(identify(JAPANESE.getBytes(Charset.forName("Shift_JIS"))).magic())
        .isEqualTo("Non-ISO extended-ASCII text, shift_jis");
    assertThat(identify(("\ufeff" + RUSSIAN).getBytes(Charset.forName("UTF-32LE"))).magic())
        .isEqualTo("Unicode text, UTF-32, little-endian text");
    assertThat(identify(RUSSIAN.getBytes(UTF_8)).magic()).isEqualTo("Unicode text, UTF-8 text");
  }

  @Test
  void shouldNotTakeBytesAtRandomForText() throws Exception {
    for (long seed = 1; seed <= 40; seed++) {
      byte[] bytes = new byte[300];
      new Random(seed).nextBytes(bytes);
      assertThat(identify(bytes).fileFormat()).as("seed %s", seed).isNotEqualTo("text/plain");
      // Without control characters, so that only the letters tell.
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) (0x80 | bytes[at]);
      }
      assertThat(identify(bytes).fileFormat()).as("seed %s", seed).isEqualTo("unknown");
    }
  }
}
