package io.heliograph.dispatcher.cluster;

import io.heliograph.coordinator.cluster.Depths;
import io.heliograph.coordinator.cluster.Readiness;
import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import io.heliograph.dispatcher.error.ErrorAnswers;
import io.heliograph.dispatcher.error.HubException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What replicas ask of each other, once they are known to be replicas. Thread-safe. */
@Singleton
final class ReplicaRequests {
  private static final byte[] NOTHING = {};
  private static final Set<String> PATHS =
      Set.of(
          Wire.PATH + Wire.TAKE,
          Wire.PATH + Wire.READY,
          Wire.PATH + Wire.PROGRESS,
          Wire.PATH + Wire.DEPTHS,
          Wire.PATH + Wire.SETTLE);

  private final ReplicaEndpoint endpoint;

  ReplicaRequests(ReplicaEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Whether there is such a path. */
  static boolean has(String path) {
    return path != null && PATHS.contains(path);
  }

  /** The answer to a request of that process; fails with what {@link #status} tells. */
  CompletionStage<byte[]> answer(String path, String process, byte[] body) {
    try {
      return switch (path.substring(Wire.PATH.length())) {
        case Wire.TAKE -> endpoint.reservations().take(process, body);
        case Wire.READY -> ready(process, body);
        case Wire.PROGRESS ->
            endpoint
                .progress(DeliveryProgressQuery.decode(body))
                .thenApply(DeliveryProgressQuery::encodeAnswer);
        case Wire.DEPTHS -> endpoint.depths(Readiness.decodeKeys(body)).thenApply(Depths::encode);
        default -> CompletableFuture.completedStage(settle(process, body));
      };
    } catch (MalformedRecordException | RuntimeException refused) {
      return CompletableFuture.failedStage(refused);
    }
  }

  /** What is ready here; also a sign of life of the asking replica. */
  private CompletionStage<byte[]> ready(String process, byte[] pluginKeys)
      throws MalformedRecordException {
    endpoint.reservations().heardOf(process);
    return endpoint.readiness(Readiness.decodeKeys(pluginKeys)).thenApply(Readiness::encode);
  }

  /** Settles a batch of the asking replica, or confirms one of ours. */
  private byte[] settle(String process, byte[] body) throws MalformedRecordException {
    SettleCodec told = SettleCodec.decode(body);
    Confirmation confirmation = told.confirmation();
    if (confirmation != null) {
      endpoint.confirmed(confirmation);
    } else {
      endpoint.settled(process, told.batch(), told.settlement(), told.takes());
    }
    return NOTHING;
  }

  /** The status of that failure's answer; what is not ours is logged. */
  static int status(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof MalformedRecordException ? 400 : ErrorAnswers.of(cause).code().status();
  }

  /** What the asking replica is told of it. */
  static String reason(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof MalformedRecordException || HubException.told(cause) != null
        ? String.valueOf(cause.getMessage())
        : HubException.NO_DETAIL;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }
}
