package io.heliograph.injector.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.injector.inject.Explanations;
import io.heliograph.injector.inject.PassedOver;
import io.heliograph.injector.insert.Insert;
import io.heliograph.injector.insert.Inserts;
import io.heliograph.injector.insert.RejectedInsert;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/inserts}: list, find by parent, list what was rejected, explain why a child exists
 * or not.
 */
@Path("/api/v1/inserts")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class InsertsResource {
  private static final int LIMIT_MAX = 1_000;
  private static final int SHOWN_MAX = 256;

  private final Inserts inserts;
  private final Explanations explanations;
  private final PassedOver passedOver;

  InsertsResource(Inserts inserts, Explanations explanations, PassedOver passedOver) {
    this.inserts = inserts;
    this.passedOver = passedOver;
    this.explanations = explanations;
  }

  /**
   * Inserts in the order of the topic.
   *
   * @param parent only those of that file
   * @param after only those behind that position
   */
  @GET
  @Blocking
  public String list(
      @QueryParam("parent") @Nullable String parent,
      @QueryParam("after") @DefaultValue("-1") String after,
      @QueryParam("limit") @DefaultValue("100") String limit) {
    long from = Parameters.number("after", after, -1, Long.MAX_VALUE);
    int count = (int) Parameters.number("limit", limit, 1, LIMIT_MAX);
    List<Insert> found =
        parent == null ? first(from, count) : of(Parameters.text("parent", parent), from, count);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("total", inserts.size());
    ArrayNode list = answer.putArray("inserts");
    found.forEach(insert -> list.add(json(insert)));
    return answer.toString();
  }

  /** Those of the lowest positions behind that one; all are looked at, so many are held. */
  private List<Insert> first(long after, int count) {
    PriorityQueue<Insert> lowest =
        new PriorityQueue<>(Comparator.comparingLong(Insert::position).reversed());
    inserts.forEach(
        insert -> {
          if (insert.position() > after) {
            lowest.add(insert);
            if (lowest.size() > count) {
              lowest.remove();
            }
          }
        });
    List<Insert> found = new ArrayList<>(lowest);
    found.sort(Comparator.comparingLong(Insert::position));
    return found;
  }

  private List<Insert> of(String parent, long after, int count) {
    return inserts.of(parent).stream()
        .filter(insert -> insert.position() > after)
        .sorted(Comparator.comparingLong(Insert::position))
        .limit(count)
        .toList();
  }

  /**
   * The dead letters of inserts: records that make no children, each with the rule it breaks, and
   * events that did not get a child for a reason that an operator should look at.
   *
   * @param after only rejected inserts behind that position
   * @param limit of each of the two lists
   */
  @GET
  @Path("/rejected")
  public String rejected(
      @QueryParam("after") @DefaultValue("-1") String after,
      @QueryParam("limit") @DefaultValue("100") String limit) {
    long from = Parameters.number("after", after, -1, Long.MAX_VALUE);
    int count = (int) Parameters.number("limit", limit, 1, LIMIT_MAX);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("total", inserts.rejectedCount());
    ArrayNode list = answer.putArray("rejected");
    for (RejectedInsert insert : inserts.rejected(from, count)) {
      list.addObject()
          .put("key", insert.key())
          .put("position", insert.position())
          .put("reason", insert.reason());
    }
    answer.put("passed_over_total", passedOver.count());
    ArrayNode events = answer.putArray("passed_over");
    for (PassedOver.Entry entry : passedOver.first(count)) {
      events
          .addObject()
          .put("at", entry.at().toString())
          .put("insert", entry.insert())
          .put("reason", entry.reason().wire())
          .put("detail", entry.detail())
          .put("count", entry.count())
          .put("since", entry.since().toString());
    }
    return answer.toString();
  }

  /** One insert. */
  @GET
  @Path("/{key}")
  public String one(@PathParam("key") String key) {
    return json(found(key)).toString();
  }

  /** The events of its parent, and whether each has the child. */
  @GET
  @Path("/{key}/explain")
  @Blocking
  public String explain(
      @PathParam("key") String key, @QueryParam("limit") @DefaultValue("100") String limit)
      throws ExecutionException, InterruptedException {
    int count = (int) Parameters.number("limit", limit, 1, LIMIT_MAX);
    Insert insert = found(key);
    ObjectNode answer = json(insert);
    try {
      Explanations.Answer events = explanations.explain(insert, count);
      answer.put("whole", events.whole());
      ArrayNode list = answer.putArray("events");
      for (Explanations.Explanation event : events.events()) {
        list.addObject()
            .put("kafka_key", event.key())
            .put("at", event.at().toString())
            .put("outcome", event.outcome())
            .put("detail", event.detail());
      }
      return answer.toString();
    } catch (TimeoutException busy) {
      throw new ProblemException(CommonError.BUSY, "an explanation is under way, or Kafka is slow");
    }
  }

  private Insert found(String key) {
    return inserts
        .find(key)
        .orElseThrow(() -> new ProblemException(CommonError.NOT_FOUND, absent(key)));
  }

  private String absent(String key) {
    return inserts
        .rejected(key)
        .map(insert -> "the insert was rejected: " + insert.reason())
        .orElse("there is no insert of that key: it never came, or it was removed");
  }

  private static ObjectNode json(Insert insert) {
    Insert.Parts parts = insert.parts();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("key", insert.key());
    json.put("position", insert.position());
    json.put("parent_sha256", shown(insert.parent()));
    json.put("child_sha256", shown(parts.child().text("sha256")));
    json.put("author", shown(parts.history().record("author").text("name")));
    json.put("action", shown(parts.history().text("action")));
    json.put("original_source", shown(parts.originalSource()));
    json.put("submitter", shown(parts.submitter()));
    return json;
  }

  /** A client may have written megabytes; a page is bounded. */
  private static String shown(String text) {
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
  }
}
