package io.heliograph.access;

import static io.heliograph.access.Role.ANALYST;
import static io.heliograph.access.Role.INGESTOR;
import static io.heliograph.access.Role.MEMBER;
import static io.heliograph.access.Role.OPERATOR;
import static io.heliograph.access.Role.PEER;
import static io.heliograph.access.Role.PLUGIN;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which roles may do what with which model: the whole of it, as data. */
public final class AccessTable {
  /** Stands for every model that the sources file declares. */
  public static final String DECLARED = "declared";

  /** Of an action that is about no model. */
  public static final String NO_MODEL = "";

  /**
   * One row.
   *
   * @param model the wire name, {@link #DECLARED} or {@link #NO_MODEL}
   */
  public record Row(Action action, String model, Set<Role> roles) {
    public Row {
      roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }
  }

  /** In the order of the documentation. What has no row is denied to everybody. */
  public static final List<Row> ROWS =
      List.of(
          row(Action.PUBLISH, "binary", PLUGIN, INGESTOR),
          row(Action.PUBLISH, "observation", PLUGIN, INGESTOR),
          row(Action.PUBLISH, DECLARED, PLUGIN, INGESTOR),
          row(Action.PUBLISH, "status", PLUGIN),
          row(Action.PUBLISH, "plugin", PLUGIN),
          row(Action.PUBLISH, "insert", INGESTOR),
          row(Action.PUBLISH, "download", INGESTOR),
          row(Action.PUBLISH, "retrohunt", INGESTOR),
          row(Action.PUBLISH, "delete", OPERATOR),
          row(Action.PUBLISH_ON_BEHALF, "binary", MEMBER),
          row(Action.PUBLISH_ON_BEHALF, "observation", MEMBER),
          row(Action.PUBLISH_ON_BEHALF, DECLARED, MEMBER),
          row(Action.FETCH_ACTIVE, "binary", PLUGIN),
          row(Action.FETCH_ACTIVE, "observation", PLUGIN),
          row(Action.FETCH_ACTIVE, DECLARED, PLUGIN),
          row(Action.FETCH_PASSIVE, "binary", PLUGIN, INGESTOR),
          row(Action.FETCH_PASSIVE, "observation", PLUGIN, INGESTOR),
          row(Action.FETCH_PASSIVE, DECLARED, PLUGIN, INGESTOR),
          row(Action.FETCH_PASSIVE, "status", PLUGIN, INGESTOR),
          row(Action.FETCH_PASSIVE, "plugin", PLUGIN, INGESTOR),
          row(Action.FETCH_PASSIVE, "retrohunt", PLUGIN, INGESTOR),
          row(Action.FETCH_PASSIVE, "download", PLUGIN, INGESTOR),
          row(Action.FETCH_PASSIVE, "insert", INGESTOR),
          row(Action.FETCH_PASSIVE, "delete", INGESTOR),
          row(Action.SIMULATE, NO_MODEL, PLUGIN, INGESTOR, OPERATOR, ANALYST),
          row(Action.CONTENT_READ, NO_MODEL, PLUGIN, INGESTOR, ANALYST, MEMBER),
          row(Action.CONTENT_WRITE, NO_MODEL, PLUGIN, INGESTOR, MEMBER),
          row(Action.CONTENT_COPY, NO_MODEL, PLUGIN, INGESTOR),
          row(Action.CONTENT_DELETE, NO_MODEL, OPERATOR),
          row(Action.EVENT_READ, NO_MODEL, PLUGIN, INGESTOR, OPERATOR, ANALYST, MEMBER),
          row(Action.SOURCES_READ, NO_MODEL, PLUGIN, INGESTOR, OPERATOR, ANALYST, MEMBER, PEER),
          row(Action.SUBSCRIPTIONS_READ, NO_MODEL, OPERATOR, ANALYST),
          row(Action.DEAD_LETTERS, NO_MODEL, OPERATOR),
          row(Action.PAUSE_READ, NO_MODEL, PLUGIN, INGESTOR, OPERATOR, ANALYST),
          row(Action.PAUSE_WRITE, NO_MODEL, OPERATOR),
          row(Action.MIGRATIONS, NO_MODEL, OPERATOR),
          row(Action.INSERTS_READ, NO_MODEL, INGESTOR, OPERATOR, ANALYST),
          row(Action.STATISTICS_READ, NO_MODEL, OPERATOR, ANALYST),
          row(Action.STATISTICS_WRITE, NO_MODEL, OPERATOR));

  private AccessTable() {}

  private static Row row(Action action, String model, Role... roles) {
    return new Row(action, model, Set.of(roles));
  }

  /** The roles that may do that with a model; none when no row says so. */
  static Set<Role> roles(Action action, String model) {
    for (Row row : ROWS) {
      if (row.action() == action && row.model().equals(model)) {
        return row.roles();
      }
    }
    return Set.of();
  }
}
