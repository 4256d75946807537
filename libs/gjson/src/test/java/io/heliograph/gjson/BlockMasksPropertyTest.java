package io.heliograph.gjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Each mask, in the order of the bytes, says of each byte what looking at it says. */
class BlockMasksPropertyTest {
  private static final byte[] LIKELY =
      "\"\\{}[]()|:,_B~;=\u00a2".getBytes(StandardCharsets.ISO_8859_1);

  private final BlockMasks masks = new BlockMasks();

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void shouldMarkWhatIsThereWhenABlockIsRead(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[BlockMasks.SIZE + 5];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = random.nextBoolean() ? LIKELY[random.nextInt(LIKELY.length)] : bytes[i];
    }

    masks.read(bytes, 5);

    assertMask(masks.quotes, i -> bytes[i + 5] == '"');
    assertMask(masks.backslashes, i -> bytes[i + 5] == '\\');
    assertMask(masks.openings, i -> "{[(".indexOf(bytes[i + 5]) >= 0);
    assertMask(masks.closings, i -> "}])".indexOf(bytes[i + 5]) >= 0);
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void shouldFollowAndCountInTheOrderOfTheBytesWhenAMaskIsGiven(@ForAll long mask) {
    long inOrder = BlockMasks.inOrder(mask);

    assertMask(BlockMasks.following(mask, true), i -> i == 0 || (inOrder >>> (i - 1) & 1) == 1);
    assertMask(BlockMasks.following(mask, false), i -> i > 0 && (inOrder >>> (i - 1) & 1) == 1);
    assertMask(
        BlockMasks.parity(mask), i -> Long.bitCount(inOrder << (BlockMasks.SIZE - 1 - i)) % 2 == 1);
    assertThat(BlockMasks.inOrder(inOrder)).isEqualTo(mask);
    assertThat(inOrder < 0).isEqualTo(mask < 0);
  }

  private static void assertMask(long mask, IntPredicate expected) {
    for (int i = 0; i < BlockMasks.SIZE; i++) {
      boolean set = (BlockMasks.inOrder(mask) >>> i & 1) == 1;
      assertThat(set).as("byte %d", i).isEqualTo(expected.test(i));
    }
  }
}
