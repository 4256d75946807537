package io.heliograph.ipni.car;

import static io.heliograph.ipni.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Refusals;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class CarTest {
  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void shouldGiveTheBlocksBackWhenWrittenAndRead(@ForAll long seed) throws IOException {
    List<CarBlock> blocks = blocks(seed);

    assertSame(read(car(blocks), CarLimits.DEFAULT), blocks);
    CarReader pack =
        CarReader.ofPack(
            new ByteArrayInputStream(CarWriter.pack(blocks)),
            CarLimits.DEFAULT,
            IpniLimits.DEFAULT);
    assertThat(pack.roots()).containsExactly(blocks.getFirst().cid());
    assertSame(all(pack), blocks);
  }

  @Test
  void shouldHaveTheBytesOfTheSpecificationWhenOneBlockIsWritten() throws IOException {
    byte[] fish = "fish".getBytes(StandardCharsets.UTF_8);
    byte[] car = car(List.of(new CarBlock(Cid.of(Codec.RAW, fish), fish)));
    String cid = "01551220b474a99a2705e23cf905a484ec6d14ef58b56bbe62e9292783466ec363b5072d";

    assertThat(HexFormat.of().formatHex(car))
        .isEqualTo(
            "3aa265726f6f747381d82a582500" + cid + "6776657273696f6e01" + "28" + cid + "66697368");
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void shouldThrowNothingElseWhenACarIsBroken(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<CarBlock> blocks = blocks(seed);
    boolean packed = random.nextBoolean();
    byte[] body = Refusals.broken(packed ? CarWriter.pack(blocks) : car(blocks), random);
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(body);
      for (CarBlock block :
          all(
              packed
                  ? CarReader.ofPack(in, CarLimits.DEFAULT, IpniLimits.DEFAULT)
                  : new CarReader(in, CarLimits.DEFAULT, IpniLimits.DEFAULT))) {
        block.cid().requireBlock(block.data());
      }
    } catch (IpniException e) {
      assertThat(e.verdict().isAccepted()).isFalse();
    }
  }

  @Test
  void shouldRefuseWhenABlockIsNotTheOneThatItsNameSays() throws IOException {
    byte[] car = car(List.of(new CarBlock(Cid.of(Codec.RAW, new byte[] {1}), new byte[] {2})));

    assertThat(refusal(() -> read(car, CarLimits.DEFAULT))).isEqualTo(Verdict.CID_MISMATCH);
  }

  @Test
  void shouldStopAtEachCapWhenItIsReached() throws IOException {
    byte[] ten = new byte[10];
    CarBlock block = new CarBlock(Cid.of(Codec.RAW, ten), ten);
    byte[] car = car(List.of(block, block));

    assertThat(read(car, new CarLimits(10, 2, car.length))).hasSize(2);
    for (CarLimits limits :
        List.of(
            new CarLimits(9, 2, 1000),
            new CarLimits(10, 1, 1000),
            new CarLimits(10, 2, car.length - 1))) {
      assertThat(refusal(() -> read(car, limits))).isEqualTo(Verdict.LIMIT_EXCEEDED);
    }
  }

  /** A length is only announced: memory is taken for what comes. */
  @Test
  void shouldRefuseWhenASectionEndsEarly() throws IOException {
    byte[] car = car(blocks(1));
    byte[] cut = Arrays.copyOf(car, car.length - 1);
    byte[] announced = Arrays.copyOf(car, car.length + 4);
    System.arraycopy(new byte[] {-1, -1, -1, 7}, 0, announced, car.length, 4);

    assertThat(refusal(() -> read(cut, CarLimits.DEFAULT))).isEqualTo(Verdict.MALFORMED);
    assertThat(refusal(() -> read(announced, CarLimits.DEFAULT))).isEqualTo(Verdict.MALFORMED);
    assertThat(refusal(() -> read(new byte[0], CarLimits.DEFAULT))).isEqualTo(Verdict.MALFORMED);
    assertThat(refusal(() -> read(new byte[] {0}, CarLimits.DEFAULT))).isEqualTo(Verdict.MALFORMED);
  }

  private static List<CarBlock> blocks(long seed) {
    Random random = new Random(seed);
    List<CarBlock> blocks = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      byte[] data = new byte[random.nextInt(300)];
      random.nextBytes(data);
      blocks.add(new CarBlock(Cid.of(Codec.RAW, data), data));
    }
    return blocks;
  }

  private static void assertSame(List<CarBlock> read, List<CarBlock> blocks) {
    assertThat(read)
        .extracting(CarBlock::cid)
        .isEqualTo(blocks.stream().map(CarBlock::cid).toList());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).data()).isEqualTo(blocks.get(i).data());
    }
  }

  private static byte[] car(List<CarBlock> blocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CarWriter writer = new CarWriter(out, List.of(blocks.getFirst().cid()));
    for (CarBlock block : blocks) {
      writer.write(block);
    }
    return out.toByteArray();
  }

  private static List<CarBlock> read(byte[] car, CarLimits limits) throws IOException {
    return all(new CarReader(new ByteArrayInputStream(car), limits, IpniLimits.DEFAULT));
  }

  private static List<CarBlock> all(CarReader reader) throws IOException {
    List<CarBlock> blocks = new ArrayList<>();
    for (CarBlock block = reader.next(); block != null; block = reader.next()) {
      blocks.add(block);
    }
    return blocks;
  }
}
