package io.heliograph.injector.inject;

import io.heliograph.injector.topic.InjectorClients;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Ends transactions that replicas left open which are no members of the group any more. Whoever
 * gets their partitions does this first: else readers wait for the transaction's timeout.
 */
final class StaleTransactionFencer {
  private static final Logger LOG = Logger.getLogger(StaleTransactionFencer.class);
  private static final long LIMIT_SECONDS = 2;

  private final InjectorClients clients;
  private final Admin admin;
  private final int slot;

  StaleTransactionFencer(InjectorClients clients, Admin admin, int slot) {
    this.clients = clients;
    this.admin = admin;
    this.slot = slot;
  }

  /** Tries once; the transactions end by their timeout otherwise. */
  void fence() throws InterruptedException {
    try {
      Set<String> open = open();
      if (!open.isEmpty()) {
        open.removeAll(living());
      }
      if (!open.isEmpty()) {
        LOG.infof("ending open transactions of dead replicas ids=%s", open);
        admin.fenceProducers(open).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException | KafkaException failure) {
      LOG.warnf("open transactions of dead replicas not ended, they time out reason=%s", failure);
    }
  }

  private Set<String> open() throws ExecutionException, InterruptedException, TimeoutException {
    ListTransactionsOptions ongoing =
        new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
    Set<String> ids = new HashSet<>();
    for (TransactionListing one :
        admin.listTransactions(ongoing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      if (one.transactionalId().startsWith(clients.group() + "-")) {
        ids.add(one.transactionalId());
      }
    }
    ids.remove(clients.transactionalId(slot));
    return ids;
  }

  private Set<String> living() throws ExecutionException, InterruptedException, TimeoutException {
    ConsumerGroupDescription group =
        admin
            .describeConsumerGroups(List.of(clients.group()))
            .describedGroups()
            .get(clients.group())
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    Set<String> ids = new HashSet<>();
    for (MemberDescription member : group.members()) {
      String name = member.clientId();
      ids.add(clients.group() + name.substring(name.lastIndexOf('-')));
    }
    return ids;
  }
}
