/**
 * What is accepted. {@link io.heliograph.record.rule.RecordRules} answers for a record and the
 * state that is stored; it changes nothing and asks nobody. The rules and their order are those of
 * {@code docs/protocol/signed-records.md}, "Rules".
 */
@NullMarked
package io.heliograph.record.rule;

import org.jspecify.annotations.NullMarked;
