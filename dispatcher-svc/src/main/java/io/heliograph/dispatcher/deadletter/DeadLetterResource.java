package io.heliograph.dispatcher.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.kit.http.OperatorOnly;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /api/v1/dead-letters}: what was given up (contract dispatcher.md part 1 row 8). */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public final class DeadLetterResource {
  private static final int LIMIT_MAX = 1_000;
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

  private final DeadLetterStore store;
  private final DeadLetterReplay replays;

  DeadLetterResource(DeadLetterStore store, DeadLetterReplay replays) {
    this.store = store;
    this.replays = replays;
  }

  /** The letters, oldest first; {@code next} is where the following page begins. */
  @GET
  @Operation(summary = "Lists dead letters")
  public byte[] list(
      @QueryParam("subscription") @DefaultValue("") String subscription,
      @QueryParam("after") @DefaultValue("-1") String after,
      @QueryParam("limit") @DefaultValue("100") String limit) {
    int count = (int) number("limit", limit, 1, LIMIT_MAX);
    DeadLetterIndex index = store.deadLetters();
    List<DeadLetter> letters =
        index.list(number("after", after, -1, Long.MAX_VALUE), subscription, count);
    JsonBytes json = new JsonBytes(256 + 512 * letters.size()).raw("{\"dead_letters\":[");
    for (int at = 0; at < letters.size(); at++) {
      json.raw(at == 0 ? "{" : ",{");
      letters.get(at).members(json);
      json.raw('}');
    }
    json.raw("],\"total\":").number(index.size());
    if (letters.size() == count) {
      json.raw(",\"next\":").number(letters.getLast().offset());
    }
    return json.raw('}').toByteArray();
  }

  /** One letter with its event. */
  @GET
  @Blocking
  @Path("/{id}")
  @Operation(summary = "Shows a dead letter with its event")
  public byte[] show(@PathParam("id") String id) {
    DeadLetter letter = find(id);
    ConsumerRecord<byte[], byte[]> record = read(letter);
    JsonBytes json = new JsonBytes(1024 + record.value().length).raw('{');
    letter.members(json);
    return json.raw(",\"event\":").raw(record.value()).raw('}').toByteArray();
  }

  /** Gives the event to its subscription again, as a first attempt; the letter is gone with it. */
  @POST
  @OperatorOnly
  @Blocking
  @Path("/{id}/replay")
  @Operation(summary = "Gives a dead letter's event to its subscription again")
  public Uni<byte[]> replay(@PathParam("id") String id) {
    DeadLetter letter = find(id);
    if (!store.subscribed(letter.subscription())) {
      throw new HubException(
          ErrorCode.CONFLICT, "the subscription " + letter.subscription() + " does not exist");
    }
    ConsumerRecord<byte[], byte[]> stored = read(letter);
    if (stored.value().length == 0 || stored.value()[0] != '{') {
      throw new HubException(
          ErrorCode.CONFLICT, "the letter has no event, which stays at " + letter.origin());
    }
    String replayId = UUID.randomUUID().toString();
    return write(replays.of(letter, stored, replayId))
        .map(
            done ->
                new JsonBytes(128)
                    .raw("{\"replay_id\":")
                    .string(replayId)
                    .raw(",\"subscription\":")
                    .string(letter.subscription())
                    .raw('}')
                    .toByteArray());
  }

  /** Forgets the letter: a tombstone takes its place. */
  @DELETE
  @OperatorOnly
  @Path("/{id}")
  @Operation(summary = "Discards a dead letter")
  public Uni<byte[]> discard(@PathParam("id") String id) {
    return write(List.of(replays.tombstone(find(id))))
        .map(done -> "{\"discarded\":true}".getBytes(UTF_8));
  }

  private Uni<Void> write(List<NewRecord> records) {
    return Uni.createFrom()
        .completionStage(() -> store.write(records))
        .ifNoItem()
        .after(WRITE_TIMEOUT)
        .failWith(() -> HubException.busy(ErrorCode.UNAVAILABLE, "Kafka does not answer"));
  }

  private DeadLetter find(String id) {
    try {
      return store
          .deadLetters()
          .find(new String(Base64.getUrlDecoder().decode(id), UTF_8))
          .orElseThrow(DeadLetterResource::unknown);
    } catch (IllegalArgumentException notBase64) {
      throw unknown();
    }
  }

  private ConsumerRecord<byte[], byte[]> read(DeadLetter letter) {
    try {
      return store.deadLetters().read(letter).orElseThrow(DeadLetterResource::unknown);
    } catch (TimeoutException late) {
      throw HubException.busy(ErrorCode.UNAVAILABLE, "Kafka does not answer");
    }
  }

  private static HubException unknown() {
    return new HubException(ErrorCode.NOT_FOUND, "no dead letter with this id");
  }

  private static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Told below, as a number out of bounds is.
    }
    throw new HubException(
        ErrorCode.BAD_PARAMETERS,
        "bad parameter for " + name + ": '" + text + "' is no number from " + least + " on");
  }
}
