package io.heliograph.cli.record;

import io.heliograph.cli.hub.HubException;
import io.heliograph.record.Bytes;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.Unsigned;
import io.heliograph.record.large.DataMap;
import io.heliograph.record.sign.NextVersion;
import io.heliograph.record.tag.ReservedTag;
import io.heliograph.record.tag.Withdrawals;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes version 0 of a record. */
@Command(
    name = "new",
    description = "Makes version 0 of a record, signed if a key is given.",
    mixinStandardHelpOptions = true)
final class NewCommand extends Making {
  @Option(names = "--tag", required = true, paramLabel = "TAG", description = "Its tag type.")
  private String tag = "";

  @Option(
      names = "--identifier",
      paramLabel = "HEX",
      description = "Its identifier, 128 hexadecimal digits; random when left out.")
  private @Nullable String identifier;

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      description = "For tags 20001 to 20008: the identifier is made of the first owner and this.")
  private @Nullable String label;

  @Option(names = "--data", paramLabel = "FILE", description = "Its data; none when left out.")
  private @Nullable Path data;

  @Option(
      names = "--owner",
      paramLabel = "KEY",
      description = "An owner's public key, in order; the signing key's when left out.")
  private List<String> owners = List.of();

  @Override
  SignedRecord made() throws IOException {
    long tagType;
    try {
      tagType = Unsigned.parse(tag);
    } catch (IllegalArgumentException e) {
      throw new HubException("--tag: " + e.getMessage(), e);
    }
    List<Bytes> keys = owners();
    Bytes contents = RecordFiles.data(data);
    ReservedTag.of(tagType).ifPresent(reserved -> check(reserved, contents));
    return NextVersion.create(tagType, identifier(tagType, keys.getFirst()), contents, keys);
  }

  private List<Bytes> owners() throws IOException {
    List<Bytes> keys = new ArrayList<>();
    for (String owner : owners) {
      keys.add(RecordFiles.key("--owner", owner));
    }
    if (keys.isEmpty()) {
      Bytes own = signing().publicKey();
      if (own == null) {
        throw new HubException("who owns it? --owner KEY, or --key FILE");
      }
      keys.add(own);
    }
    return keys;
  }

  private Bytes identifier(long tagType, Bytes firstOwner) {
    Optional<ReservedTag> reserved = ReservedTag.of(tagType);
    if (label != null) {
      return reserved
          .orElseThrow(() -> new HubException("--label: only for tags 20001 to 20008, not " + tag))
          .identifier(firstOwner, label);
    }
    if (identifier != null) {
      return Bytes.ofHex(identifier);
    }
    if (reserved.isPresent()) {
      throw new HubException("--label is wanted: records of tag " + tag + " are named by it");
    }
    byte[] random = new byte[SignedRecord.IDENTIFIER_LENGTH];
    new SecureRandom().nextBytes(random);
    return Bytes.of(random);
  }

  private void check(ReservedTag reserved, Bytes contents) {
    switch (reserved) {
      case WITHDRAW -> Withdrawals.read(contents);
      case LIST -> DataMap.read(contents);
      case PEER, ROOT, SOURCE, HEAD, PLUGIN, TRUST -> {
        Optional<String> said = ReservedTag.labelIn(contents);
        if (label != null && said.isPresent() && !said.get().equals(label)) {
          throw new HubException("--label: the data say label " + said.get());
        }
      }
    }
  }
}
