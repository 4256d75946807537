package io.heliograph.event.avro;

import io.heliograph.event.Model;
import java.util.List;

/** Placeholder until the codec's branch is merged. */
public final class AvroEvents {
  public static byte[] toJson(Model m, byte[] v) throws MalformedAvroException {
    throw new MalformedAvroException("no codec");
  }

  public static List<byte[]> bulkToJson(Model m, byte[] v) throws MalformedAvroException {
    throw new MalformedAvroException("no codec");
  }

  public static byte[] bulkToAvro(Model m, List<byte[]> v) {
    return new byte[0];
  }

  private AvroEvents() {}
}
