package io.heliograph.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrintableTest {
  @Test
  void shouldFindEachByteWhereverItStands() {
    // given each byte at each place of texts around two words
    for (int value = 0; value < 256; value++) {
      for (int length = 1; length < 20; length++) {
        for (int at = 0; at < length; at++) {
          byte[] text = new byte[length];
          Arrays.fill(text, (byte) 'x');
          text[at] = (byte) value;

          // when
          int end = Printable.end(text, 0, length);

          // then
          assertThat(end).as("%d at %d of %d", value, at, length).isEqualTo(naive(text, 0, length));
        }
      }
    }
  }

  @Test
  void shouldStopAtTheFirstOfManyWhateverSurroundsIt() {
    // given bytes that borrow from or look like their neighbours
    byte[] pieces = {0, 1, 0x1F, 0x20, 0x21, '"', '#', '[', '\\', ']', 0x7E, 0x7F, -128, -1, 'a'};
    Random random = new Random(20_261_130);
    for (int round = 0; round < 200_000; round++) {
      byte[] text = new byte[1 + random.nextInt(24)];
      for (int i = 0; i < text.length; i++) {
        text[i] = random.nextInt(3) == 0 ? pieces[random.nextInt(pieces.length)] : (byte) 'k';
      }
      int from = random.nextInt(text.length);

      // when
      int end = Printable.end(text, from, text.length);

      // then
      assertThat(end).as(Arrays.toString(text)).isEqualTo(naive(text, from, text.length));
    }
  }

  private static int naive(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= 0x20 && text[at] != '"' && text[at] != '\\' && text[at] != 0x7F) {
      at++;
    }
    return at;
  }
}
