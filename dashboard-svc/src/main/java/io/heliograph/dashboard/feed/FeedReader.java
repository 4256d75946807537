package io.heliograph.dashboard.feed;

import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMonitor;
import zmq.ZError;

/**
 * Listens to one MISP instance on a supervised thread of its own. The library reconnects by itself,
 * with pauses that grow to five seconds; what the instance sends meanwhile is lost, since it does
 * not repeat. The queue before us is bounded, and full it loses the newest.
 */
final class FeedReader implements SupervisedThread.Work {
  private static final Logger LOG = Logger.getLogger(FeedReader.class);
  private static final int LOOK_MILLIS = 500;

  /** Of a larger frame not even the beginning is kept: the connection is closed instead. */
  private static final long FRAME_BYTES_MAX = 64L << 20;

  private static final int RECONNECT_MILLIS = 100;
  private static final int RECONNECT_MILLIS_MAX = 5_000;

  private final ZContext context;
  private final FeedState state;
  private final String name;
  private final String url;
  private final int waitingMax;
  private final BiConsumer<FeedState, byte[]> sink;

  FeedReader(
      ZContext context,
      FeedState state,
      String url,
      int waitingMax,
      BiConsumer<FeedState, byte[]> sink) {
    this.context = context;
    this.state = state;
    this.name = state.name();
    this.url = url;
    this.waitingMax = waitingMax;
    this.sink = sink;
  }

  @Override
  public void run(Turn turn) {
    try (ZMQ.Socket socket = context.createSocket(SocketType.SUB)) {
      socket.setRcvHWM(waitingMax);
      socket.setMaxMsgSize(FRAME_BYTES_MAX);
      socket.setReceiveTimeOut(LOOK_MILLIS);
      socket.setReconnectIVL(RECONNECT_MILLIS);
      socket.setReconnectIVLMax(RECONNECT_MILLIS_MAX);
      socket.setTCPKeepAlive(1);
      socket.setEventHook(
          event -> state.connected(event.getEvent() == ZMonitor.Event.CONNECTED),
          zmq.ZMQ.ZMQ_EVENT_CONNECTED | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED);
      socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
      socket.connect(url);
      LOG.infof("listening feed=%s", name);
      while (turn.running()) {
        byte[] frame = socket.recv();
        turn.beat();
        if (frame != null) {
          sink.accept(state, frame);
          turn.progressed();
        }
      }
    } catch (ZMQException ended) {
      if (ended.getErrorCode() != ZError.ETERM && ended.getErrorCode() != ZError.EINTR) {
        throw ended;
      }
    } finally {
      state.connected(false);
    }
  }
}
