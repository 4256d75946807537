package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.heliograph.exchange.field.net.DomainName;
import io.heliograph.exchange.field.net.IpAddress;
import io.heliograph.exchange.field.net.IpNetwork;
import io.heliograph.exchange.field.net.WebAddress;
import io.heliograph.exchange.field.time.DateTimeText;
import io.heliograph.exchange.json.Excerpts;
import io.heliograph.exchange.json.PythonRepr;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings values into the canonical form of their field or says which rule they break (exchange.md
 * section 4). The rules are IntelMQ's, with the differences that the contract marks: values are
 * canonicalised on import too, and nothing is guessed. Throws nothing; immutable, for any thread.
 */
public final class Sanitation {
  private static final String TYPE_MARKER = "__type";

  private final FieldTable table = FieldTable.INTELMQ;
  private final TextTypes texts = new TextTypes(table);
  private final boolean tlp2;
  private final int year;

  /**
   * Rules with these choices.
   *
   * @param tlp2 whether CLEAR and AMBER+STRICT of TLP 2.0 are taken too
   * @param year the present year: years of two digits are within 50 of it
   */
  public Sanitation(boolean tlp2, int year) {
    this.tlp2 = tlp2;
    this.year = year;
  }

  /** What becomes of a value that is set under a key of an otherwise empty message. */
  public FieldOutcome check(Kind kind, String key, JsonNode value, Mode mode) {
    if (isIgnored(value)) {
      return new FieldOutcome.Ignored();
    }
    if (key.equals(TYPE_MARKER) && mode == Mode.IMPORT) {
      return new FieldOutcome.Consumed();
    }
    Optional<Field> field = table.field(kind, key);
    if (field.isPresent()) {
      return check(kind, field.get(), value, mode);
    }
    if (table.isMember(kind, key)) {
      return new FieldOutcome.Accepted(Map.of(key, value));
    }
    return rejected(key, Rule.KEY, "is no field of a message of type " + kind.wire(), null);
  }

  static boolean isIgnored(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      return text.isEmpty() || text.equals("-") || text.equals("N/A");
    }
    return value.isNull() || value.isMissingNode();
  }

  private FieldOutcome check(Kind kind, Field field, JsonNode value, Mode mode) {
    try {
      if (field.type() == FieldType.JSONDict) {
        return flattened(kind, field.name(), JsonTypes.object(value));
      }
      if (field.type() == FieldType.TLP && tlp2) {
        Optional<FieldOutcome> second = secondTlp(field.name(), value);
        if (second.isPresent()) {
          return second.get();
        }
      }
      JsonNode canonical = canonical(field, value, mode);
      checkForm(field, PythonRepr.str(canonical));
      return new FieldOutcome.Accepted(Map.of(field.name(), canonical));
    } catch (RejectedValueException refusal) {
      return rejected(field.name(), refusal.rule(), String.valueOf(refusal.getMessage()), value);
    }
  }

  private JsonNode canonical(Field field, JsonNode value, Mode mode) throws RejectedValueException {
    return switch (field.type()) {
      case Accuracy -> NumberTypes.accuracy(value);
      case ASN -> NumberTypes.asn(value);
      case Base64 -> Base64Type.read(value, mode);
      case Boolean -> NumberTypes.truth(value);
      case ClassificationTaxonomy, ClassificationType, Registry ->
          texts.closed(field.type(), value);
      case DateTime ->
          text(
              value.isTextual() ? DateTimeText.canonical(value.textValue(), year) : null,
              "must be a text with one full date, and a zone that is an offset or UTC");
      case FQDN ->
          text(
              DomainName.canonical(TextTypes.string(value)),
              "must be a host name: no address, port, path or blank; labels of 1 to 63 characters");
      case Float -> NumberTypes.floating(value);
      case IPAddress -> text(address(value), "must be one IPv4 or IPv6 address other than 0.0.0.0");
      case IPNetwork ->
          text(
              IpNetwork.parse(TextTypes.string(value))
                  .map(network -> network.masked().toString())
                  .orElse(null),
              "must be a network such as 192.0.2.0/24");
      case Integer -> NumberTypes.integer(field.name(), value);
      case JSON -> JsonTypes.json(value);
      case JSONDict -> throw new IllegalStateException("objects are flattened, not stored");
      case LowercaseString -> TextTypes.lower(value);
      case String -> TextNode.valueOf(TextTypes.string(value));
      case TLP -> texts.tlp(value);
      case URL ->
          text(WebAddress.canonical(TextTypes.string(value)), "must be a URL that names a host");
      case UppercaseString -> TextTypes.upper(value);
    };
  }

  private static @Nullable String address(JsonNode value) throws RejectedValueException {
    if (value.isBoolean() || value.isContainerNode()) {
      return null;
    }
    String text = value.isIntegralNumber() ? value.asText() : TextTypes.string(value);
    return IpAddress.ofField(text).map(IpAddress::toString).orElse(null);
  }

  private static JsonNode text(@Nullable String canonical, String wanted)
      throws RejectedValueException {
    if (canonical == null) {
      throw RejectedValueException.sanitise(wanted);
    }
    return TextNode.valueOf(canonical);
  }

  private static void checkForm(Field field, String text) throws RejectedValueException {
    if (field.lengthMax() > 0 && text.codePointCount(0, text.length()) > field.lengthMax()) {
      throw new RejectedValueException(
          Rule.LENGTH, "has more than " + field.lengthMax() + " characters");
    }
    if (field.regex() != null && !field.regex().matcher(text).find()) {
      throw new RejectedValueException(Rule.REGEX, "does not match " + field.regex());
    }
    if (field.iregex() != null && !field.iregex().matcher(text).find()) {
      throw new RejectedValueException(Rule.IREGEX, "is no transport protocol of the table");
    }
  }

  /** One level: {@code extra} with a and b is stored as extra.a and extra.b, whatever they hold. */
  private FieldOutcome flattened(Kind kind, String field, JsonNode object) {
    Map<String, JsonNode> stored = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String key = field + "." + member.getKey();
      if (!table.isMember(kind, key)) {
        return rejected(
            key,
            Rule.KEY,
            "must be lower-case words, digits and _ between dots",
            member.getValue());
      }
      stored.put(key, member.getValue());
    }
    return new FieldOutcome.Accepted(stored);
  }

  /** TLP 2.0: CLEAR is WHITE; AMBER+STRICT is RED for all that know no TLP 2.0, never weaker. */
  private static Optional<FieldOutcome> secondTlp(String field, JsonNode value)
      throws RejectedValueException {
    return switch (TextTypes.bareTlp(value)) {
      case "CLEAR" ->
          Optional.of(new FieldOutcome.Accepted(Map.of(field, TextNode.valueOf("WHITE"))));
      case "AMBER+STRICT" -> {
        Map<String, JsonNode> stored = new LinkedHashMap<>();
        stored.put(field, TextNode.valueOf("RED"));
        stored.put("extra.tlp2", TextNode.valueOf("AMBER+STRICT"));
        yield Optional.of(new FieldOutcome.Accepted(stored));
      }
      default -> Optional.empty();
    };
  }

  private static FieldOutcome rejected(
      String key, Rule rule, String reason, @Nullable JsonNode value) {
    String shown = Excerpts.of(key) + ": " + reason;
    return new FieldOutcome.Rejected(
        new FieldFault(key, rule, value == null ? shown : shown + ": " + Excerpts.of(value)));
  }
}
