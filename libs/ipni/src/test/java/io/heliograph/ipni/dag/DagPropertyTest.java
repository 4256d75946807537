package io.heliograph.ipni.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Refusals;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Each property holds for both codecs. */
class DagPropertyTest {
  private static final Codec[] CODECS = {Codec.DAG_JSON, Codec.DAG_CBOR};

  @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
  void shouldBeTheSameDocumentWhenEncodedAndDecoded(@ForAll long seed) {
    DagValue document = new Documents(seed).document();

    for (Codec codec : CODECS) {
      byte[] body = document.encode(codec);
      DagValue read = DagValue.decode(codec, body, IpniLimits.DEFAULT);
      assertThat(read).isEqualTo(document);
      assertThat(read.encode(codec)).isEqualTo(body);
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void shouldReadTheSameWhenTheBodyComesInPieces(@ForAll long seed) {
    DagValue document = new Documents(seed).document();

    for (Codec codec : CODECS) {
      byte[] body = document.encode(codec);
      DagInput input = new DagInput(new Dripping(body), body.length, null);
      DagReader reader = DagReader.of(codec, input, IpniLimits.DEFAULT);
      assertThat(DagValue.read(reader)).isEqualTo(document);
      assertThat(reader.deviation()).isNull();
      assertThat(input.position()).isEqualTo(body.length);
    }
  }

  /** An accepted document is the one that the writer writes for what was read. */
  @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
  void shouldAcceptOnlyWhatIsWrittenWhenADocumentIsBroken(@ForAll long seed) {
    Random random = new Random(seed);
    for (Codec codec : CODECS) {
      byte[] body = Refusals.broken(new Documents(seed).document().encode(codec), random);
      DagReader reader = DagReader.of(codec, new DagInput(body), IpniLimits.DEFAULT);
      try {
        DagValue read = DagValue.read(reader);
        boolean same = Arrays.equals(read.encode(codec), body);
        assertThat(reader.deviation() == null).as("seed %d", seed).isEqualTo(same);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("only integers are written");
      } catch (IpniException e) {
        assertThat(e.verdict()).isIn(Verdict.MALFORMED, Verdict.LIMIT_EXCEEDED);
      }
    }
  }

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void shouldThrowNothingElseWhenTheBodyIsNoise(@ForAll byte[] body) {
    for (Codec codec : CODECS) {
      try {
        DagValue.decode(codec, body, IpniLimits.DEFAULT);
      } catch (IpniException e) {
        assertThat(e.verdict().isAccepted()).isFalse();
      }
    }
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void shouldRefuseWhenKeysAreShuffled(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> keys = new ArrayList<>();
    int count = 2 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      keys.add("k".repeat(1 + random.nextInt(3)) + i);
    }
    for (Codec codec : CODECS) {
      List<String> sorted = new ArrayList<>(keys);
      sorted.sort(DagWriter.of(codec, new ByteArrayOutputStream()).keyOrder());
      List<String> shuffled = new ArrayList<>(sorted);
      while (shuffled.equals(sorted)) {
        Collections.shuffle(shuffled, random);
      }
      List<String> twice = new ArrayList<>(shuffled);
      twice.set(0, twice.get(count - 1));

      DagValue.decode(codec, written(codec, sorted), IpniLimits.DEFAULT);
      assertThat(
              Refusals.refusal(
                  () -> DagValue.decode(codec, written(codec, shuffled), IpniLimits.DEFAULT)))
          .isEqualTo(Verdict.NON_CANONICAL);
      assertThat(
              Refusals.refusal(
                  () -> DagValue.decode(codec, written(codec, twice), IpniLimits.DEFAULT)))
          .isEqualTo(Verdict.MALFORMED);
    }
  }

  @Property(tries = 1000)
  void shouldWriteAFloatAsItIsReadWhenItIsCanonical(@ForAll double number) {
    String text = JsonNumber.ecmaScript(number);

    assertThat(Double.parseDouble(text)).isEqualTo(number == 0 ? 0.0 : number);
    assertThat(JsonNumber.isCanonicalFloat(text)).isTrue();
    String point = text.contains(".") ? "" : ".";
    String other = text.contains("e") ? text.replace('e', 'E') : text + point + "0";
    assertThat(JsonNumber.isCanonicalFloat(other)).isFalse();
  }

  @Property(tries = 2000)
  void shouldOrderKeysAsTheirBytesWhenSorted(@ForAll long seed) {
    Random random = new Random(seed);
    String a = Documents.text(random);
    String b = Documents.text(random);
    byte[] first = a.getBytes(StandardCharsets.UTF_8);
    byte[] second = b.getBytes(StandardCharsets.UTF_8);
    int byBytes = Integer.signum(Arrays.compareUnsigned(first, second));
    int byLength = Integer.compare(first.length, second.length);

    assertThat(Integer.signum(KeyOrder.BY_BYTES.compare(a, b))).isEqualTo(byBytes);
    assertThat(Integer.signum(KeyOrder.BY_LENGTH.compare(a, b)))
        .isEqualTo(byLength == 0 ? byBytes : byLength);
  }

  @Property(tries = 20)
  void shouldRefuseALoneSurrogateWhenATextIsWritten(@ForAll char any) {
    String text = "a" + (char) (0xd800 | (any & 0x7ff));

    for (Codec codec : CODECS) {
      assertThatThrownBy(() -> new DagValue.OfText(text).encode(codec))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static byte[] written(Codec codec, List<String> keys) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DagWriter writer = DagWriter.of(codec, out).map(keys.size());
    keys.forEach(key -> writer.key(key).integer(1));
    writer.end();
    return out.toByteArray();
  }

  /** Gives at most three bytes at a time. */
  private static final class Dripping extends ByteArrayInputStream {
    Dripping(byte[] body) {
      super(body);
    }

    @Override
    public synchronized int read(byte[] target, int from, int length) {
      return super.read(target, from, Math.min(length, 3));
    }
  }
}
