/**
 * Records that their owners sign and that anybody can check without asking anyone: the value, its
 * two forms, its names. {@code rule} decides what is accepted, {@code sign} makes records, {@code
 * tag} knows the reserved tags, {@code large} holds what is over the size cap and {@code seal}
 * encrypts it. Plain Java without threads, clocks and clients; the rule in words is {@code
 * docs/protocol/signed-records.md}.
 */
@NullMarked
package io.heliograph.record;

import org.jspecify.annotations.NullMarked;
