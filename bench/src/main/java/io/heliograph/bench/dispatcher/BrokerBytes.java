package io.heliograph.bench.dispatcher;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The broker's own count of the bytes that it sends to consumers, read through JMX. */
final class BrokerBytes implements AutoCloseable {
  private static final String OUT = "kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec";

  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private BrokerBytes(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  /** Attaches to the broker's process. */
  @SuppressWarnings("BanJNDI") // the address comes from a process that we started ourselves
  static BrokerBytes of(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = machine.startLocalManagementAgent();
        return new BrokerBytes(JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException refused) {
      throw new IOException("cannot attach to the broker " + pid, refused);
    }
  }

  /** Bytes so far, over all topics; those to followers do not count. */
  long out() throws IOException {
    try {
      return (Long) beans.getAttribute(new ObjectName(OUT), "Count");
    } catch (JMException absent) {
      throw new IOException("the broker does not count " + OUT, absent);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
