package io.heliograph.ipni.dag;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Multibase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a map by name and kind. A member of another kind, or one that is missing and
 * required, is refused with the verdict that this was made with.
 */
public final class Fields {
  private final String what;
  private final Verdict verdict;
  private final Map<String, DagValue> members;

  /** Over a document, which must be a map. */
  public Fields(DagValue document, String what, Verdict verdict) {
    if (!(document instanceof DagValue.OfMap map)) {
      throw IpniException.of(verdict, what, "must be a map", shown(document));
    }
    this.what = what;
    this.verdict = verdict;
    this.members = map.members();
  }

  /** Whether it has no members but these. */
  public boolean hasOnly(List<String> names) {
    return names.containsAll(members.keySet());
  }

  /** Whether it has them all. */
  public boolean hasAll(List<String> names) {
    return members.keySet().containsAll(names);
  }

  /** A link; null when absent. */
  public @Nullable Cid link(String name) {
    return switch (members.get(name)) {
      case null -> null;
      case DagValue.OfLink link -> link.cid();
      case DagValue other -> throw wrong(name, "a link", other);
    };
  }

  /** Bytes; null when absent. */
  public byte @Nullable [] bytes(String name) {
    return switch (members.get(name)) {
      case null -> null;
      case DagValue.OfBytes bytes -> bytes.bytes();
      case DagValue other -> throw wrong(name, "bytes", other);
    };
  }

  /** A text; null when absent. */
  public @Nullable String text(String name) {
    return switch (members.get(name)) {
      case null -> null;
      case DagValue.OfText text -> text.text();
      case DagValue other -> throw wrong(name, "a text", other);
    };
  }

  /** An integer from 0 to 2^63-1; null when absent. */
  public @Nullable Long number(String name) {
    return switch (members.get(name)) {
      case null -> null;
      case DagValue.OfInt number when number.number() >= 0 -> number.number();
      case DagValue other -> throw wrong(name, "an integer from 0 to 2^63-1", other);
    };
  }

  /** True or false; null when absent. */
  public @Nullable Boolean truth(String name) {
    return switch (members.get(name)) {
      case null -> null;
      case DagValue.OfBool truth -> truth.truth();
      case DagValue other -> throw wrong(name, "true or false", other);
    };
  }

  /** A map; null when absent. */
  public @Nullable Fields map(String name) {
    return switch (members.get(name)) {
      case null -> null;
      case DagValue.OfMap map -> new Fields(map, what + "." + name, verdict);
      case DagValue other -> throw wrong(name, "a map", other);
    };
  }

  /** A list; null when absent. */
  public @Nullable List<DagValue> list(String name) {
    return switch (members.get(name)) {
      case null -> null;
      case DagValue.OfList list -> list.elements();
      case DagValue other -> throw wrong(name, "a list", other);
    };
  }

  /** A required list of texts. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (DagValue element : required(name, list(name))) {
      texts.add(
          switch (element) {
            case DagValue.OfText text -> text.text();
            default -> throw wrong(name, "a list of texts", element);
          });
    }
    return texts;
  }

  /** The value, which must not be absent. */
  public <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw IpniException.of(verdict, what + "." + name, "is required");
    }
    return value;
  }

  /** A refusal of that member, whose value is shown by its text. */
  public IpniException refused(String name, String rule, Object value) {
    return IpniException.of(verdict, what + "." + name, rule, value);
  }

  private IpniException wrong(String name, String kind, DagValue value) {
    return refused(name, "must be " + kind, shown(value));
  }

  /** The value in few words: a large one is not written out for a message. */
  private static Object shown(DagValue value) {
    return switch (value) {
      case DagValue.OfMap map -> "a map";
      case DagValue.OfList list -> "a list";
      case DagValue.OfText text -> text.text();
      case DagValue.OfBytes bytes -> Multibase.shown(bytes.bytes());
      case DagValue.OfLink link -> link.cid();
      case DagValue.OfInt number -> number.number();
      case DagValue.OfNumber number -> number.text();
      case DagValue.OfBool truth -> truth.truth();
      case DagValue.OfNull nul -> "null";
    };
  }
}
