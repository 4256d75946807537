package io.heliograph.ipni.snapshot;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.dag.DagInput;
import io.heliograph.ipni.dag.DagReader;
import io.heliograph.ipni.dag.DagToken;
import io.heliograph.ipni.dag.Fingerprints;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one snapshot. A body that breaks the schema is still read to its end, since one
 * that is malformed further on must be called so.
 */
final class SnapshotParse {
  private static final long ABSENT = -1;

  /** Members by which an advertisement shows, where a snapshot was asked for. */
  private static final List<String> OF_AN_AD = List.of("Provider", "Entries");

  private final DagReader reader;
  private final DagInput input;
  private final IpniLimits limits;
  private final SnapshotNames names;
  private final Consumer<ProviderState> sink;
  private final Fingerprints seen = new Fingerprints();
  private final Set<String> adMembers = new HashSet<>();

  private long epoch = ABSENT;
  private long vc = ABSENT;
  private @Nullable Cid previous;
  private boolean hasProviders;
  private int providers;
  private boolean unknownMembers;
  private @Nullable IpniException violation;

  SnapshotParse(
      DagInput input,
      Codec codec,
      IpniLimits limits,
      SnapshotNames names,
      Consumer<ProviderState> sink) {
    this.input = input;
    this.reader = DagReader.of(codec, input, limits);
    this.limits = limits;
    this.names = names;
    this.sink = sink;
  }

  /** Reads to the end; what makes the body no document at all is returned, a reached cap thrown. */
  @Nullable IpniException run() {
    try {
      DagToken first = reader.next();
      if (first == DagToken.MAP_START) {
        document();
      } else {
        violates("snapshot", "must be a map", first);
        reader.skip(first);
      }
      reader.next();
      return null;
    } catch (IpniException e) {
      if (e.verdict() == Verdict.MALFORMED) {
        return e;
      }
      throw e;
    }
  }

  /** Everything after the hash and the parse. */
  SnapshotSummary summary(Cid cid) {
    require(names.epoch(), epoch != ABSENT);
    require(names.vc(), vc != ABSENT);
    require(names.providers(), hasProviders);
    if (violation != null) {
      throw adMembers.size() == OF_AN_AD.size()
          ? IpniException.of(
              Verdict.NOT_A_SNAPSHOT, "snapshot", "must not be an advertisement: " + cid)
          : violation;
    }
    if (reader.deviation() != null) {
      throw IpniException.of(
          Verdict.NON_CANONICAL, "snapshot", "must be canonical: " + reader.deviation());
    }
    Verdict verdict = unknownMembers ? Verdict.ACCEPT_IGNORE_UNKNOWN : Verdict.ACCEPT;
    return new SnapshotSummary(
        cid, epoch, vc, Optional.ofNullable(previous), providers, input.position(), verdict);
  }

  private void require(String name, boolean present) {
    if (!present) {
      violates("snapshot." + name, "is required");
    }
  }

  private void document() {
    while (reader.next() == DagToken.KEY) {
      if (reader.isText(names.providers())) {
        hasProviders = true;
        providers(reader.next());
      } else if (reader.isText(names.epoch())) {
        epoch = number(names.epoch());
      } else if (reader.isText(names.vc())) {
        vc = number(names.vc());
      } else if (reader.isText(names.previous())) {
        previous = link("snapshot." + names.previous(), true);
      } else {
        OF_AN_AD.stream().filter(reader::isText).forEach(adMembers::add);
        unknownMembers = true;
        reader.skip(reader.next());
      }
    }
  }

  private void providers(DagToken first) {
    if (first != DagToken.MAP_START) {
      violates("snapshot." + names.providers(), "must be a map", first);
      reader.skip(first);
      return;
    }
    while (reader.next() == DagToken.KEY) {
      providers++;
      if (providers > limits.providersMax()) {
        throw IpniException.of(
            Verdict.LIMIT_EXCEEDED,
            "snapshot." + names.providers(),
            "must have at most " + limits.providersMax() + " members");
      }
      PeerId peer = peer(reader.text());
      state(peer, reader.next());
    }
  }

  private @Nullable PeerId peer(String text) {
    try {
      PeerId peer = PeerId.parse(text);
      byte[] multihash = peer.multihash();
      if (!seen.add(multihash, 0, multihash.length)) {
        violates("snapshot." + names.providers(), "must have each provider once", text);
      }
      return peer;
    } catch (IpniException e) {
      violates("snapshot." + names.providers(), "must have peer ids as keys", text);
      return null;
    }
  }

  private void state(@Nullable PeerId peer, DagToken first) {
    if (first != DagToken.MAP_START) {
      violates("snapshot." + names.providers(), "must have maps as values", first);
      reader.skip(first);
      return;
    }
    Cid last = null;
    long height = ProviderState.NO_HEIGHT;
    while (reader.next() == DagToken.KEY) {
      if (reader.isText(names.lastAdvertisement())) {
        last = link(names.lastAdvertisement(), false);
      } else if (reader.isText(names.height())) {
        height = number(names.height());
      } else {
        unknownMembers = true;
        reader.skip(reader.next());
      }
    }
    if (last == null) {
      violates(names.lastAdvertisement(), "is required and must be a link");
    } else if (peer != null && violation == null) {
      sink.accept(new ProviderState(peer, last, height));
    }
  }

  private long number(String name) {
    DagToken token = reader.next();
    if (token == DagToken.INT && reader.integer() >= 0) {
      return reader.integer();
    }
    boolean isNumber = token == DagToken.INT || token == DagToken.NUMBER;
    Object shown =
        token == DagToken.INT ? (Object) reader.integer() : isNumber ? reader.text() : token;
    violates("snapshot." + name, "must be an integer from 0 to 2^63-1", shown);
    reader.skip(token);
    return ABSENT;
  }

  private @Nullable Cid link(String name, boolean toSnapshot) {
    DagToken token = reader.next();
    if (token != DagToken.LINK) {
      violates(name, "must be a link", token);
      reader.skip(token);
      return null;
    }
    Cid cid = reader.link();
    if (toSnapshot && !cid.isSnapshotId()) {
      violates(name, "must be the CID of a snapshot", cid);
    }
    return cid;
  }

  private void violates(String field, String rule) {
    if (violation == null) {
      violation = IpniException.of(Verdict.SCHEMA_VIOLATION, field, rule);
    }
  }

  private void violates(String field, String rule, Object value) {
    if (violation == null) {
      violation = IpniException.of(Verdict.SCHEMA_VIOLATION, field, rule, value);
    }
  }
}
