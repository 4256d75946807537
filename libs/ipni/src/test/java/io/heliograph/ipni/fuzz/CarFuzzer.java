package io.heliograph.ipni.fuzz;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.car.CarBlock;
import io.heliograph.ipni.car.CarLimits;
import io.heliograph.ipni.car.CarReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/** Fuzz target: CARv1, bare or as a pack; each block that is given has its name. */
public final class CarFuzzer {
  private CarFuzzer() {}

  /** Called by the fuzzer: the first byte says whether it is a pack. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    ByteArrayInputStream body =
        new ByteArrayInputStream(Arrays.copyOfRange(input, 1, input.length));
    try {
      CarReader reader =
          (input[0] & 1) == 0
              ? new CarReader(body, CarLimits.DEFAULT, IpniLimits.DEFAULT)
              : CarReader.ofPack(body, CarLimits.DEFAULT, IpniLimits.DEFAULT);
      for (CarBlock block = reader.next(); block != null; block = reader.next()) {
        block.cid().requireBlock(block.data());
      }
    } catch (IpniException refused) {
      return;
    }
  }
}
