package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of both kinds and the values of the closed types, read once from {@code fields.json}
 * beside this class. Immutable.
 */
public final class FieldTable {
  /** IntelMQ's table at the revision that the resource names. */
  public static final FieldTable INTELMQ = load();

  /** Characters of a key: IntelMQ has no limit, but exports nest a key at each of its dots. */
  private static final int KEY_LENGTH_MAX = 255;

  private final Pattern keyFormat;
  private final Map<Kind, Map<String, Field>> fields = new EnumMap<>(Kind.class);
  private final Map<FieldType, ClosedValues> closed = new EnumMap<>(FieldType.class);

  private FieldTable(JsonNode table) {
    keyFormat = Pattern.compile(table.path("keyFormat").textValue());
    for (Kind kind : Kind.values()) {
      Map<String, Field> rows = new LinkedHashMap<>();
      for (JsonNode row : table.path(kind.wire())) {
        Field field = field(row);
        rows.put(field.name(), field);
      }
      fields.put(kind, Collections.unmodifiableMap(rows));
    }
    for (Map.Entry<String, JsonNode> type : table.path("values").properties()) {
      closed.put(FieldType.valueOf(type.getKey()), ClosedValues.of(type.getValue()));
    }
  }

  /** The keys of a kind, in the table's order. */
  public Set<String> keys(Kind kind) {
    return Objects.requireNonNull(fields.get(kind)).keySet();
  }

  /** Whether a key is a field, or a member of {@code extra} in the key format. */
  public boolean isKey(Kind kind, String key) {
    return field(kind, key).isPresent() || isMember(kind, key);
  }

  /** Every value that a closed type takes, such as those of {@code classification.type}. */
  public List<String> classificationTypes() {
    return new ArrayList<>(closed(FieldType.ClassificationType).allowed());
  }

  Optional<Field> field(Kind kind, String key) {
    return Optional.ofNullable(Objects.requireNonNull(fields.get(kind)).get(key));
  }

  /** Whether a key names a member of a field that holds objects: {@code extra.a.b}. */
  boolean isMember(Kind kind, String key) {
    int dot = key.indexOf('.');
    return dot > 0
        && key.length() <= KEY_LENGTH_MAX
        && field(kind, key.substring(0, dot))
            .filter(field -> field.type() == FieldType.JSONDict)
            .isPresent()
        && keyFormat.matcher(key).matches();
  }

  ClosedValues closed(FieldType type) {
    return Objects.requireNonNull(closed.get(type));
  }

  private static Field field(JsonNode row) {
    return new Field(
        row.path("name").textValue(),
        FieldType.valueOf(row.path("type").textValue()),
        row.path("length").intValue(),
        pattern(row.path("regex"), 0),
        pattern(row.path("iregex"), Pattern.CASE_INSENSITIVE));
  }

  private static @Nullable Pattern pattern(JsonNode expression, int flags) {
    return expression.isTextual() ? Pattern.compile(expression.textValue(), flags) : null;
  }

  private static FieldTable load() {
    try (InputStream resource = FieldTable.class.getResourceAsStream("fields.json")) {
      return new FieldTable(
          JsonMapper.builder().build().readTree(Objects.requireNonNull(resource)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("fields.json of this module", unreadable);
    }
  }
}
