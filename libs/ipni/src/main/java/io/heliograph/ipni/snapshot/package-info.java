/**
 * Snapshots: which advertisement of each provider a member knows (contract federation.md, sections
 * 1.5, 1.6 and 2). {@link io.heliograph.ipni.snapshot.Snapshot} is written, {@link
 * io.heliograph.ipni.snapshot.SnapshotReader} streams what others wrote.
 */
@NullMarked
package io.heliograph.ipni.snapshot;

import org.jspecify.annotations.NullMarked;
