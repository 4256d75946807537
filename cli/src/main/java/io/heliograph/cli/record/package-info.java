/**
 * The command `record`: makes, signs and checks signed records. Keys stay with their owner: in an
 * encrypted file, in ssh-agent or behind a command; no service is asked.
 */
@NullMarked
package io.heliograph.cli.record;

import org.jspecify.annotations.NullMarked;
