package io.heliograph.testkit;

import io.heliograph.local.LocalStack;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The first segment of a partition as it lies on the disk of a local broker. */
public final class SegmentFile {
  /** Where a batch says how many offsets it has, counted from behind its length: epoch, magic, … */
  private static final int DELTA_AT = 4 + 1 + 4 + 2;

  private final Path file;

  private SegmentFile(Path file) {
    this.file = file;
  }

  /** That partition's; the topic's full name. */
  public static SegmentFile of(LocalStack stack, String topic, int partition) {
    return new SegmentFile(
        stack
            .kafka()
            .data()
            .resolve("log")
            .resolve(topic + "-" + partition)
            .resolve("00000000000000000000.log"));
  }

  /** A batch's offsets, both included. */
  public record Batch(long first, long last) {}

  /** Changes the last byte of a batch, by its number from 0 on: it cannot be read any more. */
  public Batch breakBatch(int number) throws IOException {
    return flip(number);
  }

  /** Changes that byte back: the batch can be read again. */
  public Batch healBatch(int number) throws IOException {
    return flip(number);
  }

  private Batch flip(int number) throws IOException {
    try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
      for (int batch = 0; ; batch++) {
        long first = segment.readLong();
        int length = segment.readInt();
        long end = segment.getFilePointer() + length;
        if (batch == number) {
          segment.seek(segment.getFilePointer() + DELTA_AT);
          long last = first + segment.readInt();
          segment.seek(end - 1);
          int before = segment.read();
          segment.seek(end - 1);
          segment.write(before ^ 0x40);
          return new Batch(first, last);
        }
        segment.seek(end);
      }
    }
  }
}
