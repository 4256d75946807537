package io.heliograph.injector.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.injector.error.ErrorCode;
import io.heliograph.injector.error.ProblemException;
import io.heliograph.injector.inject.Explanations;
import io.heliograph.injector.insert.Insert;
import io.heliograph.injector.insert.Inserts;
import io.heliograph.injector.insert.RejectedInsert;
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
 * {@code /api/v1/inserts}: list, find by parent, what was rejected, why a child is there or not.
 */
@Path("/api/v1/inserts")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class InsertsResource {
  private static final int LIMIT_MAX = 1_000;

  private final Inserts inserts;
  private final Explanations explanations;

  InsertsResource(Inserts inserts, Explanations explanations) {
    this.inserts = inserts;
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
    long from = number("after", after, -1, Long.MAX_VALUE);
    int count = (int) number("limit", limit, 1, LIMIT_MAX);
    List<Insert> found = parent == null ? first(from, count) : of(parent, from, count);
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

  /** The dead letters of inserts: records that make no children, each with the rule it breaks. */
  @GET
  @Path("/rejected")
  public String rejected() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode list = answer.putArray("rejected");
    for (RejectedInsert insert : inserts.rejected()) {
      list.addObject()
          .put("key", insert.key())
          .put("position", insert.position())
          .put("reason", insert.reason());
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
    int count = (int) number("limit", limit, 1, LIMIT_MAX);
    Insert insert = found(key);
    ObjectNode answer = json(insert);
    try {
      Explanations.Answer events = explanations.explain(insert, count);
      answer.put("whole", events.whole());
      ArrayNode list = answer.putArray("events");
      for (Explanations.Explanation event : events.events()) {
        list.addObject()
            .put("kafka_key", event.parent().event().text("kafka_key"))
            .put("at", event.parent().place().toString())
            .put("outcome", event.outcome())
            .put("detail", event.detail());
      }
      return answer.toString();
    } catch (TimeoutException busy) {
      throw new ProblemException(ErrorCode.BUSY, "an explanation is under way, or Kafka is slow");
    }
  }

  private Insert found(String key) {
    return inserts
        .find(key)
        .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, absent(key)));
  }

  private String absent(String key) {
    return inserts.rejected().stream()
        .filter(insert -> insert.key().equals(key))
        .map(insert -> "the insert was rejected: " + insert.reason())
        .findFirst()
        .orElse("there is no insert of that key: it never came, or it was removed");
  }

  private static ObjectNode json(Insert insert) {
    Insert.Parts parts = insert.parts();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("key", insert.key());
    json.put("position", insert.position());
    json.put("parent_sha256", insert.parent());
    json.put("child_sha256", parts.child().text("sha256"));
    json.put("author", parts.history().record("author").text("name"));
    json.put("action", parts.history().text("action"));
    json.put("original_source", parts.originalSource());
    json.put("submitter", parts.submitter());
    return json;
  }

  private static long number(String name, String text, long min, long max) {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, like one out of range.
    }
    throw new ProblemException(
        ErrorCode.INVALID_REQUEST, name + " must be an integer from " + min + " to " + max);
  }
}
