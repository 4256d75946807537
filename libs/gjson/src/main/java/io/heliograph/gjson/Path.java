package io.heliograph.gjson;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A compiled GJSON path. It answers as the Go original does (contract gjson.md, section 2; {@code
 * docs/protocol/gjson.md} has the rule), for valid and malformed paths and documents alike: there
 * is no syntax error. Immutable to its callers and safe for use by many threads.
 *
 * <p>Syntax in short:
 *
 * <pre>{@code
 * entity.sha256                     a key in a key
 * source.path.0                     an element
 * source.path.#                     how many elements
 * source.path.#.author.name         that of each element
 * entity.datastreams.#(label=="content").size    of the first that matches
 * entity.features.#(name=="tag")#.value          of all that match
 * entity.features.#(value%"*glass*")             a pattern
 * author.na*                        a wildcard in a key
 * {"a":action,"s":source.name}      a multipath
 * entity.features|@reverse|0        modifiers and pipes
 * ..#(action=="sourced")            the document as one line of JSON Lines
 * }</pre>
 */
public final class Path {
  private final byte[] text;
  private final Limits limits;
  private final Lookup lookup;
  private final @Nullable Fast fast;

  private Path(byte[] text, Limits limits) {
    this.text = text;
    this.limits = limits;
    this.lookup = new Compilation(text).lookup(0, text.length);
    this.fast = Fast.of(lookup, limits);
  }

  /**
   * Compiles within {@link Limits#DEFAULT}; a path over them is a {@link LimitExceededException}.
   */
  public static Path compile(String path) {
    return compile(path, Limits.DEFAULT);
  }

  /** As {@link #compile(String)}, for a path that need not be UTF-8. */
  public static Path compile(byte[] path) {
    return compile(path, Limits.DEFAULT);
  }

  /** Compiles within the limits given; a path over them is a {@link LimitExceededException}. */
  public static Path compile(String path, Limits limits) {
    return compile(path.getBytes(StandardCharsets.UTF_8), limits);
  }

  /** As {@link #compile(String, Limits)}, for a path that need not be UTF-8. */
  public static Path compile(byte[] path, Limits limits) {
    if (path.length > limits.pathBytesMax()) {
      throw new LimitExceededException("pathBytesMax", limits.pathBytesMax());
    }
    byte[] text = path.clone();
    if (Nesting.of(text) > limits.nestingMax()) {
      throw new LimitExceededException("nestingMax", limits.nestingMax());
    }
    return new Path(text, limits);
  }

  /** What the path finds in the document; never an exception but {@link LimitExceededException}. */
  public Result get(byte[] json) {
    return get(json, 0, json.length);
  }

  /** As {@link #get(byte[])}, in {@code length} bytes from {@code offset}. */
  public Result get(byte[] json, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, json.length);
    Value value = fast == null ? null : fast.get(json, offset, offset + length);
    return value == null ? getGenerally(json, offset, length) : new Result(value);
  }

  /** The answer of the general evaluator, which is always the same as that of the fast one. */
  Result getGenerally(byte[] json, int offset, int length) {
    return new Result(
        new Evaluation(limits, length).get(lookup, new Slice(json, offset, offset + length)));
  }

  /** As {@link #get(byte[])}, in the UTF-8 form of a text. */
  public Result get(String json) {
    return get(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The keep rule of filters (contract gjson.md 1.2, dispatcher.md row 10): whether the path finds
   * something that is neither null nor false nor an array without elements.
   */
  public boolean matches(byte[] json) {
    return matches(json, 0, json.length);
  }

  /** As {@link #matches(byte[])}, in {@code length} bytes from {@code offset}. */
  public boolean matches(byte[] json, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, json.length);
    Fast.Decision decision =
        fast == null ? Fast.Decision.UNDECIDED : fast.decide(json, offset, offset + length);
    return switch (decision) {
      case KEEP -> true;
      case DROP -> false;
      case UNDECIDED -> getGenerally(json, offset, length).isKept();
    };
  }

  /** As {@link #matches(byte[])}, in the UTF-8 form of a text. */
  public boolean matches(String json) {
    return matches(json.getBytes(StandardCharsets.UTF_8));
  }

  Lookup lookup() {
    return lookup;
  }

  @Nullable Fast fast() {
    return fast;
  }

  /** The path as it was written; bytes that are no UTF-8 become replacement characters. */
  @Override
  public String toString() {
    return new String(text, StandardCharsets.UTF_8);
  }
}
