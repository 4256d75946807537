package io.heliograph.ipni.dag;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;

/**
 * Writes one canonical document piece by piece. The caller gives the members of a map in {@link
 * #keyOrder} and as many as announced; {@link DagValue#encode} does both by itself.
 */
public sealed interface DagWriter permits DagJsonWriter, DagCborWriter {
  /** A writer of that codec that appends to {@code out}. */
  static DagWriter of(Codec codec, ByteArrayOutputStream out) {
    return switch (codec) {
      case DAG_JSON -> new DagJsonWriter(out);
      case DAG_CBOR -> new DagCborWriter(out);
      case RAW, DAG_PB, LIBP2P_KEY -> throw new IllegalArgumentException("no document: " + codec);
    };
  }

  /** The order of keys: DAG-JSON by UTF-8 bytes, DAG-CBOR by their number first. */
  Comparator<String> keyOrder();

  /** Begins a map of so many members. */
  DagWriter map(int members);

  /** The key of the next member. */
  DagWriter key(String key);

  /** Ends the map or list. */
  DagWriter end();

  /** Begins a list of so many elements. */
  DagWriter list(int elements);

  /** A text; one with a lone surrogate is refused with {@link IllegalArgumentException}. */
  DagWriter text(String text);

  /** Bytes. */
  DagWriter bytes(byte[] bytes);

  /** A link. */
  DagWriter link(Cid cid);

  /** An integer. */
  DagWriter integer(long number);

  /** True or false. */
  DagWriter bool(boolean truth);

  /** Null. */
  DagWriter nul();
}
