package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.injector.memory.MemoryPlan;

/** Inserts in memory with the default limits, as if they were read from Kafka. */
public final class InsertsOf {
  private final Inserts all =
      new Inserts(
          new InsertSettings() {
            @Override
            public long bytesMax() {
              return 200 << 20;
            }

            @Override
            public int countMax() {
              return 500_000;
            }

            @Override
            public int perParentMax() {
              return 1_000;
            }

            @Override
            public int perAuthorMax() {
              return 200_000;
            }

            @Override
            public long perAuthorBytesMax() {
              return 100 << 20;
            }

            @Override
            public int rejectedMax() {
              return 100;
            }
          },
          new MemoryPlan(1L << 30));

  private long position;

  /** None yet. */
  public InsertsOf() {
    all.clear("topic-id");
  }

  /** What there is. */
  public Inserts all() {
    return all;
  }

  /** One more of that key. */
  public void add(String key, String json) {
    all.apply(key, position, InsertReader.read(key, position, json.getBytes(UTF_8)));
    position++;
    all.reached(position);
  }

  /** The topic is read again. */
  public void clear() {
    all.clear("topic-id");
    position = 0;
  }
}
