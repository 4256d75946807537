package io.heliograph.local;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's configuration: everything single, small and quick to react. */
final class BrokerProperties {

  private static final String MESSAGE_BYTES_MAX = Integer.toString(4 * 1024 * 1024);

  private BrokerProperties() {}

  static Properties of(int port, int controllerPort, Path log) {
    Properties properties = new Properties();
    identity(properties, port, controllerPort);
    properties.setProperty("log.dirs", log.toString());
    internalTopics(properties);
    limits(properties);
    return properties;
  }

  private static void identity(Properties properties, int port, int controllerPort) {
    String plaintext = "PLAINTEXT://127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", "1");
    properties.setProperty("controller.quorum.voters", "1@" + controller);
    properties.setProperty("listeners", plaintext + ",CONTROLLER://" + controller);
    properties.setProperty("advertised.listeners", plaintext);
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
    properties.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
  }

  private static void internalTopics(Properties properties) {
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "1");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "1");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
    properties.setProperty("auto.create.topics.enable", "false");
  }

  private static void limits(Properties properties) {
    properties.setProperty("message.max.bytes", MESSAGE_BYTES_MAX);
    properties.setProperty("replica.fetch.max.bytes", MESSAGE_BYTES_MAX);
    // After SIGKILL the node's own controller refuses its broker until the dead session expires.
    properties.setProperty("broker.session.timeout.ms", "3000");
    properties.setProperty("broker.heartbeat.interval.ms", "500");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "2");
    properties.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("group.min.session.timeout.ms", "1000");
    // A dead transactional producer holds readers back until its timeout plus this sweep.
    properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }
}
