package io.heliograph.migration;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Asks a cluster which addresses its brokers advertise, and connects to none of them: Kafka's other
 * clients go where they are sent. Blocks; used by one thread.
 */
final class SourceProbe {
  private final AdminClientConfig config;
  private final int timeoutMillis;

  SourceProbe(Map<String, Object> properties, int timeoutMillis) {
    this.config = new AdminClientConfig(properties);
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * The brokers that the first address that answers knows.
   *
   * @throws KafkaException when none answers
   */
  Collection<Node> brokers() {
    List<InetSocketAddress> addresses = ClientUtils.parseAndValidateAddresses(config);
    List<Node> nodes = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      nodes.add(new Node(-1 - nodes.size(), address.getHostString(), address.getPort()));
    }
    try (Metrics metrics = new Metrics();
        NetworkClient client = client(metrics, nodes)) {
      for (Node node : nodes) {
        MetadataResponse answer = ask(client, node);
        if (answer != null) {
          return answer.brokers();
        }
      }
    }
    throw new org.apache.kafka.common.errors.TimeoutException("no broker answers");
  }

  private NetworkClient client(Metrics metrics, List<Node> nodes) {
    return ClientUtils.createNetworkClient(
        config,
        "hub-migration-probe",
        metrics,
        "probe",
        new LogContext(),
        new ApiVersions(),
        Time.SYSTEM,
        1,
        timeoutMillis,
        new ManualMetadataUpdater(nodes),
        new DefaultHostResolver());
  }

  private @org.jspecify.annotations.Nullable MetadataResponse ask(NetworkClient client, Node node) {
    try {
      if (!NetworkClientUtils.awaitReady(client, node, Time.SYSTEM, timeoutMillis)) {
        return null;
      }
      ClientResponse answer =
          NetworkClientUtils.sendAndReceive(
              client,
              client.newClientRequest(
                  node.idString(),
                  new MetadataRequest.Builder(List.of(), false),
                  Time.SYSTEM.milliseconds(),
                  true),
              Time.SYSTEM);
      return answer.responseBody() instanceof MetadataResponse metadata ? metadata : null;
    } catch (IOException unreachable) {
      return null;
    }
  }
}
