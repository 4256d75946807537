package io.heliograph.dispatcher.cluster;

import io.heliograph.coordinator.cluster.Depths;
import io.heliograph.coordinator.cluster.Readiness;
import io.heliograph.coordinator.cluster.RemoteReplica;
import io.heliograph.coordinator.cluster.RemoteReplicas;
import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.dispatcher.kafka.KafkaSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Knows the other replicas: the members of the group {@code hub-dispatcher} carry their address in
 * their client id. Thread-safe; its timers run on an event loop and block nothing.
 */
public final class ReplicaDirectory implements RemoteReplicas {
  private static final Logger LOG = Logger.getLogger(ReplicaDirectory.class);
  private static final String MEMBER = "hub-dispatcher@";
  private static final long MEMBERS_MILLIS = 1_000;

  /** How old what is known of the others may be. */
  public static final long LOOK_MILLIS = 100;

  /** Less than a replica reads of one request. */
  private static final int PAGE_CHARACTERS_MAX = 16 * 1024;

  private static final int CONNECTIONS_MAX = 64;

  private final Parts parts;
  private final HttpClient client;
  private final Map<String, ReplicaClient> replicas = new ConcurrentHashMap<>();
  private volatile boolean warned;
  private volatile boolean describing;
  private long membersTimer;
  private long lookTimer;

  /**
   * What the directory works with.
   *
   * @param secret what replicas know each other by; empty: there are no others
   * @param interests the subscriptions that are fetched here
   */
  public record Parts(
      Vertx vertx,
      Admin admin,
      KafkaSettings kafka,
      CoordinatorRuntime coordinator,
      String secret,
      Supplier<List<String>> interests) {}

  public ReplicaDirectory(Parts parts) {
    this.parts = parts;
    this.client =
        parts.vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(1_000).setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
  }

  public void start() {
    membersTimer = parts.vertx.setPeriodic(MEMBERS_MILLIS, timer -> describe());
    lookTimer = parts.vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    describe();
  }

  public void stop() {
    parts.vertx.cancelTimer(membersTimer);
    parts.vertx.cancelTimer(lookTimer);
    var unused = client.close();
  }

  @Override
  public Collection<? extends RemoteReplica> present() {
    return replicas.values();
  }

  @Override
  public String process() {
    return parts.kafka.incarnation();
  }

  @Override
  public void confirm(String process, Confirmation confirmation) {
    for (ReplicaClient replica : replicas.values()) {
      if (replica.process().equals(process)) {
        replica.confirm(confirmation);
      }
    }
  }

  /** Where a plugin's subscriptions stand, here and with the other replicas. */
  public CompletionStage<List<DeliveryProgress>> progress(DeliveryProgressQuery question) {
    CompletionStage<List<DeliveryProgress>> all = parts.coordinator.progress(question);
    byte[] asked = question.encode();
    for (RemoteReplica replica : replicas.values()) {
      all =
          all.thenCombine(
              replica.progress(asked),
              (sum, answer) -> {
                try {
                  sum.addAll(DeliveryProgressQuery.decodeAnswer(answer));
                  return sum;
                } catch (MalformedRecordException malformed) {
                  throw new CompletionException(malformed);
                }
              });
    }
    return all;
  }

  /** How much is left of the queues of those subscriptions, here and with the other replicas. */
  public CompletionStage<Map<QueueName, QueueDepth>> depths(List<String> pluginKeys) {
    CompletionStage<Map<QueueName, QueueDepth>> all = Depths.of(parts.coordinator, pluginKeys);
    for (byte[] page : Readiness.encodeKeys(pluginKeys, PAGE_CHARACTERS_MAX)) {
      for (ReplicaClient replica : replicas.values()) {
        all = all.thenCombine(replica.depths(page), ReplicaDirectory::with);
      }
    }
    return all;
  }

  private static Map<QueueName, QueueDepth> with(Map<QueueName, QueueDepth> sum, byte[] answer) {
    try {
      Map<QueueName, QueueDepth> both = new HashMap<>(sum);
      Depths.decode(answer).forEach((name, depth) -> both.merge(name, depth, QueueDepth::plus));
      return both;
    } catch (MalformedRecordException malformed) {
      throw new CompletionException(malformed);
    }
  }

  private void look() {
    if (!replicas.isEmpty()) {
      List<byte[]> pages = Readiness.encodeKeys(parts.interests.get(), PAGE_CHARACTERS_MAX);
      replicas.values().forEach(replica -> replica.look(pages));
    }
  }

  private void describe() {
    if (describing) {
      return;
    }
    describing = true;
    try {
      ask();
    } catch (KafkaException closed) {
      describing = false;
      LOG.debugf("replicas not listed cause=%s", closed.toString());
    }
  }

  private void ask() {
    String group = parts.kafka.prefix() + "hub-dispatcher";
    parts
        .admin
        .describeConsumerGroups(List.of(group))
        .describedGroups()
        .get(group)
        .whenComplete(
            (description, failure) -> {
              describing = false;
              try {
                if (failure == null) {
                  members(description);
                } else {
                  LOG.debugf("replicas not listed cause=%s", failure.toString());
                }
              } catch (RuntimeException defect) {
                // What this callback throws is not looked at.
                LOG.warn("unexpected error while listing replicas", defect);
              }
            });
  }

  private void members(ConsumerGroupDescription description) {
    Set<String> addresses = new HashSet<>();
    for (MemberDescription member : description.members()) {
      String id = member.clientId();
      int dash = id.lastIndexOf('-');
      if (id.startsWith(MEMBER) && dash > MEMBER.length()) {
        addresses.add(id.substring(MEMBER.length(), dash));
      }
    }
    addresses.remove(parts.kafka.address());
    if (parts.secret.isEmpty()) {
      warn(addresses);
      return;
    }
    for (String address : Set.copyOf(replicas.keySet())) {
      ReplicaClient gone = addresses.contains(address) ? null : replicas.remove(address);
      if (gone != null) {
        LOG.infof("replica=%s left", address);
        gone.leave();
      }
    }
    addresses.forEach(this::met);
  }

  private void met(String address) {
    int colon = address.lastIndexOf(':');
    if (replicas.containsKey(address) || colon < 1) {
      return;
    }
    try {
      RequestOptions target =
          new RequestOptions()
              .setHost(address.substring(0, colon))
              .setPort(Integer.parseInt(address, colon + 1, address.length(), 10))
              .putHeader(Wire.SECRET, parts.secret)
              .putHeader(Wire.PROCESS, process());
      replicas.put(
          address, new ReplicaClient(parts.vertx, client, target, parts.coordinator::wake));
      LOG.infof("replica=%s joined", address);
    } catch (NumberFormatException noPort) {
      LOG.warnf("replica=%s ignored: no port in its address", address);
    }
  }

  private void warn(Set<String> others) {
    if (!others.isEmpty() && !warned) {
      warned = true;
      LOG.errorf(
          "replicas=%s found, but hub.cluster.secret is not set: plugins receive only the events of"
              + " the replica that they query",
          others);
    }
  }
}
