package io.heliograph.bench.content;

import io.heliograph.identify.ContentHasher;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;

/**
 * What the hashes of an upload cost alone, on one thread: no upload with all of them is faster.
 * What the four digests leave of the whole are the two fuzzy hashes.
 */
public final class HashFloor {
  private static final int ROUNDS = 8;
  private static final long ROUND_NANOS = 200_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Takes the next bytes. */
  private interface Hash {
    void update(byte[] bytes, int offset, int length);
  }

  private HashFloor() {}

  /** Prints megabytes for each second of the thread's CPU time, the best of the rounds. */
  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    for (String name : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      print(name, MessageDigest.getInstance(name)::update);
    }
    print("all, with ssdeep and TLSH", ContentHasher.all()::update);
  }

  private static void print(String name, Hash hash) {
    byte[] bytes = new byte[1 << 16];
    new Random(1).nextBytes(bytes);
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      long hashed = 0;
      long spent = 0;
      while (spent < ROUND_NANOS) {
        hash.update(bytes, 0, bytes.length);
        hashed += bytes.length;
        spent = THREADS.getCurrentThreadCpuTime() - start;
      }
      best = Math.max(best, hashed * 1e3 / spent);
    }
    System.out.printf("%s: %.0f MB/s%n", name, best);
  }
}
