package io.heliograph.exchange.convert;

import io.heliograph.exchange.field.Sanitation;
import java.time.Instant;
import java.util.Optional;

/**
 * What a conversion needs to know beside the message.
 *
 * @param publisher whose message it is: ids of IDEA become {@code publisher:idea:ID}
 * @param n6Source the {@code source} of n6 events that bring none, as n6 writes it: {@code
 *     org.channel}
 * @param untagged the level of a message that names none; empty leaves n6's own default, public
 * @param now the time of n6 events that have none
 * @param sanitation the rules of the fields
 */
public record Context(
    String publisher,
    String n6Source,
    Optional<Tlp> untagged,
    Instant now,
    Sanitation sanitation) {}
